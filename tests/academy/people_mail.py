"""What the academy mails in a test: deliver what waits in the outbox, then read it."""

import re

from django.core import mail


def deliver() -> list:
    """Carry out the account mails that wait in the outbox; the mails sent by it."""
    from academy.models import Intention
    from academy.outbox_drain import run_one

    before = len(mail.outbox)
    for intention in Intention.objects.filter(kind="mail.rendered", done_at__isnull=True).order_by("pk"):
        assert run_one(intention)
    return mail.outbox[before:]


def code_in(message) -> str:
    """The code that stands alone on a line of an account mail."""
    return re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{2,4})$", message.body, re.M).group(1)


def link_in(message) -> str:
    return re.search(r"https?://\S+/account/\S+", message.body).group(0)

"""The address that calendars answer to: `academy+<number>-<secret>@host`, one for each registration, for good.

The secret is what a stranger lacks (docs/decisions/0022): it stands only in the invitation of that one person. It stays the same
over all states, since calendars take an update or a cancellation from the same organiser only.
"""

import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from cohorts.models import Registration

_OURS = re.compile(r"\+(\d{1,12})-([0-9a-f]{24})@")


def organiser_address(registration: Registration) -> str:
    """For ORGANIZER and Reply-To: the person's own address at our mailbox; the academy's sender where no mailbox is read."""
    if not settings.REPLY_ADDRESS:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name, _at, host = settings.REPLY_ADDRESS.rpartition("@")
    return f"{name}+{registration.pk}-{_secret(registration.pk, settings.SECRET_KEY)}@{host}"


def registration_at(address: str) -> int | None:
    """The id of the registration whose address this is; None for any other, and for a guess."""
    found = _OURS.search(address.lower())
    if found is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    pk = int(found.group(1))
    return pk if any(constant_time_compare(found.group(2), _secret(pk, key)) for key in keys) else None


def _secret(pk: int, key: str) -> str:
    return salted_hmac("cohorts.reply_address", str(pk), secret=key, algorithm="sha256").hexdigest()[:24]

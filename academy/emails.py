"""The only door for mail. A mail is an intention in the outbox; its words are made when it is sent, in the reader's language.

`queue_mail("courses/certificate_issued", person, key, certificate=17)` renders
templates/emails/courses/certificate_issued/{subject.txt,body.txt} with what the function registered by
`@mail_context("courses/certificate_issued")` returns. The row holds ids only.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import translation

from academy.mail_message import build, render_text, send, single_line
from academy.models import Intention, User
from academy.outbox import GiveUp, enqueue

_contexts: dict[str, Callable[[User, dict], dict | None]] = {}


def mail_context(template: str):
    """Register `context(person, ids) -> dict | None` for a template; None means no longer wanted, and nothing is sent.

    It runs in the person's language. Four names have a meaning here: `unsubscribe_url` becomes the List-Unsubscribe header,
    `why` (one sentence, why this person gets this mail) stands at the foot, `calendar` is a list of CalendarPart, and
    `reply_to` is the address an answer goes to.
    """
    def keep(make: Callable[[User, dict], dict | None]):
        if template in _contexts:
            raise ValueError(f"two contexts for mail {template!r}")
        _contexts[template] = make
        return make
    return keep


def absolute_url(path: str) -> str:
    """A path of this academy as a full address, for use in a mail."""
    return settings.BASE_URL + path


def _own_key(key: str) -> str:
    return key if key.startswith("mail:") else f"mail:{key}"


def queue_mail(template: str, person: User, key: str, **ids) -> Intention | None:
    """Say, inside the caller's atomic(), that the person must get this mail once. `ids`: what its context needs, as JSON."""
    if person.erased_at:
        return None
    return enqueue(_own_key(key), "mail", {"template": template, "person": person.pk, "ids": ids})


def queue_rendered(key: str, to: str, subject: str, text: str) -> Intention:
    """Queue an account mail whose words (and secret link) exist only now. Its payload is wiped once it is sent."""
    with transaction.atomic():
        return enqueue(_own_key(key), "mail.rendered",
                       {"to": to, "subject": subject, "text": text, "language": translation.get_language()})


def context_of(template: str, person: User, ids: dict) -> dict | None:
    """What the templates of a mail are given, now; None when it is no longer wanted. In the active language."""
    make = _contexts.get(template)
    if make is None:
        raise GiveUp(f"no context is registered for mail {template!r}")
    context = make(person, ids)
    return None if context is None else {"person": person, "site": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL, **context}


def subject_of(template: str, context: dict) -> str:
    return single_line(render_text(f"emails/{template}/subject.txt", context))


def deliver(intention: Intention) -> None:
    """Send one queued mail, unless its reader is erased or its context says it is no longer wanted."""
    asked = intention.payload
    person = User.objects.filter(pk=asked["person"], erased_at__isnull=True).first()
    if person is None or not person.email:
        return
    with translation.override(person.language or settings.LANGUAGE_CODE):
        context = context_of(asked["template"], person, asked["ids"])
        if context is None:
            return
        message = build(
            key=intention.key, name=person.name, to=person.email,
            subject=subject_of(asked["template"], context), text=render_text(f"emails/{asked['template']}/body.txt", context),
            why=context.get("why", ""), unsubscribe_url=context.get("unsubscribe_url", ""),
            calendar=context.get("calendar", ()), reply_to=context.get("reply_to", ""))
    send(message)


def deliver_rendered(intention: Intention) -> None:
    asked = intention.payload
    with translation.override(asked.get("language") or settings.LANGUAGE_CODE):
        message = build(key=intention.key, name="", to=asked["to"], subject=asked["subject"], text=asked["text"])
    send(message)

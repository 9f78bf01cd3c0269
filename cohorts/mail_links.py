"""Addresses in mails: of an exchange, and those that act for somebody without signing in. A token is signed and holds numbers only.

Its shape (`<numbers>-<43 letters>`, all of it one run of harmless letters) is what academy/logs.py cuts out of logs.
"""

from dataclasses import dataclass

from django.core.signing import Signer
from django.urls import reverse
from django.utils.translation import get_language

from academy.emails import absolute_url
from cohorts.models import Exchange, Registration

REPLY, STOP = Signer(salt="cohorts.reply"), Signer(salt="cohorts.stop")
STOPPABLE = ("week", "day", "digest")


@dataclass(frozen=True, slots=True)
class ReplyLink:
    """Whose answer, and to which of their states: `revision` is the registration's when the mail was written."""

    registration_id: int
    revision: int


def exchange_url(exchange: Exchange) -> str:
    """In the active language."""
    return absolute_url(f"/{get_language() or 'en'}/exchanges/{exchange.slug}/")


def choices_url() -> str:
    return absolute_url(reverse("mail_choices"))


def reply_url(registration: Registration) -> str:
    return absolute_url(reverse("mail_reply", args=[_sealed(REPLY, registration.pk, registration.revision)]))


def read_reply_link(token: str) -> ReplyLink:
    """Raises BadSignature for whatever we did not write."""
    registration_id, revision = _numbers(REPLY, token)
    return ReplyLink(registration_id, revision)


def stop_url(person, what: str) -> str:
    """The address that ends one kind of mail for good, by a POST without a visit (RFC 8058). `what`: one of STOPPABLE."""
    return absolute_url(reverse("mail_stop", args=[_sealed(STOP, person.pk, STOPPABLE.index(what))]))


def read_stop_link(token: str) -> tuple[int, str]:
    """(person id, what). Raises BadSignature for whatever we did not write."""
    person_id, number = _numbers(STOP, token)
    return person_id, STOPPABLE[number]


def _sealed(signer: Signer, *numbers: int) -> str:
    words = "-".join(str(number) for number in numbers)
    return f"{words}-{signer.signature(words)}"


def _numbers(signer: Signer, token: str) -> tuple[int, int]:
    first, second, signature = (*token.split("-", 2), "", "")[:3]
    signer.unsign(f"{first}-{second}:{signature}")
    return int(first), int(second)

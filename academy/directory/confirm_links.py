"""The link by which somebody confirms an entry without an account: signed, of one asking, good for ninety days."""

from datetime import date, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from academy.emails import absolute_url
from academy.models import DirectoryEntry

HOLDS = timedelta(days=90)
# One run of letters, which logs cut out as a whole.
_SIGNER = Signer(salt="academy.directory.confirm", sep=":")


def confirm_link(entry: DirectoryEntry, asked_on: date) -> str:
    words = f"{entry.key.hex}{asked_on:%Y%m%d}"
    return absolute_url(reverse("entry_confirmation", args=[f"{words}-{_SIGNER.signature(words)}"]))


def read_confirm_link(token: str, on: date) -> tuple[UUID, date] | None:
    """(key of the entry, the day it was asked); None for what we did not write, or wrote too long ago."""
    words, _sep, signature = token.partition("-")
    try:
        _SIGNER.unsign(f"{words}:{signature}")
        asked_on = date(int(words[32:36]), int(words[36:38]), int(words[38:40]))
    except (BadSignature, ValueError):
        return None
    return (UUID(words[:32]), asked_on) if asked_on + HOLDS >= on else None

"""The calendar half of a mail: the invitation, its update, or its end, and where an answer goes."""

from django.conf import settings
from django.utils.translation import get_language

from academy.standards.itip import CANCEL, REQUEST
from cohorts.calendar_invitations import invitations
from cohorts.models import Registration
from cohorts.reply_address import organiser_address


def with_calendar(registration: Registration, *, gone: bool = False) -> dict:
    """For a mail's context: `calendar`, for this person alone, and `reply_to` where answers are read. `gone`: take it out of their calendar."""
    parts = invitations(registration, CANCEL if gone else REQUEST, get_language() or settings.LANGUAGE_CODE)
    return {"calendar": parts, "reply_to": organiser_address(registration) if parts and settings.REPLY_ADDRESS else ""}

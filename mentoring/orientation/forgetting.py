"""Forgetting: words, names and contacts go, a number stays."""

from datetime import datetime, timedelta

from academy.models import record
from mentoring.models import HelpOutcome, HelpRequest, Referral
from mentoring.orientation.closing import close
from mentoring.orientation.turn import turn_of

KEPT_AFTER_CLOSING = timedelta(days=365)


def forget(request: HelpRequest, at: datetime) -> HelpRequest:
    """Close it if it is open, and erase what tells of the person, in what was passed on too. Forgotten before: nothing changes."""
    close(request, HelpOutcome.NO_LONGER, "", at)
    with turn_of(request, at, closed_too=True) as kept:
        if kept.forgotten_at:
            return kept
        kept.messages.all().delete()
        kept.suggestions.update(title="", why="", receiver="", receiver_email="", passed_name="", passed_contact="", passed_words="")
        kept.suggestions.filter(returned_at__isnull=False).update(returned_why="–")
        Referral.objects.filter(suggestion__request=kept).update(receiver_name="", receiver_email="", answer_words="", outcome_words="")
        kept.forgotten_at, kept.person = at, None
        kept.name = kept.words = kept.email = kept.phone = kept.outcome_words = ""
        record(None, "forgot", "help_request", kept.key, at=at)
    return kept


def forget_long_closed(at: datetime) -> int:
    """Every night: what was closed a year ago; how many."""
    found = list(HelpRequest.objects.filter(closed_at__lte=at - KEPT_AFTER_CLOSING, forgotten_at__isnull=True))
    for each in found:
        forget(each, at)
    return len(found)

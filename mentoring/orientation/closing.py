"""A request is closed, with what came of it: by the hub, or by the person."""

from datetime import datetime

from academy.models import User, record
from mentoring.models import HelpOutcome, HelpRequest, ReferralEnding
from mentoring.orientation.mails import write_to_person
from mentoring.orientation.suggesting import end_open_referrals
from mentoring.orientation.turn import turn_of


def close(request: HelpRequest, outcome: str, words: str, at: datetime, by: User | None = None) -> HelpRequest:
    """`by` None: the person themselves. What was passed on and not answered ends, and the receivers hear of it. Closed before: nothing changes."""
    with turn_of(request, at, closed_too=True) as kept:
        if not kept.is_open:
            return kept
        for each in kept.suggestions.all():
            end_open_referrals(each, ReferralEnding.WITHDRAWN, at)
        kept.closed_at, kept.outcome, kept.outcome_words, kept.closed_by_person = at, HelpOutcome(outcome), words, by is None
        kept.read_at = kept.read_at or (at if by else None)
        record(by, "closed", "help_request", kept.key, at=at, details={"outcome": outcome})
        if by is not None:
            write_to_person(kept, "closed")
    return kept

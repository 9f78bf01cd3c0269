"""What the worker does for ballots: open them at their moment, close them at their end. The outbox calls with one id; the night looks for any that were missed."""

from datetime import datetime

from django.utils.translation import override

from academy.writing_turn import writing_turn
from cohorts.decisions.balloting import cancel, open_ballot
from cohorts.decisions.closing_ballots import close_what_is_due, overdue
from cohorts.models import Ballot
from cohorts.refusals import Refused


def open_what_is_due(ballot_id, at: datetime) -> bool:
    """One that cannot open (the text changed, or too few may vote by now) is cancelled, with the reason everybody reads."""
    ballot = Ballot.objects.filter(pk=ballot_id).select_related("space__city", "proposal", "version", "group").first()
    if ballot is None:
        return False
    try:
        with override(ballot.language), writing_turn():  # a refusal undoes the opening, not the worker's own transaction
            return open_ballot(ballot, by=None, at=at)
    except Refused as refused:
        cancel(ballot, why=refused.sentence[:300], by=None, at=at)
        return False


def do_what_was_missed(at: datetime) -> int:
    """How many ballots were opened or closed late."""
    return sum(open_what_is_due(pk, at) or close_what_is_due(pk, at) for pk in list(overdue(at)))

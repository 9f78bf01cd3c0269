"""The time to answer runs out: the outbox ends what is due to the minute, the night what it missed."""

from datetime import datetime

from academy.writing_turn import writing_turn
from mentoring.ending_proposals import EXPIRED, end, say, with_people
from mentoring.models import Answer, Ending, MatchProposal, MentoringRound, Side
from mentoring.pool import fill_again
from mentoring.round_turn import take_turn


def expire_due(round_id: int, at: datetime) -> int:
    """End every proposal of the round whose time is over; how many it was. Twice is once."""
    with writing_turn():
        return end_what_is_due(take_turn(round_id), at)


def end_what_is_due(mentoring_round: MentoringRound, at: datetime) -> int:
    """The same for whoever holds the round's turn. Who said yes reads that this pair will not happen; who was silent, that the time is over."""
    due = list(with_people().filter(round=mentoring_round, expires_at__lte=at).open().prefetch_related("answers"))
    for proposal in due:
        willing = {each.side for each in proposal.answers.all() if each.answer == Answer.YES}
        end(proposal, Ending.EXPIRED, at, tell=willing)
        for side in set(Side.values) - willing:
            say(proposal, side, EXPIRED)
    if due:
        fill_again(mentoring_round, at)
    return len(due)


def expire_overdue(at: datetime) -> int:
    """The net under the outbox: over all rounds."""
    rounds = MatchProposal.objects.open().filter(expires_at__lte=at).order_by("round_id").values_list("round_id", flat=True).distinct()
    return sum(expire_due(pk, at) for pk in list(rounds))

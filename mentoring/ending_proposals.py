"""A proposal ends: the row, a line in the log, and a kind word to whoever hoped. Why it ended is told to nobody but the one whose own doing it was.

For whoever holds the round's turn (round_turn.take_turn).
"""

from collections.abc import Iterable
from datetime import datetime

from academy.emails import queue_mail
from academy.models import record
from mentoring.models import Ending, MatchProposal, MentoringRound, Side

NOT_THIS_TIME, EXPIRED = "mentoring/not_this_time", "mentoring/proposal_expired"


def end(proposal: MatchProposal, ending: str, at: datetime, *, tell: Iterable[str] = ()) -> bool:
    """End it once; False when it was over already. `tell`: the sides that hear that this pair will not happen."""
    if not MatchProposal.objects.filter(pk=proposal.pk, ended_at__isnull=True).update(ended_at=at, ending=ending):
        return False
    proposal.ended_at, proposal.ending = at, ending
    # Neither the actor nor the ending: the log would tell of a "not now" what only its author may know.
    record(None, "proposal_ended", "match_proposal", proposal.pk, at=at)
    for side in tell:
        say(proposal, side, NOT_THIS_TIME)
    return True


def say(proposal: MatchProposal, side: str, template: str) -> None:
    """One mail about one proposal to one side, once."""
    person = person_on(proposal, side)
    queue_mail(template, person, f"{template}:{proposal.pk}:{person.pk}", proposal=proposal.pk)


def person_on(proposal: MatchProposal, side: str):
    return (proposal.offer if side == Side.MENTOR else proposal.request).participation.person


def with_people():
    """Proposals with both people at hand: one query."""
    return MatchProposal.objects.select_related("round", "offer__participation__person", "request__participation__person")


def withdraw_all(mentoring_round: MentoringRound, at: datetime) -> int:
    """The round is closed: what is still being asked ends, and both sides are told. How many it was."""
    waiting = list(with_people().filter(round=mentoring_round).open())
    return sum(end(each, Ending.WITHDRAWN, at, tell=Side.values) for each in waiting)

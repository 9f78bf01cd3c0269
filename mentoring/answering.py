"""Yes, or not now. Only the second yes makes a mentorship, in the same transaction; one alone waits, and can be taken back while it does.

A yes that waits is nobody else's knowledge. "Not now" ends the proposal at once, for both: waiting for the other's word would cost them days.
While a proposal is open at most one side has answered, and that with yes: so a yes can be taken back, or turned into "not now", for just as long.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import record
from academy.refusals import Refused
from academy.writing_turn import writing_turn
from mentoring.beginning import begin
from mentoring.ending_proposals import end, with_people
from mentoring.expiring import end_what_is_due
from mentoring.models import Answer, Ending, MatchProposal, ProposalAnswer, Side
from mentoring.pool import fill_again
from mentoring.round_turn import take_turn

LONGEST_REASON = 500


def say_yes(proposal: MatchProposal, person, *, at: datetime) -> MatchProposal:
    """The person's yes; with the other's before it, a mentorship. Twice is once. Refused when the proposal is over."""
    def act(kept, side, mine):
        if kept.ending == Ending.ACCEPTED or (mine and not kept.ended_at):
            return None
        if kept.ended_at:
            return over()
        ProposalAnswer.objects.create(proposal=kept, side=side, answer=Answer.YES, answered_at=at)
        record(person, "answered", "match_proposal", kept.pk, at=at)
        if kept.answers.filter(side=Side.other(side), answer=Answer.YES).exists() and end(kept, Ending.ACCEPTED, at):
            begin(kept, at)
        return None
    return _in_turn(proposal, person, at, act)


def say_not_now(proposal: MatchProposal, person, *, reason: str = "", at: datetime) -> MatchProposal:
    """The person's "not now", with a reason nobody else reads. The proposal ends, the partner hears that this pair will not happen, and both may be
    proposed anew, to others. Twice is once. Refused when the proposal is over, and when both said yes: a mentorship is ended on its own page."""
    def act(kept, side, mine):
        if mine and mine.answer == Answer.NOT_NOW:
            return None
        if kept.ended_at:
            return over()
        said = {"answer": Answer.NOT_NOW, "reason": reason.strip()[:LONGEST_REASON], "answered_at": at}
        ProposalAnswer.objects.update_or_create(proposal=kept, side=side, defaults=said)
        record(person, "answered", "match_proposal", kept.pk, at=at)
        end(kept, Ending.DECLINED, at, tell=[Side.other(side)])
        fill_again(kept.round, at)
        return None
    return _in_turn(proposal, person, at, act)


def take_back(proposal: MatchProposal, person, *, at: datetime) -> MatchProposal:
    """The person's yes is undone while it waits: they are asked as before. Refused once both said yes or the proposal is over."""
    def act(kept, side, mine):
        if kept.ended_at:
            return over()
        if mine:
            mine.delete()
            record(person, "took_back_answer", "match_proposal", kept.pk, at=at)
        return None
    return _in_turn(proposal, person, at, act)


def over() -> Refused:
    return Refused("over", _("This proposal is over; nothing has been changed."))


def proposal_in_turn(proposal: MatchProposal, person, at: datetime) -> MatchProposal:
    """The person's proposal as it stands, inside a transaction that holds the round's turn. One whose time is over ends before it is looked at."""
    mentoring_round = take_turn(proposal.round_id)
    kept = with_people().of(person).get(pk=proposal.pk)
    if kept.ended_at is None and kept.expires_at <= at:
        end_what_is_due(mentoring_round, at)
        kept.refresh_from_db(fields=["ended_at", "ending"])
    kept.round = mentoring_round
    return kept


def _in_turn(proposal: MatchProposal, person, at: datetime, act: Callable) -> MatchProposal:
    with writing_turn():
        kept = proposal_in_turn(proposal, person, at)
        side = kept.side_of(person)
        refused = act(kept, side, kept.answers.filter(side=side).first())
    # Outside, so that a proposal that has expired stays so.
    if refused:
        raise refused
    return kept

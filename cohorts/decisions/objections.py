"""Objections in a round of consent: each gets an answer in words, then its objector says whether it stands."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import record
from academy.writing_turn import writing_turn
from cohorts.decisions.closing_ballots import close, everybody_voted, unsettled
from cohorts.models import Ballot, Objection
from cohorts.refusals import Refused


def answer(objection: Objection, *, words: str, by, at: datetime) -> bool:
    """The author's or the organisers' answer, while the ballot stands and the objector has not had the last word. Said again, it replaces the first."""
    if not words.strip():
        raise Refused("words", _("Write the answer."))
    with writing_turn():
        ballot = _standing(objection)
        answered = Objection.objects.filter(pk=objection.pk, said_at__isnull=True).update(answer=words.strip(), answered_by=by, answered_at=at)
        if answered:
            record(by, "answered", "objection", objection.pk, at=at, details={"ballot": str(ballot.pk)})
    objection.refresh_from_db()
    return bool(answered)


def say_whether_it_stands(objection: Objection, *, stands: bool, word: str = "", at: datetime) -> bool:
    """The objector's last word, once, after an answer. When nothing waits any more and voting is over, the round closes."""
    with writing_turn():
        ballot = _standing(objection)
        said = Objection.objects.filter(pk=objection.pk, answered_at__isnull=False, said_at__isnull=True).update(stands=stands, word=word.strip(), said_at=at)
        if not said:
            objection.refresh_from_db()
            if objection.answered_at is None:
                raise Refused("unanswered", _("Nobody has answered this objection yet."))
            return False
        if (at >= ballot.closes_at or everybody_voted(ballot)) and not unsettled(ballot).exists():
            close(ballot, by=None, at=at)
    objection.refresh_from_db()
    return True


def _standing(objection: Objection) -> Ballot:
    """The ballot, locked: first a write to its row, as everywhere."""
    ballot = Ballot.objects.select_related("space__city", "proposal", "version").get(roll__open_vote=objection.vote_id)
    if not Ballot.objects.standing().filter(pk=ballot.pk).update(question=ballot.question):
        raise Refused("over", _("This round is over."))
    return ballot

"""The register of decisions: a line when a ballot closes, and its follow-up."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.models import Ballot, BallotResult, Decided, Outcome
from cohorts.refusals import Refused


def enter(ballot: Ballot, result: BallotResult, at: datetime) -> Decided:
    """In the transaction that closes the ballot. What was not adopted, or found no quorum, is written down too."""
    title = ballot.question
    if result.outcome == Outcome.ADOPTED and ballot.is_between_options:
        title = f"{title} {ballot.options.get(key=result.winner).label}"[:250]
    return Decided.objects.create(space=ballot.space, group=ballot.group, ballot=ballot, title=title, language=ballot.language, outcome=result.outcome,
                                  decided_on=ballot.space.day_of(at), changed_at=at)


def follow_up(decided: Decided, *, owner: str, due_on: date | None, state: str, words: str, by, at: datetime) -> Decided:
    """Who carries it out until when, and what became of it. `state`: open, done or dropped; `words` say what came of it, or why it was dropped (needed)."""
    if decided.outcome != Outcome.ADOPTED:
        raise Refused("not_adopted", _("It was not adopted: there is nothing to follow up."))
    if state == "dropped" and not words.strip():
        raise Refused("why", _("Say why it was dropped."))
    today, before = decided.space.day_of(at), decided.follow_up(decided.space.day_of(at))
    fields = {"owner": owner.strip(), "due_on": due_on, "done_on": None, "dropped_on": None, "done_words": "", "dropped_why": ""}
    if state == "done":
        fields |= {"done_on": decided.done_on or today, "done_words": words.strip()}
    elif state == "dropped":
        fields |= {"dropped_on": decided.dropped_on or today, "dropped_why": words.strip()}
    with transaction.atomic():
        Decided.objects.filter(pk=decided.pk).update(**fields, changed_at=at, changed_by=by)
        decided.refresh_from_db()
        record(by, "followed_up", "decided", decided.pk, at=at, details={"from": str(before), "to": str(decided.follow_up(today))})
    return decided

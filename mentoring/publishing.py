"""One simulation becomes the round's result: its pairs are asked, all in one transaction, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from academy.permissions import must
from academy.refusals import Refused
from mentoring.closing_call import note_call_closed
from mentoring.laying_circles import lay_circles
from mentoring.matching.types import RoundError
from mentoring.models import MatchingRun, MentoringRound, Purpose, RoundKind
from mentoring.proposing import lay_proposals
from mentoring.round_input import input_of
from mentoring.round_turn import take_turn
from mentoring.rule_changes import note_rule_change


@dataclass(frozen=True, slots=True)
class WhoIsAsked:
    """`people` get a question, as mentors, as mentees or both; `left_over` are told why there is nobody for them; `until`: last moment to answer."""

    pairs: int
    people: int
    mentors: int
    mentees: int
    left_over: int
    until: datetime


def who_is_asked(run: MatchingRun, at: datetime) -> WhoIsAsked:
    """Of a finished run of a round, were it published at the moment `at`."""
    pairs = run.result["pairs"]
    mentors, mentees = {pair["mentor"] for pair in pairs}, {pair["mentee"] for pair in pairs}
    return WhoIsAsked(len(pairs), len(mentors | mentees), len(mentors), len(mentees), len(run.result.get("unserved", ())), at + timedelta(days=run.round.answer_days))


def is_still_true(run: MatchingRun) -> bool:
    """Would the same question be asked today? Entries, rulings and exclusions are as they were when the run was played."""
    try:
        present = input_of(run.round, run.rules)
    except RoundError:
        return False
    return not present.broken_pins and present.sha256 == run.input_sha256


def publish(mentoring_round: MentoringRound, run: MatchingRun, *, by, at: datetime) -> bool:
    """The pairs of `run` are asked; the rules it was played with are the round's from now on. False when the round was published already.

    Refused while the call is open, for a run that is not a finished simulation of this round, and when people or rulings have changed since.
    """
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.published_at:
            return False
        if fresh.closed_at:
            raise Refused("closed", _("The round is closed."))
        run = MatchingRun.objects.select_related("round").get(pk=run.pk)
        if run.round_id != fresh.pk or run.purpose != Purpose.SIMULATION or run.finished_at is None:
            raise Refused("not_finished", _("Choose a simulation that is finished."))
        note_call_closed(fresh, at)
        if run.rules["draw_seed"] != fresh.rules["draw_seed"] or not is_still_true(run):
            raise Refused("changed_since", _("People or rulings have changed since this simulation. Simulate once more, and publish that."))
        note_rule_change(fresh, run.rules, by=by, at=at)
        fresh.rules, fresh.published_run, fresh.published_at = run.rules, run, at
        fresh.save(update_fields=["rules", "published_run", "published_at"])
        record(by, "published", "mentoring_round", fresh.pk, at=at, details={"run": run.pk, "pairs": len(run.result["pairs"])})
        (lay_circles if fresh.kind == RoundKind.CIRCLES else lay_proposals)(run, at)
    return True

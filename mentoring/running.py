"""Asking for a run of the matcher, and playing it: a row with a renewed lease, killable at any moment. All of its result is written, or nothing.

A run is asked for as a row and an intention of the outbox in one transaction. A worker takes the row by a conditional update on its own columns,
keeps its lease alive while the matcher works, and writes the result once, only while the lease is still its own. A worker that dies leaves a row
whose lease runs out; the next one takes it over and plays the same stored input.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import structlog
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from academy.models import record
from academy.outbox import enqueue
from academy.outbox_drain import LeaseLost, lease, renew
from mentoring.matching.types import RoundError
from mentoring.models import MatchingRun, MentoringRound, Purpose
from mentoring.playing import RunRefused, play_input
from mentoring.proposing import lay_proposals
from mentoring.round_input import input_of
from mentoring.run_progress import Progress

log = structlog.get_logger(__name__)
KIND = "mentoring.run"
PINS = "pinned: "  # an error that begins so names pairs of lots whose ruling must be lifted first
MOST_ATTEMPTS = 5


class StillPlayed(Exception):
    """Another worker holds this run."""


def ask_for_run(mentoring_round: MentoringRound, *, rules: dict, purpose: str = Purpose.SIMULATION, label: str = "", by=None, at: datetime) -> MatchingRun:
    """The row, and the intention to play it, inside the caller's transaction. `rules`: the "round" object of the format, as the round keeps it."""
    run = MatchingRun.objects.create(round=mentoring_round, purpose=purpose, label=label, rules=rules, asked_by=by, asked_at=at)
    enqueue(f"{KIND}:{run.pk}", KIND, {"run": run.pk})
    record(by, "asked_for_run", "mentoring_round", mentoring_round.pk, at=at, details={"run": run.pk, "purpose": purpose})
    return run


def take(pk: int, at: datetime, until: datetime | None = None) -> MatchingRun | None:
    """The run for one lease, or None when there is nothing to do or another worker was faster."""
    token = uuid4().hex
    won = MatchingRun.objects.filter(pk=pk).to_play(at).update(
        lease_until=until or at + lease(), lease_token=token, attempts=F("attempts") + 1, started_at=Coalesce(F("started_at"), at))
    return MatchingRun.objects.select_related("round", "round__city").get(pk=pk, lease_token=token) if won else None


def play(run: MatchingRun, *, now: Callable[[], datetime] = timezone.now, also_renew: Callable[[datetime], None] = lambda at: None) -> bool:
    """Play a run that `take` gave. True: its result is written; False: it cannot be played, and says why. LeaseLost: somebody else has it by now."""
    mine = MatchingRun.objects.filter(pk=run.pk, lease_token=run.lease_token).unplayed()
    if run.attempts > MOST_ATTEMPTS:
        return _fail(mine, run, "Every try ended with the death of the worker that played it.", now())
    try:
        _fix_input(run, mine)
        result = play_input(run.input, Progress(mine, now, also_renew))
    except RunRefused as refused:
        return _fail(mine, run, str(refused), now())
    except LeaseLost:
        raise
    except Exception:
        mine.update(lease_until=None)  # the next try need not wait for it
        raise
    at = now()
    with transaction.atomic():
        # The condition is the guard: whoever has lost the lease writes nothing, and what follows from the result is written with it or not at all.
        if not mine.update(result=result, finished_at=at, lease_until=None, step="", error=""):
            raise LeaseLost(f"{KIND}:{run.pk}")
        run.refresh_from_db()
        if run.purpose == Purpose.NEXT:
            lay_proposals(run, at)
    log.info("matching_run_finished", run=run.pk, pairs=len(result["pairs"]), attempts=run.attempts)
    return True


def play_intention(intention) -> None:
    """The outbox's handler. External: it runs outside any transaction, within the intention's lease, which is renewed along with the run's."""
    at = timezone.now()
    pk = intention.payload["run"]
    # The run's lease ends with the intention's: whoever takes one over can take the other.
    run = take(pk, at, intention.lease_until)
    if run is None:
        if MatchingRun.objects.filter(pk=pk).unplayed().exists():
            raise StillPlayed(f"run {pk}")
        return
    play(run, also_renew=lambda at: renew(intention, at))


def _fix_input(run: MatchingRun, mine) -> None:
    """The first try writes down what is played; those after it play the same."""
    if run.input is not None:
        return
    with transaction.atomic():
        try:
            made = input_of(run.round, run.rules)
        except RoundError as error:
            raise RunRefused(str(error)) from error
        if made.broken_pins and run.purpose == Purpose.NEXT:
            made = made.without_broken_pins()
        if made.broken_pins:
            raise RunRefused(PINS + " ".join(f"{mentor}:{mentee}" for mentor, mentee in made.broken_pins))
        fixed = {"input": made.data, "people": made.people, "input_sha256": made.sha256}
        if not mine.update(**fixed):
            raise LeaseLost(f"{KIND}:{run.pk}")
    for name, value in fixed.items():
        setattr(run, name, value)


def _fail(mine, run: MatchingRun, words: str, at: datetime) -> bool:
    if mine.update(failed_at=at, error=words[:4000], lease_until=None, step=""):
        log.warning("matching_run_failed", run=run.pk, error=words[:500])
    return False

"""Who stands free again is proposed anew: a run with everything that is accepted or being asked held fast.

What happens within a few minutes asks for one run together: the intention has the name of the quarter of an hour it falls into.
"""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from academy.outbox import enqueue
from mentoring.held_pairs import places_of
from mentoring.models import MatchingRun, MentoringRound, Purpose, RoundKind
from mentoring.round_turn import take_turn

KIND = "mentoring.fill_pool"
GATHERED = timedelta(minutes=5)
# Who asks at the last moment of a span has written before anybody carries it out.
LATER = timedelta(minutes=1)


def fill_again(mentoring_round: MentoringRound, at: datetime) -> bool:
    """Say, inside the caller's transaction or in one of its own, that somebody stands free. False when this round proposes nobody any more."""
    if not proposes(mentoring_round, at):
        return False
    span = int(at.timestamp() // GATHERED.total_seconds()) + 1
    due = datetime.fromtimestamp(span * GATHERED.total_seconds(), UTC) + LATER
    with transaction.atomic():
        enqueue(f"{KIND}:{mentoring_round.pk}:{span}", KIND, {"round": mentoring_round.pk}, run_at=due)
    return True


def proposes(mentoring_round: MentoringRound, at: datetime) -> bool:
    """Published, in pairs, not closed, and not over."""
    return bool(mentoring_round.kind == RoundKind.PAIRS and mentoring_round.published_at and not mentoring_round.closed_at and at.date() < mentoring_round.ends_on)


def ask_for_next(round_id: int, at: datetime) -> MatchingRun | None:
    """What the outbox does: the next run of the round, if it can help anybody and none is waiting. One that is being played saw an older pool: later, then."""
    from mentoring.running import ask_for_run  # there proposals are laid, which asks this module

    with transaction.atomic():
        mentoring_round = take_turn(round_id)
        if not proposes(mentoring_round, at) or not somebody_could_be_served(mentoring_round):
            return None
        unplayed = list(mentoring_round.runs.filter(purpose=Purpose.NEXT).unplayed().values_list("started_at", flat=True))
        if unplayed:
            if None not in unplayed:
                fill_again(mentoring_round, at)
            return None
        return ask_for_run(mentoring_round, rules=mentoring_round.published_run.rules, purpose=Purpose.NEXT, at=at)


def somebody_could_be_served(mentoring_round: MentoringRound) -> bool:
    """Is there both a free place and a wish that is still open, with two different people?"""
    places = places_of(mentoring_round)
    free = {pk for pk, each in places.items() if each.free}
    waiting = {pk for pk, each in places.items() if each.open_wishes}
    return bool(free and waiting and (len(free | waiting) > 1))

"""No further proposals in this round, please: what is being asked and what is under way goes on."""

from datetime import datetime

from academy.models import record
from academy.writing_turn import writing_turn
from mentoring.models import Participation
from mentoring.pool import fill_again
from mentoring.round_turn import take_turn


def stop(participation: Participation, at: datetime) -> bool:
    """False when they had said so before."""
    with writing_turn():
        take_turn(participation.round_id)
        changed = bool(Participation.objects.filter(pk=participation.pk, stopped_at__isnull=True).update(stopped_at=at))
        if changed:
            record(participation.person, "stopped_proposals", "mentoring_round", participation.round_id, at=at)
    return changed


def go_on(participation: Participation, at: datetime) -> bool:
    """Further proposals again; the pool is looked through. False when they had never stopped."""
    with writing_turn():
        mentoring_round = take_turn(participation.round_id)
        changed = bool(Participation.objects.filter(pk=participation.pk, stopped_at__isnull=False).update(stopped_at=None))
        if changed:
            record(participation.person, "resumed_proposals", "mentoring_round", participation.round_id, at=at)
            fill_again(mentoring_round, at)
    return changed

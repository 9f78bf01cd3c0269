"""When the call is over: a question of dates, written down when something first rests on it; or a coordinator closes it before its time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from academy.permissions import must
from academy.refusals import Refused
from mentoring.models import MentoringRound
from mentoring.round_turn import take_turn


def call_is_over(mentoring_round: MentoringRound, at: datetime) -> bool:
    return bool(mentoring_round.call_closed_at or (mentoring_round.opened_at and mentoring_round.call_closes_at <= at))


def note_call_closed(fresh: MentoringRound, at: datetime) -> None:
    """Writes `call_closed_at`, the moment that was announced, on a round read after take_turn. Refused while people can still enter."""
    if not call_is_over(fresh, at):
        raise Refused("call_open", _("People can still enter this round. Publish once its call has closed."))
    if fresh.call_closed_at is None:
        fresh.call_closed_at = fresh.call_closes_at
        fresh.save(update_fields=["call_closed_at"])


def close_call(mentoring_round: MentoringRound, *, by, at: datetime) -> bool:
    """Nobody enters from now on, though more time was announced. False when the call was over already; Refused while it has not begun."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.closed_at or call_is_over(fresh, at):
            return False
        if not fresh.accepts_entries(at):
            raise Refused("not_open", _("The call has not opened yet."))
        fresh.call_closed_at = at
        fresh.save(update_fields=["call_closed_at"])
        record(by, "closed_call", "mentoring_round", fresh.pk, at=at)
    return True

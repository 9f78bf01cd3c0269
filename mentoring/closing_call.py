"""When the call is over: a question of dates. It is written down when something first rests on it."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentoring.models import MentoringRound
from mentoring.refusals import Refused


def call_is_over(mentoring_round: MentoringRound, at: datetime) -> bool:
    return bool(mentoring_round.call_closed_at or (mentoring_round.opened_at and mentoring_round.call_closes_at <= at))


def note_call_closed(fresh: MentoringRound, at: datetime) -> None:
    """Writes `call_closed_at`, the moment that was announced, on a round read after take_turn. Refused while people can still enter."""
    if not call_is_over(fresh, at):
        raise Refused("call_open", _("People can still enter this round. Publish once its call has closed."))
    if fresh.call_closed_at is None:
        fresh.call_closed_at = fresh.call_closes_at
        fresh.save(update_fields=["call_closed_at"])

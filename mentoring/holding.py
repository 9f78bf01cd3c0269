"""After a session: it was held, for so many minutes, or missed; what was talked about; what comes next. Hours count once both have said so."""

from dataclasses import dataclass

from django.db import transaction

from academy.emails import queue_mail
from academy.models import record
from mentoring.confirming import CONFIRMED_AT, settle, take_back_hours
from mentoring.mentorship_turn import ChangedMeanwhile, NotNow, hold_session
from mentoring.models import MentoringSession


@dataclass(frozen=True, slots=True)
class Report:
    """`held_minutes` None: it did not take place."""

    held_minutes: int | None
    minutes: str = ""
    next_step: str = ""


def report(session: MentoringSession, by, at, said: Report, *, seen=None) -> MentoringSession:
    """Write down what happened; whoever writes has confirmed it with that. Other minutes than before, or missed for held, take the other's
    confirmation back, and hours that stood in the ledger, too. `seen`: its `changed_at` when the page was opened; ChangedMeanwhile when the
    partner wrote since. NotNow before it has begun, or when it was called off."""
    with transaction.atomic():
        held = hold_session(session)
        if held.cancelled_at or held.starts_at > at:
            raise NotNow
        if seen is not None and held.changed_at != seen:
            raise ChangedMeanwhile
        side = held.mentorship.side_of(by)
        if said.held_minutes != held.held_minutes or (said.held_minutes is None) != (held.missed_at is not None):
            take_back_hours(held, at)
            held.confirmed_by_mentor_at = held.confirmed_by_mentee_at = None
        held.held_minutes, held.minutes, held.next_step, held.changed_at = said.held_minutes, said.minutes, said.next_step, at
        held.missed_at = (held.missed_at or at) if said.held_minutes is None else None
        if said.held_minutes is not None and getattr(held, CONFIRMED_AT[side]) is None:
            setattr(held, CONFIRMED_AT[side], at)
        settle(held, at)
        held.save()
        record(by, "reported", "mentoring_session", held.pk, at=at, details={"held": said.held_minutes is not None})
        if said.held_minutes is not None and not held.is_confirmed:
            queue_mail("mentoring/session_confirm", held.mentorship.partner_of(by), f"mentoring_session:{held.pk}:confirm:{at.timestamp():.0f}:{side}",
                       session=held.pk, minutes=said.held_minutes)
    return held

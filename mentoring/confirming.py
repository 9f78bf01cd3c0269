"""Both confirm a session; only then, and in the same transaction, its hours are written into the solidarity ledger and the log."""

from zoneinfo import ZoneInfo

from django.db import transaction

from academy.models import HoursGiven, record
from academy.models.hours import GiftKind
from academy.outbox import enqueue
from academy.solidarity import give_hours, undo_hours
from mentoring.logging_minutes import log_minutes, take_minutes_back
from mentoring.mentorship_turn import NotNow, hold_session
from mentoring.models import MentoringSession, Side

CONFIRMED_AT = {Side.MENTOR: "confirmed_by_mentor_at", Side.MENTEE: "confirmed_by_mentee_at"}


def confirm(session: MentoringSession, by, minutes: int, at) -> bool:
    """Yes, so many minutes. False when this side had said so before. NotNow when nothing is said of it yet, or something else than was read."""
    with transaction.atomic():
        held = hold_session(session)
        mine = CONFIRMED_AT[held.mentorship.side_of(by)]
        if held.held_minutes is None or held.held_minutes != minutes:
            raise NotNow
        if getattr(held, mine) is not None:
            return False
        setattr(held, mine, at)
        held.changed_at = at
        settle(held, at)
        held.save()
        record(by, "confirmed", "mentoring_session", held.pk, at=at)
    return True


def settle(session: MentoringSession, at) -> None:
    """Give the hours, when both have confirmed and they do not stand. `session` is held; its row is saved by the caller."""
    if session.is_confirmed and not _stand(session):
        session.hours_written += 1
        mentorship = session.mentorship
        on = session.starts_at.astimezone(ZoneInfo(session.time_zone)).date()
        if give_hours(GiftKind.MENTORING, session.held_minutes, on=on, at=at, source=source_of(session), giver=mentorship.mentor, receiver=mentorship.mentee):
            log_minutes(session, on, at)
            enqueue(f"badges:{source_of(session)}", "courses.badges", {"person": mentorship.mentor_id})


def take_back_hours(session: MentoringSession, at) -> None:
    """Undo what stands in the ledger for this session, if anything does."""
    if session.hours_written and undo_hours(source_of(session), at=at):
        take_minutes_back(session, at)


def source_of(session: MentoringSession) -> str:
    """What the ledger knows it by: a correction is another line, since lines are never changed."""
    return f"mentoring_session:{session.pk}" if session.hours_written < 2 else f"mentoring_session:{session.pk}:{session.hours_written}"


def _stand(session: MentoringSession) -> bool:
    written = set(HoursGiven.objects.filter(source__in=(source_of(session), f"{source_of(session)}:undone")).values_list("source", flat=True)) if session.hours_written else set()
    return written == {source_of(session)}

"""Planning a session, moving it, calling it off. Both hear of it by mail, and their calendars with them."""

from datetime import timedelta

from django.db import transaction

from academy.emails import queue_mail
from academy.models import record
from academy.outbox import enqueue
from mentoring.mentorship_turn import NotNow, hold, hold_session
from mentoring.models import MentoringSession, Mentorship, MentorshipStage

PLANNED, CHANGED, CANCELLED = "planned", "changed", "cancelled"
MATERIAL = ("starts_at", "ends_at", "place")
ASKED_AFTER = timedelta(hours=1)  # past its end: did you meet?
MOST = 200  # sessions of one mentorship


def plan(mentorship: Mentorship, by, at, *, starts_at, ends_at, zone: str, place: str = "") -> MentoringSession:
    """`starts_at`, `ends_at`: UTC, written in `zone`. One that is over already may be put down too, to say that it was held; nobody is told of
    that. NotNow when the mentorship is paused or closed, or full."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.stage() in (MentorshipStage.CLOSED, MentorshipStage.PAUSED) or held.sessions.count() >= MOST:
            raise NotNow
        made = MentoringSession.objects.create(mentorship=held, starts_at=starts_at, ends_at=ends_at, time_zone=zone, place=place, planned_by=held.side_of(by), changed_at=at)
        record(by, "planned", "mentoring_session", made.pk, at=at, details={"mentorship": held.pk})
        _tell(made, PLANNED, by, at)
    return made


def change(session: MentoringSession, by, at, **fields) -> bool:
    """Time, zone or place. Only what matters to a calendar raises the sequence and is told. False when nothing differs. NotNow once it is
    over, called off, or the mentorship has ended."""
    with transaction.atomic():
        held = hold_session(session)
        if not may_change(held, at):
            raise NotNow
        changed = [name for name, value in fields.items() if getattr(held, name) != value]
        if not changed:
            return False
        for name in changed:
            setattr(held, name, fields[name])
        material = any(name in MATERIAL for name in changed)
        held.changed_at = at
        held.sequence += material
        held.save()
        record(by, "changed", "mentoring_session", held.pk, at=at, details={"what": changed})
        if material:
            _tell(held, CHANGED, by, at)
    return True


def cancel(session: MentoringSession, by, at) -> bool:
    """It stays as cancelled, for calendars to see. False when it was before."""
    with transaction.atomic():
        held = hold_session(session)
        if held.cancelled_at:
            return False
        if not may_change(held, at):
            raise NotNow
        held.cancelled_at = held.changed_at = at
        held.sequence += 1
        held.save()
        record(by, "cancelled", "mentoring_session", held.pk, at=at)
        _tell(held, CANCELLED, by, at)
    return True


def may_change(session: MentoringSession, at) -> bool:
    return session.is_coming(at) and session.mentorship.finished_on is None


def _tell(session: MentoringSession, what: str, by, at) -> None:
    """Both get the mail, also who did it: their calendar wants it, too. Afterwards both are asked how it was."""
    if session.ends_at <= at:
        return
    for person in (session.mentorship.mentor, session.mentorship.mentee):
        queue_mail(f"mentoring/session_{what}", person, f"mentoring_session:{session.pk}:{session.sequence}:{person.pk}",
                   session=session.pk, sequence=session.sequence, by=by.pk)
    if what != CANCELLED:
        enqueue(f"mentoring_session:{session.pk}:{session.sequence}:over", "mentoring.session_over",
                {"session": session.pk, "sequence": session.sequence}, run_at=session.ends_at + ASKED_AFTER)

"""One at a time: whatever changes a mentorship or its sessions writes its row first, then reads, then decides."""

from django.db.models import F

from mentoring.models import MentoringSession, Mentorship


class ChangedMeanwhile(Exception):
    """The partner changed it since this page was opened."""


class NotNow(Exception):
    """What was asked does not go with where the mentorship or the session stands."""


def hold(mentorship_id: int) -> Mentorship:
    """The row as it is now, held until the caller's transaction ends: PostgreSQL locks the row, SQLite the one writer. Call it first."""
    Mentorship.objects.filter(pk=mentorship_id).update(terms_version=F("terms_version"))
    return Mentorship.objects.select_related("mentor", "mentee", "round").get(pk=mentorship_id)


def hold_session(session: MentoringSession) -> MentoringSession:
    """The same for a session: its mentorship is held, so that both sides of it stand in one line."""
    mentorship = hold(session.mentorship_id)
    found = MentoringSession.objects.get(pk=session.pk)
    found.mentorship = mentorship
    return found

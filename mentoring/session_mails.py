"""The mails about sessions: planned, changed, cancelled, each with its calendar part; and afterwards: did you meet?"""

from django.utils import timezone

from academy.emails import mail_context, queue_mail
from mentoring.mentorship_mails import page_of, words_for
from mentoring.models import MentoringSession
from mentoring.own_side import side_of
from mentoring.session_calendar import invitation


def _found(person, ids: dict):
    one = MentoringSession.objects.filter(pk=ids["session"]).select_related("mentorship__mentor__city", "mentorship__mentee__city", "mentorship__round").first()
    return one if one is not None and one.mentorship.side_of(person) else None


def _session_mail(what: str):
    @mail_context(f"mentoring/session_{what}")
    def words(person, ids: dict) -> dict | None:
        """Newer news is on its way where the sequence has risen since."""
        session = _found(person, ids)
        if session is None or session.sequence != ids["sequence"] or session.ends_at < timezone.now():
            return None
        own = side_of(session.mentorship, person)
        return words_for(own, session=session, times=own.times(session.starts_at, session.ends_at), url=page_of(own, "mentorship_session", session.pk),
                         by_me=ids["by"] == person.pk, calendar=[invitation(own, session)])
    return words


for _what in ("planned", "changed", "cancelled"):
    _session_mail(_what)


@mail_context("mentoring/session_over")
def over(person, ids: dict) -> dict | None:
    session = _found(person, ids)
    if session is None or session.cancelled_at or session.missed_at or session.held_minutes is not None:
        return None
    own = side_of(session.mentorship, person)
    return words_for(own, session=session, times=own.times(session.starts_at, session.ends_at), url=page_of(own, "mentorship_report", session.pk))


@mail_context("mentoring/session_confirm")
def confirm(person, ids: dict) -> dict | None:
    session = _found(person, ids)
    if session is None or session.held_minutes != ids["minutes"] or session.is_confirmed:
        return None
    own = side_of(session.mentorship, person)
    return words_for(own, session=session, times=own.times(session.starts_at, session.ends_at), url=page_of(own, "mentorship_session", session.pk))


def ask_how_it_was(payload: dict) -> None:
    """An hour after a session both are asked, unless it was moved or something was said of it."""
    session = MentoringSession.objects.filter(pk=payload["session"], sequence=payload["sequence"], cancelled_at=None, missed_at=None, held_minutes=None).select_related(
        "mentorship__mentor", "mentorship__mentee").first()
    if session is not None:
        for person in (session.mentorship.mentor, session.mentorship.mentee):
            queue_mail("mentoring/session_over", person, f"mentoring_session:{session.pk}:{session.sequence}:over:{person.pk}", session=session.pk)

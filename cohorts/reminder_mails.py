"""The words of reminders and thanks, made when they are sent: only if the seat, the session, its day and the wish to hear of it still stand."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from cohorts.mail_links import stop_url
from cohorts.mail_words import registration_of, session_line
from cohorts.models import MailChoice, RegistrationState
from cohorts.notice_mails import words
from cohorts.reminders import DAY, WEEK, ReminderKind, date_of
from cohorts.thanks import who_was_there


def _reminder(person, ids: dict, kind: ReminderKind) -> dict | None:
    found = registration_of(person, ids)
    if found is None or found.state != RegistrationState.REGISTERED or found.exchange.is_cancelled:
        return None
    if MailChoice.objects.filter(person=person, **{kind.choice: False}).exists():
        return None
    session = found.exchange.sessions.filter(pk=ids["session"]).select_related("exchange").first()
    if session is None or session.is_cancelled or session.starts_at <= timezone.now() or date_of(session) != ids["date"]:
        return None
    line = session_line(session, found.exchange, person, with_link=True)
    return {**words(found), "session": line, "detail": f"{line.title}: {line.when}", "unsubscribe_url": stop_url(person, kind.name),
            "why": _("You get this mail because you have a seat and want to be reminded.")}


@mail_context("cohorts/reminder_week")
def reminder_week(person, ids) -> dict | None:
    return _reminder(person, ids, WEEK)


@mail_context("cohorts/reminder_day")
def reminder_day(person, ids) -> dict | None:
    return _reminder(person, ids, DAY)


@mail_context("cohorts/thanks")
def thanks(person, ids) -> dict | None:
    """Asked again: attendance may have been marked, or taken back, since."""
    found = registration_of(person, ids)
    if found is None or found.exchange.is_cancelled or not who_was_there(found.exchange).filter(pk=found.pk).exists():
        return None
    return {**words(found), "survey_url": "" if found.survey_answered else absolute_url(reverse("survey", args=[found.exchange.slug]))}

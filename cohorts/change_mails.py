"""The mails that tell everybody in play that an exchange has changed, or will not take place. They tell how it is when they are sent."""

from django.utils import timezone

from academy.emails import mail_context
from academy.models import Intention
from cohorts.calendar_mail import with_calendar
from cohorts.mail_words import moment_for, registration_of, session_line
from cohorts.models import IN_PLAY, Registration, RegistrationState
from cohorts.notice_mails import words
from cohorts.what_changed import differences

INVITED = (RegistrationState.REGISTERED, RegistrationState.OFFERED)


def _concerned(person, ids: dict) -> Registration | None:
    """Still in play, in an exchange that stands and is not over."""
    found = registration_of(person, ids)
    if found is None or found.state not in IN_PLAY or found.exchange.is_cancelled or found.exchange.is_over(timezone.now()):
        return None
    return found


def _update(registration: Registration) -> dict:
    return with_calendar(registration) if registration.state in INVITED else {}


@mail_context("cohorts/changed")
def changed(person, ids) -> dict | None:
    """None when everything is back to what it was: two changes that undo each other are no news."""
    found = _concerned(person, ids)
    if found is None:
        return None
    before = Intention.objects.filter(key=ids["notice"]).values_list("payload__before", flat=True).first()
    seen = differences(found.exchange, before, person) if before else []
    if before and not seen:
        return None
    return {**words(found), "differences": seen, **_until(found, person), **_update(found)}


@mail_context("cohorts/session_cancelled")
def session_cancelled(person, ids) -> dict | None:
    """None when the session was taken up again, or would be over by now."""
    found = _concerned(person, ids)
    if found is None:
        return None
    gone = found.exchange.sessions.filter(pk=ids.get("session"), cancelled_at__isnull=False, ends_at__gt=timezone.now()).first()
    if gone is None:
        return None
    return {**words(found), "session": session_line(gone, found.exchange, person), "reason": gone.cancelled_reason, **_until(found, person), **_update(found)}


@mail_context("cohorts/exchange_cancelled")
def exchange_cancelled(person, ids) -> dict | None:
    found = registration_of(person, ids)
    if found is None or found.state not in IN_PLAY or not found.exchange.is_cancelled:
        return None
    return {**words(found), "reason": found.exchange.cancelled_reason, **(with_calendar(found, gone=True) if found.state in INVITED else {})}


def _until(registration: Registration, person) -> dict:
    """Somebody with an offer is told again until when it holds."""
    if registration.state != RegistrationState.OFFERED:
        return {}
    return {"until": moment_for(registration.offered_until, registration.exchange, person)}

"""What every mail about an exchange says: its title, where it is, and when, on the clocks there and on the reader's own."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.both_times import both_times, moment_words
from cohorts.exchange_texts import text_of
from cohorts.mail_links import choices_url, exchange_url
from cohorts.models import Exchange, ExchangeSession, Registration
from cohorts.seats import SEATED

MOST_SESSIONS = 8


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in words. `here`: the same on the reader's clocks, empty where they show no other time."""

    title: str
    when: str
    here: str
    place: str
    link: str
    is_cancelled: bool


def session_line(session: ExchangeSession, exchange: Exchange, person, *, with_link: bool = False) -> SessionLine:
    when, here = span_words(session.starts_at, session.ends_at, exchange, person)
    return SessionLine(session.title, when, here, session.place, (session.online_url or exchange.online_url) if with_link else "", session.is_cancelled)


def span_words(starts_at, ends_at, exchange: Exchange, person) -> tuple[str, str]:
    """(“Thursday, 10 December 2026, 09:00–17:00 (Lisbon, UTC+0)”, the same on the reader's clocks or empty)."""
    both = both_times(starts_at, ends_at, exchange.time_zone, person.zone_name)
    return _span(both.there), _span(both.here) if both.here else ""


def _span(span) -> str:
    return _("%(day)s, %(hours)s (%(place)s, %(offset)s)") % {"day": span.day, "hours": span.hours, "place": span.place, "offset": span.offset}


def moment_for(at, exchange: Exchange, person) -> str:
    return moment_words(at, exchange.time_zone, person.zone_name)


def about(exchange: Exchange, person, *, with_link: bool = False) -> dict:
    """For a mail's templates. `with_link`: the reader has a seat, and may know where it happens online."""
    title = text_of(exchange, get_language() or "en").title
    ahead = [each for each in exchange.sessions.all() if not each.is_cancelled and each.ends_at > timezone.now()]
    return {
        "exchange": exchange, "title": title, "url": exchange_url(exchange), "choices_url": choices_url(),
        "where": ", ".join(part for part in (exchange.place_name, exchange.place_address) if part),
        "sessions": [session_line(each, exchange, person, with_link=with_link) for each in ahead[:MOST_SESSIONS]],
        "more_sessions": max(0, len(ahead) - MOST_SESSIONS),
        "why": _("You get this mail because you asked to take part in “%(title)s”.") % {"title": title},
    }


def registration_of(person, ids: dict) -> Registration | None:
    """The person's own registration of a mail, as it is now."""
    return Registration.objects.of(person).select_related("exchange", "exchange__host_city", "city", "organisation").filter(pk=ids["registration"]).first()


def may_know_the_link(registration: Registration) -> bool:
    return registration.state in SEATED

"""What stands behind an award, in words, in its holder's language: signed with the badge, so it names nobody and gives no address that would."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, Min, Sum
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.emails import absolute_url
from academy.models import Event, HoursGiven, LedgerSubject, User
from cohorts.exchange_texts import texts_of
from cohorts.models import Exchange
from courses.certificate_words import duration, written_date
from courses.models import Badge, Enrolment
from courses.models.badges import BadgeKind
from home.badge_rules import HOSTED, MENTORING, VISITED, exchanges_of

MOST_EXCHANGES = 5


def evidence_for(badge: Badge, person: User) -> list[dict]:
    """[{"name", "narrative", "url"?}], at most a handful; three queries."""
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        if badge.kind == BadgeKind.LEARNING and "visits" in badge.rule:
            return _visits(badge, person, language)
        made = {BadgeKind.LEARNING: _course, BadgeKind.MENTORING: _mentoring, BadgeKind.HOSTING: _hosting}[badge.kind]
        return made(badge, person, language)


def _course(badge: Badge, person: User, language: str) -> list[dict]:
    enrolment = Enrolment.objects.of(person).filter(course_key=badge.rule["course"], finished_at__isnull=False).first()
    if enrolment is None:
        return []
    day = written_date(timezone.localdate(enrolment.finished_at, ZoneInfo(person.zone_name)), language)
    lessons, time = len(enrolment.done), duration(sum(minutes for _required, minutes in enrolment.done.values()))
    done = ngettext("%(n)s lesson done, %(time)s of learning; finished on %(day)s.", "%(n)s lessons done, %(time)s of learning; finished on %(day)s.", lessons)
    return [{"name": _("The whole course “%(title)s”") % {"title": enrolment.course_title}, "narrative": done % {"n": lessons, "time": time, "day": day}}]


def _mentoring(_badge: Badge, person: User, language: str) -> list[dict]:
    given = HoursGiven.objects.filter(**MENTORING, giver__in=LedgerSubject.objects.filter(user=person).values("subject"))
    found = given.aggregate(minutes=Sum("minutes"), first=Min("on"), last=Max("on"), lines=Count("pk"))
    if not found["minutes"]:
        return []
    words = {"first": written_date(found["first"], language), "last": written_date(found["last"], language)}
    return [{"name": _("Mentoring given: %(time)s") % {"time": duration(found["minutes"])},
             "narrative": _("Sessions from %(first)s to %(last)s. Each was confirmed by both sides.") % words}]


def _hosting(_badge: Badge, person: User, language: str) -> list[dict]:
    return [_piece(_("Hosted: %(title)s"), _("In %(city)s, on %(day)s. People were there."), exchange, title, language)
            for exchange, title in _exchanges(person, HOSTED, language)]


def _visits(_badge: Badge, person: User, language: str) -> list[dict]:
    return [_piece(_("Took part: %(title)s"), _("In %(city)s, on %(day)s. Marked as there on the day."), exchange, title, language)
            for exchange, title in _exchanges(person, VISITED, language)]


def _exchanges(person: User, verbs: tuple[str, str], language: str) -> list[tuple[Exchange, str]]:
    """[(exchange, its title)], the latest first."""
    keys = exchanges_of(Event.objects.filter(subject__in=LedgerSubject.objects.filter(user=person).values("subject")), verbs)
    exchanges = list(Exchange.objects.filter(key__in=keys).select_related("host_city").order_by("-starts_at")[:MOST_EXCHANGES])
    texts = texts_of(exchanges, language)
    return [(each, texts[each.pk].title) for each in exchanges]


def _piece(name: str, narrative: str, exchange: Exchange, title: str, language: str) -> dict:
    day = written_date(exchange.starts_at.astimezone(exchange.zone).date(), language) if exchange.starts_at else ""
    return {"name": name % {"title": title}, "narrative": narrative % {"city": exchange.host_city.name, "day": day},
            "url": absolute_url(reverse("exchange", args=[exchange.slug]))}

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
from home.badge_rules import MENTORING

MOST_EXCHANGES = 5


def evidence_for(badge: Badge, person: User) -> list[dict]:
    """[{"name", "narrative", "url"?}], at most a handful; three queries."""
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
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
    lines = Event.objects.filter(subject__in=LedgerSubject.objects.filter(user=person).values("subject"), object_kind="exchange", verb__in=("hosted", "unhosted"))
    standing: dict[str, int] = {}
    for key, verb in lines.order_by("at", "pk").values_list("object_key", "verb"):
        standing[key] = standing.get(key, 0) + (1 if verb == "hosted" else -1)
    keys = [key for key, times in standing.items() if times > 0]
    exchanges = list(Exchange.objects.filter(key__in=keys).select_related("host_city").order_by("-starts_at")[:MOST_EXCHANGES])
    texts = texts_of(exchanges, language)
    return [_visit(each, texts[each.pk].title, language) for each in exchanges]


def _visit(exchange: Exchange, title: str, language: str) -> dict:
    day = written_date(exchange.starts_at.astimezone(exchange.zone).date(), language) if exchange.starts_at else ""
    return {"name": _("Hosted: %(title)s") % {"title": title}, "narrative": _("In %(city)s, on %(day)s. People were there.") % {"city": exchange.host_city.name, "day": day},
            "url": absolute_url(reverse("exchange", args=[exchange.slug]))}

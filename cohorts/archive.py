"""What stays of an exchange, gathered for its page: minutes and decisions, photos, documents, who was there in numbers, what people thought."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from academy.permissions import can
from cohorts import exchange_files, surveying
from cohorts.counting import counted
from cohorts.models import Decision, Exchange, Registration


@dataclass(frozen=True, slots=True)
class ArchivedMinutes:
    """`title`: of the session; empty for the exchange as a whole. `html`: cleaned when it was written."""

    title: str
    html: SafeString
    language: str
    written_at: datetime
    decisions: list[Decision]


def archive_of(exchange: Exchange, user, language: str, at: datetime) -> dict:
    """The context of templates/cohorts/days/archive.html: {"archive": None} when nothing is kept that this person may read. At most 8 queries.

    `at`: the moment of reading; what people thought is shown to everybody once nobody can answer any more.
    """
    files = list(exchange_files.readable_by(exchange, user))
    minutes = archived_minutes(exchange)
    cities, total = attendance_in_numbers(exchange)
    results = surveying.results_of(exchange) if exchange.is_over(at) and not surveying.is_open(exchange, at) else None
    writes = can(user, "exchange.write_minutes", exchange)
    found = {"minutes": minutes, "photos": [each for each in files if each.kind == "photo"], "documents": [each for each in files if each.kind == "document"],
             "cities": cities, "total": total, "results": results}
    if not any(found.values()):
        return {"archive": None}
    return {"archive": {**found, "today": local_day(exchange, at), "writes": writes, "language": language}}


def archived_minutes(exchange: Exchange) -> list[ArchivedMinutes]:
    """The published ones, in the order of the days, the whole last: two queries."""
    rows = exchange.minutes.filter(published_at__isnull=False).select_related("exchange_session").prefetch_related("decisions")
    rows = sorted(rows, key=lambda each: (each.exchange_session is None, each.exchange_session.starts_at if each.exchange_session else each.written_at))
    return [ArchivedMinutes(each.exchange_session.title if each.exchange_session else "", mark_safe(each.text), each.language, each.written_at, list(each.decisions.all()))
            for each in rows]


def attendance_in_numbers(exchange: Exchange) -> tuple[list, int | None]:
    """People who were at one session or more, by city; under five “a few”, and then no sum. One query."""
    rows = (Registration.objects.filter(exchange=exchange, attendances__isnull=False).order_by().values_list("city__name").annotate(people=Count("pk", distinct=True)))
    return counted((city or _("From elsewhere"), people) for city, people in rows)


def local_day(exchange: Exchange, at: datetime) -> date:
    """Today where the exchange took place: what decisions are late by."""
    return timezone.localdate(at, exchange.zone)

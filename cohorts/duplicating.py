"""The same exchange once more on another day: its words, sessions, questions and shares as a new draft, and nobody of its people.

Days are shifted on the wall clock of its zone, so ten o'clock stays ten o'clock on the other side of a clock change.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from academy.building_skills import copy_built
from academy.local_times import NoSuchTime, days_later, wall_of
from academy.models import record
from academy.models.skills import Builder
from cohorts.exchange_pages import Words, copy_words
from cohorts.models import Exchange, FormQuestion, SeatQuota, SessionSeries
from cohorts.opening import open_exchange, write_sessions
from cohorts.recurring import dates_of, rule_for, write_out
from cohorts.session_plan import SessionPlan

COPIED = ("kind", "source_language", "languages", "time_zone", "place_name", "place_address", "online_url", "admission", "seats", "seats_per_city", "offer_hours")
MOST = 12


def first_day(exchange: Exchange) -> date | None:
    return wall_of(exchange.starts_at, exchange.zone).date() if exchange.starts_at else None


@transaction.atomic
def duplicate(exchange: Exchange, days: list[date], *, title: str, summary: str, by, at: datetime) -> list[Exchange]:
    """One draft for each first day, all or none. NoSuchTime when a session would fall into an hour the clocks jump over."""
    return [_copy(exchange, day, title, summary, by, at) for day in days]


def series_of_days(every: str, first: date, copies: int) -> list[date]:
    """First days of so many copies; `every` as in cohorts.recurring."""
    return dates_of(rule_for(every, first, times=copies), first)


def _copy(exchange: Exchange, day: date, title: str, summary: str, by, at: datetime) -> Exchange:
    start = first_day(exchange)
    shift = (day - start).days if start else 0
    moments = {name: _shifted(getattr(exchange, name), shift, exchange) for name in ("opens_at", "closes_at", "answers_until")}
    if moments["opens_at"] is not None and moments["opens_at"] <= at:
        moments["opens_at"] = None  # it would be open anyway
    if moments["closes_at"] is not None and moments["closes_at"] <= at:
        moments["closes_at"] = None
    plans = [SessionPlan(each.title, days_later(each.starts_at, shift, exchange.zone), days_later(each.ends_at, shift, exchange.zone), each.note, each.place, each.online_url)
             for each in exchange.sessions.standing().filter(series=None)]
    made = open_exchange(exchange.host_city, Words(title, summary), [], by=by, at=at, **{name: getattr(exchange, name) for name in COPIED}, **moments)
    write_sessions(made, plans, at)
    for series in exchange.series.order_by("pk"):
        _copy_series(series, made, shift, at)
    made.refresh_span()
    made.co_hosts.set(exchange.co_hosts.all())
    made.themes.set(list(exchange.themes.values_list("name", flat=True)))
    SeatQuota.objects.bulk_create([SeatQuota(exchange=made, city_id=each.city_id, organisation_id=each.organisation_id, seats=each.seats)
                                   for each in exchange.quotas.filter(by_default=False)])
    _copy_questions(exchange, made)
    copy_words(exchange, made, by)
    copy_built(Builder.EXCHANGE, exchange.key, made.key, by, at)
    record(by, "duplicated", "exchange", exchange.key, at=at, details={"into": str(made.key)})
    return made


def _shifted(moment: datetime | None, days: int, exchange: Exchange) -> datetime | None:
    if moment is None:
        return None
    try:
        return days_later(moment, days, exchange.zone)
    except NoSuchTime:
        return moment + timedelta(days=days)  # a deadline may be an hour off; a session may not


def _copy_series(old: SessionSeries, made: Exchange, shift: int, at: datetime) -> None:
    """Written out anew by its rule: what was moved or cancelled alone was a matter of those days."""
    first = old.first_on + timedelta(days=shift)
    rule = old.rule
    if "FREQ=MONTHLY" in rule:
        rule = rule_for("month", first, times=int(rule.partition("COUNT=")[2]))
        excepted = []
    else:
        excepted = [(date.fromisoformat(each) + timedelta(days=shift)).isoformat() for each in old.excepted_on]
    series = SessionSeries.objects.create(exchange=made, title=old.title, rule=rule, first_on=first, starts_local=old.starts_local, minutes=old.minutes,
                                          excepted_on=excepted, changed_at=at)
    usual = old.sessions.order_by("original_starts_at").first()
    write_out(series, made.zone, at, **({"place": usual.place, "online_url": usual.online_url} if usual else {}))


def _copy_questions(exchange: Exchange, made: Exchange) -> None:
    copies: dict[int, FormQuestion] = {}
    rows = list(exchange.questions.filter(retired_at=None).order_by("position", "pk"))
    for row in rows:
        copies[row.pk] = FormQuestion.objects.create(exchange=made, position=row.position, ready=row.ready, kind=row.kind, words=row.words, required=row.required,
                                                     sensitive=row.sensitive)
    for row in rows:
        if row.asked_if_id in copies:
            FormQuestion.objects.filter(pk=copies[row.pk].pk).update(asked_if=copies[row.asked_if_id], asked_if_value=row.asked_if_value)

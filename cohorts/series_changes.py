"""Changing a repeating meeting: beginning one, adding to its end, and moving all that are still to come.

Moving leaves the rule as it is: each meeting knows where the rule had put it, and calendars are told of each (RECURRENCE-ID).
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F

from academy.local_times import moment_of, wall_of
from academy.models import record
from cohorts import notices
from cohorts.changing import Overlaps, claim, refuse_overlap, tell_of_new, tells
from cohorts.models import Exchange, ExchangeSession, SessionSeries
from cohorts.recurring import MOST, TooMany, occurrences, write_out
from cohorts.what_changed import snapshot


@transaction.atomic
def begin_series(exchange: Exchange, *, title: str, rule: str, first_on: date, starts_local: time, minutes: int, excepted_on: list[date],
                 seen: datetime, by, at: datetime, **fields) -> SessionSeries:
    """All its meetings, written out. NoSuchTime, Overlaps, and nothing is kept. `fields`: of each session (place, online_url)."""
    exchange = claim(exchange, seen, at)
    for each in occurrences(rule, first_on, starts_local, minutes, exchange.zone, excepted_on):
        refuse_overlap(exchange, each.starts_at, each.ends_at)
    before = snapshot(exchange)
    series = SessionSeries.objects.create(exchange=exchange, title=title, rule=rule, first_on=first_on, starts_local=starts_local, minutes=minutes,
                                          excepted_on=[each.isoformat() for each in sorted(excepted_on)], changed_at=at)
    made = write_out(series, exchange.zone, at, **fields)
    exchange.refresh_span()
    _keep_open(exchange, None)
    tell_of_new(exchange, made, before, at)
    record(by, "added_series", "exchange", exchange.key, at=at, details={"series": str(series.key), "sessions": len(made)})
    return series


def _keep_open(exchange: Exchange, ended_at: datetime | None) -> None:
    """A circle takes people in for as long as it meets, unless its coordinator has set another end than `ended_at`, its end until now.

    Beside its series a circle has at most the one session every exchange is opened with: calls after a visit of two days make no circle of it.
    """
    if exchange.closes_at in (None, ended_at) and exchange.sessions.standing().filter(series=None).count() <= 1:
        exchange.closes_at = exchange.ends_at
        exchange.save(update_fields=["closes_at"])


@transaction.atomic
def lengthen_series(series: SessionSeries, more: int, *, seen: datetime, by, at: datetime) -> list[ExchangeSession]:
    """So many meetings more at its end. TooMany beyond MOST in all."""
    exchange = claim(series.exchange, seen, at)
    series = exchange.series.get(pk=series.pk)
    stem, _equals, count = series.rule.partition("COUNT=")
    if int(count) + more > MOST:
        raise TooMany(int(count) + more)
    before, ended_at = snapshot(exchange), exchange.ends_at
    series.rule, series.changed_at = f"{stem}COUNT={int(count) + more}", at
    series.sequence += 1 if exchange.is_public else 0
    series.save(update_fields=["rule", "changed_at", "sequence"])
    last = series.sessions.order_by("-original_starts_at").first()
    excepted = [date.fromisoformat(each) for each in series.excepted_on]
    for each in occurrences(series.rule, series.first_on, series.starts_local, series.minutes, exchange.zone, excepted):
        if last is None or each.starts_at > last.original_starts_at:
            refuse_overlap(exchange, each.starts_at, each.ends_at)
    made = write_out(series, exchange.zone, at, **({"place": last.place, "online_url": last.online_url} if last else {}))
    exchange.refresh_span()
    _keep_open(exchange, ended_at)
    tell_of_new(exchange, made, before, at)
    record(by, "lengthened_series", "exchange", exchange.key, at=at, details={"series": str(series.key), "sessions": len(made)})
    return made


@transaction.atomic
def move_the_rest(series: SessionSeries, starts_local: time, minutes: int, *, seen: datetime, by, at: datetime) -> int:
    """Every meeting that has not begun gets another time on its day. How many moved. NoSuchTime, Overlaps, and nothing is moved."""
    exchange = claim(series.exchange, seen, at)
    coming = list(series.sessions.standing().filter(starts_at__gt=at))
    before, moved = snapshot(exchange), []
    for session in coming:
        begins = moment_of(datetime.combine(wall_of(session.starts_at, exchange.zone).date(), starts_local), exchange.zone, which=0)
        ends = begins + timedelta(minutes=minutes)
        if (begins, ends) == (session.starts_at, session.ends_at):
            continue
        other = exchange.sessions.standing().filter(starts_at__lt=ends, ends_at__gt=begins).exclude(pk__in=[each.pk for each in coming]).first()
        if other is not None:
            raise Overlaps(other)
        session.starts_at, session.ends_at, session.changed_at = begins, ends, at
        session.sequence += 1 if exchange.is_public else 0
        moved.append(session)
    ExchangeSession.objects.bulk_update(moved, ["starts_at", "ends_at", "changed_at", "sequence"])
    exchange.refresh_span()
    if moved and tells(exchange, at):
        Exchange.objects.filter(pk=exchange.pk).update(sequence=F("sequence") + 1)
        exchange.refresh_from_db(fields=["sequence"])
        notices.tell_everyone(exchange, notices.CHANGED, at, sessions=[each.pk for each in moved], before=before)
    if moved:
        record(by, "moved_series", "exchange", exchange.key, at=at, details={"series": str(series.key), "sessions": len(moved)})
    return len(moved)

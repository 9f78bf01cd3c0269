"""Meetings that repeat: a simple choice becomes an RRULE, the rule becomes dates, the dates become sessions.

The rule is read in wall time of the exchange's zone and always ends by COUNT: an UNTIL would have to be written in UTC (RFC 5545, 3.3.10)
and would mean another day in another zone. At most MOST meetings.
"""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from academy.local_times import moment_of
from cohorts.models import ExchangeSession, SessionSeries

MOST = 60
EVERY = ("week", "two_weeks", "month")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class TooMany(ValueError):
    """More meetings than MOST. `count`: how many it would be."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} meetings")
        self.count = count


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series, in UTC."""

    starts_at: datetime
    ends_at: datetime


def _rule_parts(every: str, first_on: date) -> str:
    if every == "month":
        # The fifth Tuesday is not in every month; somebody who begins on one means the last.
        which = math.ceil(first_on.day / 7)
        return f"FREQ=MONTHLY;BYDAY={-1 if which == 5 else which}{_DAYS[first_on.weekday()]}"
    return "FREQ=WEEKLY" + (";INTERVAL=2" if every == "two_weeks" else "")


def rule_for(every: str, first_on: date, *, times: int | None = None, until: date | None = None) -> str:
    """The RRULE, without DTSTART. `every`: one of EVERY; it ends after `times` meetings, or with the last one on or before `until`.

    ValueError when neither or both ends are given or `until` lies before the first; TooMany beyond MOST.
    """
    if every not in EVERY or (times is None) == (until is None):
        raise ValueError("say how often, and either how many times or until when")
    parts = _rule_parts(every, first_on)
    if until is not None:
        if until < first_on:
            raise ValueError("the last date lies before the first")
        times = sum(1 for each in rrulestr(parts, dtstart=datetime.combine(first_on, time.min)).between(
            datetime.combine(first_on, time.min), datetime.combine(until, time.max), inc=True))
    if times < 1:
        raise ValueError("at least one meeting")
    if times > MOST:
        raise TooMany(times)
    return f"{parts};COUNT={times}"


def dates_of(rule: str, first_on: date, excepted: list[date] | tuple[date, ...] = ()) -> list[date]:
    """The dates of a rule that begins on `first_on`, in their order, without those left out."""
    return [each.date() for each in rrulestr(rule, dtstart=datetime.combine(first_on, time.min)) if each.date() not in set(excepted)]


def occurrences(rule: str, first_on: date, starts_local: time, minutes: int, zone: ZoneInfo, excepted=()) -> list[Occurrence]:
    """All meetings. NoSuchTime for one that falls into an hour the clocks jump over; where an hour comes twice, the earlier is meant."""
    made = []
    for day in dates_of(rule, first_on, excepted):
        begins = moment_of(datetime.combine(day, starts_local), zone, which=0)
        made.append(Occurrence(begins, begins + timedelta(minutes=minutes)))
    return made


def write_out(series: SessionSeries, zone: ZoneInfo, at: datetime, **fields) -> list[ExchangeSession]:
    """Make the sessions of a new series that are not there yet; `fields` go to each. The caller refreshes the exchange's span."""
    excepted = [date.fromisoformat(each) for each in series.excepted_on]
    there = set(series.sessions.values_list("original_starts_at", flat=True))
    return ExchangeSession.objects.bulk_create([
        ExchangeSession(exchange_id=series.exchange_id, series=series, title=series.title, starts_at=each.starts_at, ends_at=each.ends_at,
                        original_starts_at=each.starts_at, changed_at=at, **fields)
        for each in occurrences(series.rule, series.first_on, series.starts_local, series.minutes, zone, excepted) if each.starts_at not in there])


def leave_out(series: SessionSeries, day: date) -> None:
    """The rule skips this date from now on (EXDATE)."""
    series.excepted_on = sorted({*series.excepted_on, day.isoformat()})
    series.save(update_fields=["excepted_on"])

"""A weekly circle as calendars know it: one rule, the dates left out, and the meetings that depart from it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from cohorts.calendar_rows import SeriesRow, SessionRow

MOST = 1000  # occurrences of one series


class NoSeries(ValueError):
    """Its rule cannot be told to calendars: its meetings stand there one by one."""


def _moment(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)


def first_moment(series: SeriesRow, zone: ZoneInfo) -> datetime:
    return _moment(datetime.combine(series.first_on, series.starts_local), zone)


def rule_with_an_end(series: SeriesRow, last: datetime, zone: ZoneInfo) -> str:
    """The rule with UNTIL as RFC 5545 wants it beside a zone, in UTC; one without an end goes as far as its meetings are written out."""
    parts = dict(part.split("=", 1) for part in series.rule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    if "COUNT" not in parts:
        given = parts.get("UNTIL", "")
        if given and not given.endswith("Z"):
            wall = datetime.strptime(given[:8] + (given[9:15] or "235959"), "%Y%m%d%H%M%S")
            parts["UNTIL"] = f"{_moment(wall, zone):%Y%m%dT%H%M%SZ}"
        elif not given:
            parts["UNTIL"] = f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def occurrences(series: SeriesRow, rule: str, zone: ZoneInfo) -> list[datetime]:
    """Where the rule puts its meetings, in UTC; on the wall clock of the zone, so ten o'clock stays ten o'clock."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if "UNTIL" in parts:  # the walls below have no zone: the end is compared as a wall too
        end = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        parts["UNTIL"] = f"{end:%Y%m%dT%H%M%S}"
    try:
        walls = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=datetime.combine(series.first_on, series.starts_local))
        found = []
        for wall in walls:
            found.append(_moment(wall, zone))
            if len(found) > MOST:
                raise NoSeries("too many")
    except (ValueError, KeyError, TypeError) as trouble:
        raise NoSeries(str(trouble)) from None
    return found


def told_as_series(series: SeriesRow, sessions: list[SessionRow], zone: ZoneInfo) -> tuple[str, tuple[datetime, ...], set[datetime]]:
    """(rule, dates left out, where the rule puts meetings) for the written-out meetings of a series. What is written out is the truth:
    a date of the rule without a meeting is left out. Raises NoSeries."""
    originals = {session.original_starts_at for session in sessions if session.original_starts_at}
    if not originals or "FREQ=" not in series.rule.upper():
        raise NoSeries("no rule, or no meetings by it")
    try:
        rule = rule_with_an_end(series, max(originals), zone)
    except ValueError as trouble:
        raise NoSeries(str(trouble)) from None
    by_rule = occurrences(series, rule, zone)
    if not by_rule or by_rule[0] != first_moment(series, zone):
        raise NoSeries("the first meeting is not one of the rule")  # RFC 5545 calls the outcome undefined
    return rule, tuple(moment for moment in by_rule if moment not in originals), set(by_rule)


def departs(session: SessionRow) -> bool:
    """Does this meeting differ from what its series says?"""
    series = session.series
    return bool(session.starts_at != session.original_starts_at or session.ends_at - session.starts_at != timedelta(minutes=series.minutes)
                or session.cancelled_at or session.title != series.title or session.place or session.online_url or session.note)

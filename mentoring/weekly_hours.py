"""Hours of the week: as people tick them on their own clock, as the matcher compares them in UTC, and in words.

A local hour is a number 0..167: 0 is Monday 00:00-01:00 on the clocks of a zone, 167 the last hour of Sunday. A round lays everybody's local hours over
one reference week, the one that begins on its `reference_monday` at 00:00 UTC, with whatever offset each zone has then.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS

from academy.both_times import place_of
from mentoring.matching.types import HOURS_A_WEEK

A_QUARTER = timedelta(minutes=15)  # every offset in use today is a multiple of it


def utc_hours(local_hours: Iterable[int], zone: str, monday: date) -> list[tuple[int, int]]:
    """Half-open ranges (a, b), 0 <= a < b <= 168, sorted and disjoint, of the UTC week that begins on `monday`: the whole UTC hours in which a clock in
    `zone` shows one of `local_hours` from start to end.

    The week is a circle: Monday 00:00 in Tunis is Sunday 23:00 in UTC. Where the clocks are put forward in that week, the hour they jump over is not
    there; where they are put back, the hour that comes twice counts twice. ValueError for an hour outside 0..167."""
    free = frozenset(local_hours)
    if not all(0 <= hour < HOURS_A_WEEK for hour in free):
        raise ValueError(f"hours of a week go from 0 to {HOURS_A_WEEK - 1}")
    ranges: list[tuple[int, int]] = []
    for hour, shown in enumerate(_shown_in(zone, monday)):
        if shown <= free:
            start = ranges.pop()[0] if ranges and ranges[-1][1] == hour else hour
            ranges.append((start, hour + 1))
    return ranges


@lru_cache(maxsize=256)
def _shown_in(zone: str, monday: date) -> tuple[frozenset[int], ...]:
    """For each UTC hour of the week, the local hours a clock in `zone` shows while it lasts: one, or two where the offset is no whole hour."""
    clock = ZoneInfo(zone)
    begin = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    seen = []
    for hour in range(HOURS_A_WEEK):
        walls = [(begin + timedelta(hours=hour) + quarter * A_QUARTER).astimezone(clock) for quarter in range(4)]
        seen.append(frozenset(24 * wall.weekday() + wall.hour for wall in walls))
    return tuple(seen)


def stretches(local_hours: Iterable[int]) -> dict[tuple[tuple[int, int], ...], list[int]]:
    """{((from, to), ...): [days 0..6]}: days with the same free hours together, in the order of the week. `to` is after the last hour, up to 24."""
    found: dict[tuple[tuple[int, int], ...], list[int]] = {}
    hours = set(local_hours)
    for day in range(7):
        own: list[tuple[int, int]] = []
        for hour in range(24):
            if 24 * day + hour in hours:
                start = own.pop()[0] if own and own[-1][1] == hour else hour
                own.append((start, hour + 1))
        if own:
            found.setdefault(tuple(own), []).append(day)
    return found


def clock_words(own: Iterable[tuple[int, int]]) -> str:
    """“09:00–12:00, 18:00–21:00”: free hours of one day, as `stretches` has them."""
    return ", ".join(f"{start:02d}:00–{end:02d}:00" for start, end in own)


def local_words(local_hours: Iterable[int], zone: str) -> str:
    """"Tuesday, Thursday 18:00–21:00; Saturday 09:00–12:00 (Lisbon)", in the reader's language; "" without hours. Add that these are local times."""
    parts = [f"{', '.join(str(WEEKDAYS[day]) for day in days)} {clock_words(own)}"
             for own, days in stretches(local_hours).items()]
    return f"{'; '.join(parts)} ({place_of(zone)})" if parts else ""

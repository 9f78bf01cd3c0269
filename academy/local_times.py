"""Wall-clock times of a zone and the moments they mean. Values only: what a night of a clock change does is said by exceptions, never guessed.

A moment is an aware datetime in UTC. A wall time is a naive datetime, as somebody reads it from a clock in `zone`.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class NoSuchTime(ValueError):
    """The clocks jump over this wall time. `next_wall`: the first one there is after it."""

    def __init__(self, wall: datetime, next_wall: datetime) -> None:
        super().__init__(f"{wall.isoformat()} does not exist")
        self.wall, self.next_wall = wall, next_wall


class TwiceThatTime(ValueError):
    """The clocks are put back and show this wall time twice. `moments`: the earlier and the later one, in UTC."""

    def __init__(self, wall: datetime, moments: tuple[datetime, datetime]) -> None:
        super().__init__(f"{wall.isoformat()} comes twice")
        self.wall, self.moments = wall, moments


def moments_of(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments at which a clock in `zone` shows `wall`: none, one, or two in their order."""
    found = []
    for fold in (0, 1):
        at = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if wall_of(at, zone) == wall.replace(fold=0) and at not in found:
            found.append(at)
    return tuple(found)


def moment_of(wall: datetime, zone: ZoneInfo, which: int | None = None) -> datetime:
    """The one moment meant by `wall`. `which`: 0 the earlier, 1 the later, where it comes twice. NoSuchTime or TwiceThatTime otherwise."""
    found = moments_of(wall, zone)
    if not found:
        raise NoSuchTime(wall, _after_the_gap(wall, zone))
    if len(found) == 2 and which is None:
        raise TwiceThatTime(wall, (found[0], found[1]))
    return found[min(which or 0, len(found) - 1)]


def wall_of(at: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` shows at the moment `at`."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def days_later(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same wall time so many days later: 10:00 stays 10:00 when the clocks change between. NoSuchTime where there is none.

    Where it comes twice then, the earlier one, as calendars do (RFC 5545, 3.3.5)."""
    return moment_of(wall_of(at, zone) + timedelta(days=days), zone, which=0)


def _after_the_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first wall time at or after a missing one that exists. Reading it with the offset from before the jump lands behind the gap;
    the jump itself is where the offset changes."""
    before = wall.replace(tzinfo=zone, fold=0).utcoffset()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset()
    low, high = (wall - before).replace(tzinfo=UTC) - timedelta(days=1), (wall - before).replace(tzinfo=UTC)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return wall_of(high.replace(microsecond=0), zone)

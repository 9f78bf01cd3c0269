"""The programme of an exchange by day, on its own clocks and on the reader's: what was moved or cancelled stays and is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from academy.both_times import BothTimes, both_times, moment_words, place_of
from cohorts.models import Exchange, ExchangeSession

# A visit of a week is shown whole; of a circle that meets for months the next few, and the others behind a line.
MOST_SHOWN, SHOWN = 8, 4


@dataclass(frozen=True, slots=True)
class Line:
    """One session. `place`: only where it is not that of the exchange; `moved_from`: where its series had put it, in words; `is_changed`: since it was published."""

    session: ExchangeSession
    when: BothTimes
    place: str
    moved_from: str
    is_changed: bool
    is_cancelled: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    words: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Programme:
    """`days` to come, `later` ones of a long series, `past` ones. `place`: whose clocks; `offset`: theirs, empty when clocks change in between and each line says its own."""

    days: list[ProgrammeDay]
    later: list[ProgrammeDay]
    past: list[ProgrammeDay]
    place: str
    offset: str
    has_other_clocks: bool

    @property
    def next_day(self) -> date | None:
        """Of the first session to come that stands; of an exchange that is over, of its first."""
        return next((line.when.there.first_day for day in (*self.days, *self.later) for line in day.lines if not line.is_cancelled), None)

    @property
    def past_count(self) -> int:
        return sum(len(day.lines) for day in self.past)

    @property
    def later_count(self) -> int:
        return sum(len(day.lines) for day in self.later)


def programme_of(exchange: Exchange, sessions: Iterable[ExchangeSession], at: datetime, here: str | None) -> Programme:
    """`sessions` in the order of their beginning; `here`: the reader's zone. Of an exchange that is over everything stands in `days`."""
    lines = [_line(exchange, each, at, here) for each in sessions]
    over = exchange.is_over(at)
    offsets = {line.when.there.offset for line in lines}
    own_clocks = exchange.time_zone == exchange.host_city.time_zone
    days = _by_day(line for line in lines if over or not line.is_over)
    folded = SHOWN if len(days) > MOST_SHOWN and not over else len(days)
    return Programme(
        days=days[:folded], later=days[folded:], past=_by_day(line for line in lines if line.is_over and not over),
        place=exchange.host_city.name if own_clocks else place_of(exchange.time_zone), offset=offsets.pop() if len(offsets) == 1 else "",
        has_other_clocks=any(line.when.here for line in lines))


def _line(exchange: Exchange, session: ExchangeSession, at: datetime, here: str | None) -> Line:
    moved = session.original_starts_at is not None and session.original_starts_at != session.starts_at
    return Line(
        session=session, when=both_times(session.starts_at, session.ends_at, exchange.time_zone, here),
        place=session.place if session.place != exchange.place_name else "",
        moved_from=moment_words(session.original_starts_at, exchange.time_zone) if moved else "",
        is_changed=session.sequence > 0 and exchange.published_at is not None and session.changed_at > exchange.published_at,
        is_cancelled=session.is_cancelled or exchange.is_cancelled, is_over=session.ends_at < at)


def _by_day(lines: Iterable[Line]) -> list[ProgrammeDay]:
    days: dict[str, list[Line]] = {}
    for line in lines:
        days.setdefault(line.when.there.day, []).append(line)
    return [ProgrammeDay(words, of_day) for words, of_day in days.items()]

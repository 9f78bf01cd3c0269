"""VTIMEZONE from the IANA data of this machine: two yearly rules where a zone has daylight saving, one line where it has none.

Readers such as ical.js take lists of single changes (RDATE) an hour wrong in summer, so changes are said as rules (RRULE),
each beginning at its onset on the wall clock before the change. A zone whose changes follow no yearly rule in the years
asked for (Ramadan in Casablanca) gets one observance for each change. RFC 5545, 3.6.5.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

YEARS_OF_A_RULE = 10  # a pattern that held shorter is no rule
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """The clock of a zone is put forward or back: `onset` is the wall clock just before, without a zone."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def last_of_month(self) -> bool:
        return self.onset.day + 7 > monthrange(self.onset.year, self.onset.month)[1]

    @property
    def week(self) -> int:
        return (self.onset.day - 1) // 7 + 1

    @property
    def kind(self) -> tuple:
        """What changes of a yearly rule have in common, but for the week."""
        return self.before, self.after, self.name, self.onset.month, self.onset.weekday(), self.onset.time()


def changes(zone: str, first_year: int, last_year: int) -> list[Change]:
    """Every change of the clock in these years, in order; found to the second by halving the week it lies in."""
    info = ZoneInfo(zone)

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(info).utcoffset()

    found, here, end = [], datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while here < end:
        there = here + timedelta(days=7)
        if offset(here) != offset(there):
            low, high = here, there
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (middle, high) if offset(middle) == offset(here) else (low, middle)
            found.append(Change((high + offset(low)).replace(tzinfo=None), offset(low), offset(high), high.astimezone(info).tzname()))
        here = there
    return [change for change in found if change.onset.year <= last_year]


def _yearly_rule(alike: list[Change], years: int) -> str | None:
    """The RRULE these changes follow, one a year; None when they follow none."""
    if len(alike) != years or len({change.onset.year for change in alike}) != years:
        return None
    if all(change.last_of_month for change in alike):
        week = -1
    elif len({change.week for change in alike}) == 1:
        week = alike[0].week
    else:
        return None
    return f"FREQ=YEARLY;BYMONTH={alike[0].onset.month};BYDAY={week}{_DAYS[alike[0].onset.weekday()]}"


def _signed(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign, seconds = "-" if seconds < 0 else "+", abs(seconds)
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}" + (f"{seconds % 60:02}" if seconds % 60 else "")


def _observance(change: Change, rule: str | None = None) -> list[str]:
    part = "DAYLIGHT" if change.after > change.before else "STANDARD"
    return [f"BEGIN:{part}", f"DTSTART:{change.onset:%Y%m%dT%H%M%S}", *([f"RRULE:{rule}"] if rule else []),
            f"TZNAME:{change.name}", f"TZOFFSETFROM:{_signed(change.before)}", f"TZOFFSETTO:{_signed(change.after)}", f"END:{part}"]


def _from_the_start(zone: str, year: int) -> Change:
    """What holds when the first year begins, as if it had always been so."""
    at = datetime(year, 1, 1, tzinfo=ZoneInfo(zone))
    return Change(datetime(year, 1, 1), at.utcoffset(), at.utcoffset(), at.tzname())


@lru_cache(maxsize=1024)
def vtimezone(zone: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE that explains wall clocks of `zone` in all of first_year to last_year; one year earlier is told along, so that
    January has a change to look back to. Raises zoneinfo.ZoneInfoNotFoundError or ValueError where there is no such zone."""
    first, last = first_year - 1, max(last_year, first_year - 2 + YEARS_OF_A_RULE)
    found, years = changes(zone, first, last), last - first + 1
    kinds: dict[tuple, list[Change]] = {}
    for change in found:
        kinds.setdefault(change.kind, []).append(change)
    rules = {kind: _yearly_rule(alike, years) for kind, alike in kinds.items()}
    if found and all(rules.values()):
        observances = [_observance(alike[0], rules[kind]) for kind, alike in kinds.items()]
    else:
        observances = [_observance(_from_the_start(zone, first)), *map(_observance, found)]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *(line for part in observances for line in part), "END:VTIMEZONE"]
    return "".join(f"{line}\r\n" for line in lines).encode()

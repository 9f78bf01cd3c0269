"""One line of the log as the cells it adds to: what counting and counting again both ask, so that they cannot disagree."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import structlog
from django.conf import settings

from academy import measures
from academy.measures import Line, readers
from academy.models import PersonCell
from academy.periods import periods_of

log = structlog.get_logger(__name__)
LONGEST_ABOUT = PersonCell._meta.get_field("about").max_length
LINE_FIELDS = ("at", "subject", "verb", "object_kind", "object_key", "city_id", "entry_path", "details")  # of Event, in the order of Line


class TallyKey(NamedTuple):
    city_number: int
    period: str
    entry_path: str
    measure: str
    about: str


class CellKey(NamedTuple):
    subject: UUID
    tally: TallyKey


def line_of(row: tuple) -> Line:
    """A row of LINE_FIELDS as a Line; a public that was not kept then is none."""
    return Line(*row[:6], row[6] or "", row[7])


def counted_in(line: Line) -> Iterator[tuple[TallyKey, int]]:
    """(sum, amount) for each month and year the line counts in: what it adds to its person's cells there. A line its reader cannot read counts for
    nothing, and the log says so: one odd line must not keep all others from being counted."""
    reader = readers().get((line.verb, line.object_kind))
    if reader is None:
        return
    try:
        own = periods_of(line.at)
        found = [(count, own if count.on is None else periods_of(count.on)) for count in reader(line)]
        if any(len(count.about) > LONGEST_ABOUT for count, _periods in found):
            raise ValueError("too long a name of what it is about")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.error("line_not_counted", verb=line.verb, kind=line.object_kind, error=f"{type(error).__name__}: {error}"[:200])
        return
    city = line.city or 0
    for count, periods in found:
        for period in periods:
            yield TallyKey(city, period, line.entry_path, count.measure.value, count.about), count.amount


def rules_in_force() -> str:
    """A fingerprint of what lines count for: which lines are read, by which rules, on which clock. When it changes, sums change rightly."""
    said = [measures.RULES, settings.TIME_ZONE, sorted(readers())]
    return hashlib.sha256(repr(said).encode()).hexdigest()

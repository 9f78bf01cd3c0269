"""What the academy counts: the measures, and how apps say what an event counts for.

An app registers, for a verb and a kind of object, a pure function that reads one line of the log and answers what it counts for:

    @counts("completed", "lesson")
    def completed_lesson(line: Line) -> list[Count]: ...

It sees the line alone, no database, so that counting everything again from the log gives the same numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps


class Measure(StrEnum):
    """`people` of each: who did it at least once in the period. `amount`, in words."""

    ACTIVE = "active"  # things done that count for anything below
    JOINED = "joined"  # courses joined; about course, cohort
    LESSONS = "lessons"  # lessons done; about course, cohort
    FINISHED = "finished"  # courses finished; about course, cohort
    VISITED = "visited"  # exchange sessions of another city one was at; about city (the host)
    MET = "met"  # exchange sessions one was at, of any city
    GAVE = "gave"  # minutes of mentoring given; about city (the receiver's)
    RECEIVED = "received"  # minutes of mentoring received; about city (the giver's)
    BADGES = "badges"  # badges earned
    SKILL_BEFORE = "skill_before"  # levels (0 to 8) people gave themselves before; about skill. Counted with the “after”, so both are of the same people
    SKILL_AFTER = "skill_after"  # and after
    SKILL_BOTH = "skill_both"  # times both were said at once (1 beside each two of the above); about skill. What the levels are divided by: a level of 0 adds no people


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, as counting reads it. `city`: id of the person's city at the time, or None; `entry_path`: their public, or empty."""

    at: datetime
    subject: UUID
    verb: str
    object_kind: str
    object_key: str
    city: int | None
    entry_path: str
    details: dict


@dataclass(frozen=True, slots=True)
class Count:
    """What a line adds (or, below nought, takes back). A measure about something is counted as a whole too only if that stands in the list.
    `on`: the day it belongs to, where that is not the line's own (a line written later, or one that takes back)."""

    measure: Measure
    amount: int = 1
    about: str = ""
    on: date | None = None


# Raise it when a reader counts otherwise than before: the next recount then counts everything anew without an alarm.
RULES = 1

_readers: dict[tuple[str, str], Callable[[Line], list[Count]]] = {}


def counts(verb: str, object_kind: str):
    """Register what lines of this verb and kind count for, once."""
    def keep(reader: Callable[[Line], list[Count]]):
        if (verb, object_kind) in _readers:
            raise ValueError(f"two readers for {verb} {object_kind}")
        _readers[verb, object_kind] = reader
        return reader
    return keep


def readers() -> dict[tuple[str, str], Callable[[Line], list[Count]]]:
    """Every reader; the first call looks through `counted.py` of every app."""
    _look_through_apps()
    return _readers


@cache
def _look_through_apps() -> None:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.counted"):
            import_module(f"{config.name}.counted")

"""What stands in a person's own calendar: every app may add its part, in `<app>/calendar_entries.py`, with `@calendar_source`."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from academy.standards.calendar_entry import CalendarEntry

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class PersonalPart:
    """Entries that are not made yet: `rows` is all they are made of, with a repr that says everything (plain values), so that an
    unchanged calendar is known without making one; `changed_at` the latest change among them."""

    rows: object
    make: Callable[[], list[CalendarEntry]]
    changed_at: datetime = BEGINNING


_sources: dict[str, Callable[..., PersonalPart]] = {}


def calendar_source(source: Callable[..., PersonalPart]):
    """Register `(person, language, at) -> PersonalPart`: titles, times and places only, nothing of other people. Few queries, not one per entry."""
    name = f"{source.__module__}.{source.__qualname__}"
    if name in _sources:
        raise ValueError(f"two calendar sources named {name!r}")
    _sources[name] = source
    return source


@cache
def _everything_registered() -> bool:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.calendar_entries"):
            import_module(f"{config.name}.calendar_entries")
    return True


def parts_for(person, language: str, at) -> list[PersonalPart]:
    """The parts of this person's calendar, in a steady order."""
    _everything_registered()
    return [source(person, language, at) for _name, source in sorted(_sources.items())]


def fingerprint(*made_of) -> str:
    """The same values, the same 32 letters: the stem of an ETag."""
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]

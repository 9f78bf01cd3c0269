"""What a hub can suggest to somebody: each app brings its kinds of way in `<app>/ways.py`, with `@way_kind`; a desk above no other app finds all of them.

A way is pointed at by (kind, key) and told by its title, which a suggestion keeps a copy of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Way:
    """`language`: of the title. `receiver`: who is told, in words (an organisation, an office). `email`: where a referral is written to; empty when nobody
    needs to be told (a course one simply joins). `note`: one line that helps to choose. `gone`: why it cannot be suggested any more, in words."""

    kind: str
    key: str
    title: str
    language: str
    url: str
    receiver: str = ""
    email: str = ""
    note: str = ""
    gone: str = ""


@dataclass(frozen=True, slots=True)
class WayKind:
    """`find(hub, words, language, at) -> list[Way]` at most 20 that fit the typed words, best first (all of them for no words); few queries.
    `get(key, language, at) -> Way | None`: one, also when it is gone. `position`: its place among the kinds. `label`: lazy, such as “a course”."""

    kind: str
    label: str
    position: int
    find: Callable[..., list[Way]]
    get: Callable[[str, str, datetime], Way | None]


_kinds: dict[str, WayKind] = {}


def way_kind(kind: str, label: str, position: int, find: Callable, get: Callable) -> None:
    """Register a kind of way, once."""
    if kind in _kinds:
        raise ValueError(f"two kinds of way named {kind!r}")
    _kinds[kind] = WayKind(kind, label, position, find, get)


@cache
def _everything_registered() -> bool:
    import_module("academy.directory.ways")  # this app's own; academy/ways.py is the registry
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.ways"):
            import_module(f"{config.name}.ways")
    return True


def way_kinds() -> list[WayKind]:
    _everything_registered()
    return sorted(_kinds.values(), key=lambda each: each.position)


def way(kind: str, key: str, language: str, at: datetime) -> Way | None:
    """One way by what points at it; None when there is no such kind or no such thing."""
    _everything_registered()
    found = _kinds.get(kind)
    return found.get(key, language, at) if found else None

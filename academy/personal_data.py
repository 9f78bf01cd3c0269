"""Which personal data the academy holds, and why: the one source.

Forms take a field's "why we ask" from here, the privacy page is generated from here, "my data" exports and erases
through here, and a test walks all models and fails on one that is not here. Every app may have a `personal_data.py`
that registers what it holds: `holds(...)` what and why, `@exports(...)` how a person gets it, `@erases(...)` how it goes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.translation import gettext_lazy as _

# Headings of the privacy page, in its order.
TOPICS = {
    "account": _("Your account"), "profile": _("About you"), "learning": _("What you do in courses"),
    "exchanges": _("Exchanges you take part in"), "mentoring": _("Mentoring"),
    "writing": _("What you write"), "roles": _("Your roles"), "security": _("Keeping your account safe"),
    "editing": _("If you write courses"), "log": _("The log of what happened"),
}


@dataclass(frozen=True)
class Held:
    """Some fields of one model: `fields` by name (("*",): the whole row); the rest is sentences for people."""

    model: str
    fields: tuple[str, ...]
    topic: str
    label: str
    why: str
    who: str
    kept: str


@dataclass(frozen=True)
class Export:
    """One file of the export: `rows(person)` yields flat dicts of their own data."""

    name: str
    title: str
    rows: Callable[[object], Iterable[dict]]
    link: str = ""


_held: list[Held] = []
_not_personal: dict[str, str] = {}
_exports: dict[str, Export] = {}
_erasers: dict[str, Callable] = {}


def holds(model: str, *fields: str, topic: str, label, why, who, kept) -> None:
    if topic not in TOPICS:
        raise ValueError(f"unknown topic {topic!r}")
    _held.append(Held(model, fields or ("*",), topic, label, why, who, kept))


def not_personal(what: str, reason: str) -> None:
    """`what` ("app.Model" or "app.Model.field") points at people but tells nothing about them, because `reason`."""
    _not_personal[what] = reason


def exports(name: str, title, link: str = ""):
    """Register `(person) -> iterable of flat dicts` as the file `name` of a person's export; `link` is a URL name."""
    def keep(rows):
        if name in _exports:
            raise ValueError(f"two exports named {name!r}")
        _exports[name] = Export(name, title, rows, link)
        return rows
    return keep


def erases(name: str):
    """Register `(person, at) -> None`: takes away what the erasure of a person takes away there. In its transaction."""
    def keep(eraser):
        if name in _erasers:
            raise ValueError(f"two erasers named {name!r}")
        _erasers[name] = eraser
        return eraser
    return keep


@cache
def _everything_registered() -> bool:
    names = [f"{config.name}.personal_data" for config in apps.get_app_configs()]
    for name in ("academy.personal_fields", "academy.personal_traces", "academy.hub_personal_data", "academy.directory_personal_data", *names):
        if find_spec(name):
            import_module(name)
    return True


def held() -> tuple[Held, ...]:
    _everything_registered()
    return tuple(_held)


def declared_not_personal() -> dict[str, str]:
    _everything_registered()
    return dict(_not_personal)


def all_exports() -> tuple[Export, ...]:
    _everything_registered()
    return tuple(_exports.values())


def all_erasers() -> tuple[Callable, ...]:
    _everything_registered()
    return tuple(_erasers.values())


def why(model: str, field: str) -> str:
    """The sentence under a form field. A field without one is an error: we do not ask without saying why."""
    for one in held():
        if one.model == model and field in one.fields:
            return one.why
    raise LookupError(f"{model}.{field} is asked, but academy/personal_data.py does not say why")


def by_topic() -> list[tuple[str, list[Held]]]:
    """[(heading, what is held there)] for the privacy page; topics without anything are left out."""
    return [(heading, entries) for topic, heading in TOPICS.items() if (entries := [one for one in held() if one.topic == topic])]

"""The rules by which a lesson opens, and the form in which they are stored. Pure: no Django.

A stored rule is a JSON-able group:

    {"match": "all" | "any", "rules": [
        {"type": "open"},
        {"type": "after_previous"},
        {"type": "on_date", "at": "2027-01-10T09:00+00:00"},
        {"type": "days_after_enrolment", "days": 3},
        {"type": "days_after_cohort_start", "days": 7},
        {"type": "after_course", "course": "<uuid>", "title": "..."},
        {"match": ..., "rules": [...]},
    ]}

`parse` turns it into frozen dataclasses and is loud about bad form. What they mean: courses/release.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

DEEPEST = 8
MOST_DAYS = 3650


@dataclass(frozen=True)
class Open:
    """Open to everyone at once."""


@dataclass(frozen=True)
class AfterPrevious:
    """Opens when the lesson before it is done."""


@dataclass(frozen=True)
class OnDate:
    at: datetime


@dataclass(frozen=True)
class DaysAfterEnrolment:
    days: int


@dataclass(frozen=True)
class DaysAfterCohortStart:
    days: int


@dataclass(frozen=True)
class AfterCourse:
    course: str
    title: str = ""


@dataclass(frozen=True)
class Group:
    match: str = "all"
    rules: tuple[Rule, ...] = ()


Rule = Open | AfterPrevious | OnDate | DaysAfterEnrolment | DaysAfterCohortStart | AfterCourse | Group


def parse(form: Mapping) -> Group:
    """The stored form as a frozen Group; ValueError says what is wrong and where."""
    rule = _parse(form, "rule", 1)
    if not isinstance(rule, Group):
        raise ValueError('rule: the outermost form is a group with "match" and "rules".')
    return rule


def as_data(rule: Rule) -> dict:
    """The JSON-able form of a rule; `parse(as_data(group)) == group`."""
    match rule:
        case Group(match, rules):
            return {"match": match, "rules": [as_data(each) for each in rules]}
        case OnDate(at):
            return {"type": "on_date", "at": at.isoformat()}
        case DaysAfterEnrolment(days):
            return {"type": "days_after_enrolment", "days": days}
        case DaysAfterCohortStart(days):
            return {"type": "days_after_cohort_start", "days": days}
        case AfterCourse(course, title):
            return {"type": "after_course", "course": course, "title": title}
        case AfterPrevious():
            return {"type": "after_previous"}
        case _:
            return {"type": "open"}


def courses_named(rule: Rule) -> frozenset[str]:
    """The keys of every course the rule waits for, so the caller knows what to load."""
    return frozenset(each.course for each in _leaves(rule) if isinstance(each, AfterCourse))


def waits_for_previous(rule: Rule) -> bool:
    return any(isinstance(each, AfterPrevious) for each in _leaves(rule))


def _leaves(rule: Rule) -> Iterator[Rule]:
    if isinstance(rule, Group):
        for each in rule.rules:
            yield from _leaves(each)
    else:
        yield rule


def _parse(form: object, where: str, depth: int) -> Rule:
    if not isinstance(form, Mapping):
        raise ValueError(f"{where}: a rule is a mapping, not {type(form).__name__}.")
    if "type" not in form:
        return _parse_group(form, where, depth)
    kind = form["type"]
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise ValueError(f"{where}: unknown type {kind!r}; known are {', '.join(_FIELDS)}.")
    needed, allowed, build = _FIELDS[kind]
    _only(form, {"type", *needed, *allowed}, where)
    missing = [name for name in needed if name not in form]
    if missing:
        raise ValueError(f"{where}: {kind} needs {', '.join(missing)}.")
    return build(form, where)


def _parse_group(form: Mapping, where: str, depth: int) -> Group:
    if depth > DEEPEST:
        raise ValueError(f"{where}: groups nest at most {DEEPEST} deep.")
    _only(form, {"match", "rules"}, where)
    match, rules = form.get("match"), form.get("rules")
    if match not in ("all", "any"):
        raise ValueError(f'{where}: match is "all" or "any", not {match!r}.')
    if not isinstance(rules, list | tuple):
        raise ValueError(f"{where}: rules is a list.")
    return Group(match, tuple(_parse(each, f"{where}.rules[{n}]", depth + 1) for n, each in enumerate(rules)))


def _only(form: Mapping, allowed: set[str], where: str) -> None:
    unknown = sorted(str(name) for name in form if name not in allowed)
    if unknown:
        raise ValueError(f"{where}: does not know {', '.join(unknown)}.")


def aware(at: datetime, where: str) -> datetime:
    """The moment itself; ValueError if it does not say its UTC offset."""
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise ValueError(f"{where}: a moment needs its UTC offset, such as 2027-01-10T09:00+00:00.")
    return at


def _at(form: Mapping, where: str) -> OnDate:
    try:
        at = datetime.fromisoformat(form["at"])
    except (TypeError, ValueError):
        raise ValueError(f"{where}: at is an ISO date and time, not {form['at']!r}.") from None
    return OnDate(aware(at, where))


def _days(form: Mapping, where: str) -> int:
    days = form["days"]
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= MOST_DAYS:
        raise ValueError(f"{where}: days is a whole number from 0 to {MOST_DAYS}, not {days!r}.")
    return days


def _course(form: Mapping, where: str) -> AfterCourse:
    course, title = form["course"], form.get("title", "")
    if not isinstance(course, str) or not course.strip() or not isinstance(title, str):
        raise ValueError(f"{where}: after_course needs the course's key, and its title as text.")
    return AfterCourse(course, title)


# type: (needed fields, allowed fields, how to build it)
_FIELDS = {
    "open": ((), (), lambda form, where: Open()),
    "after_previous": ((), (), lambda form, where: AfterPrevious()),
    "on_date": (("at",), (), _at),
    "days_after_enrolment": (("days",), (), lambda form, where: DaysAfterEnrolment(_days(form, where))),
    "days_after_cohort_start": (("days",), (), lambda form, where: DaysAfterCohortStart(_days(form, where))),
    "after_course": (("course",), ("title",), _course),
}

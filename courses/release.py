"""When a lesson opens, and why not yet. Pure: no Django, no clock (`Facts.now` is handed in).

A stored rule is a JSON-able group; `parse` turns it into frozen dataclasses and is loud about bad form:

    {"match": "all" | "any", "rules": [
        {"type": "open"},
        {"type": "after_previous"},
        {"type": "on_date", "at": "2027-01-10T09:00+00:00"},
        {"type": "days_after_enrolment", "days": 3},
        {"type": "days_after_cohort_start", "days": 7},
        {"type": "after_course", "course": "<uuid>", "title": "..."},
        {"match": ..., "rules": [...]},
    ]}

An empty group is open. `decide(rule, facts)` answers with data, never with words: see `Decision`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

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


@dataclass(frozen=True)
class Override:
    """What a trainer said for one person or cohort.

    `Override()` opens the lesson at once. `Override(opens_at=t)` opens it at t, or earlier if the rule does.
    `Override(closed_until=t)` holds it back until t; from then on the rule decides again.
    """

    opens_at: datetime | None = None
    closed_until: datetime | None = None

    def __post_init__(self) -> None:
        if self.opens_at and self.closed_until:
            raise ValueError("An override either opens a lesson or holds it back, not both.")
        for at in (self.opens_at, self.closed_until):
            if at is not None:
                _aware(at, "an override")


@dataclass(frozen=True)
class Facts:
    """What is known about one person and one lesson at one moment.

    `zone` is where day rules begin their days. `previous_done` is true for a first lesson. `done`: this
    person has finished this lesson, which then never locks again.
    """

    now: datetime
    zone: tzinfo
    enrolled_at: datetime | None = None
    cohort_starts_on: date | None = None
    previous_done: bool = False
    previous_title: str = ""
    finished_courses: frozenset[str] = frozenset()
    done: bool = False
    override: Override | None = None

    def __post_init__(self) -> None:
        _aware(self.now, "now")
        if self.enrolled_at is not None:
            _aware(self.enrolled_at, "enrolled_at")


@dataclass(frozen=True)
class Reason:
    """Why not yet: a code and its values, or alternatives.

    Codes: after_previous {title}, on_date {at}, days_after_enrolment {days, at}, not_enrolled {days},
    days_after_cohort_start {days, at}, no_cohort {days}, after_course {course, title}, override {at}.
    "all" and "any" carry `parts` (two or more) instead: say "and" between those of "all", "or" between
    those of "any". Every `at` is an aware datetime in UTC.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Decision:
    """Open, or why not and from when.

    `opens_at` (UTC) is when it opens at the latest; None when it is open or depends on what someone does.
    `reasons` all hold together (say "and"); one of code "any" holds alternatives.
    """

    is_open: bool
    opens_at: datetime | None = None
    reasons: tuple[Reason, ...] = ()


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


def decide(rule: Rule, facts: Facts) -> Decision:
    """Is this lesson open for this person now; if not, why, and from when."""
    if facts.done:
        return Decision(True)
    verdict = _verdict(rule, facts)
    if facts.override is not None:
        verdict = _overridden(verdict, facts.override, facts)
    if verdict.is_open:
        return Decision(True)
    reason = verdict.reason
    return Decision(False, verdict.opens_at, reason.parts if reason.code == "all" else (reason,))


def day_begins(day: date, zone: tzinfo) -> datetime:
    """The first instant (UTC) of a local day; where clocks skip midnight, the next instant that exists."""
    midnight = datetime.combine(day, time.min)
    early = midnight.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = midnight.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if early >= late:  # midnight exists: once, or twice with fold=0 the first
        return late
    # Midnight falls into a gap, which begins after `early` and no later than `late`.
    low, high = 0, int((late - early).total_seconds())
    while low < high:
        middle = (low + high) // 2
        local = (early + timedelta(seconds=middle)).astimezone(zone).replace(tzinfo=None)
        if local >= midnight:
            high = middle
        else:
            low = middle + 1
    return early + timedelta(seconds=low)


@dataclass(frozen=True)
class _Verdict:
    reason: Reason | None = None
    opens_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.reason is None


_OPEN = _Verdict()


def _verdict(rule: Rule, facts: Facts) -> _Verdict:
    match rule:
        case Group(match, rules):
            return _together(match, [_verdict(each, facts) for each in rules])
        case AfterPrevious() if not facts.previous_done:
            return _Verdict(Reason("after_previous", {"title": facts.previous_title}))
        case OnDate(at):
            return _from(at, "on_date", {}, facts)
        case DaysAfterEnrolment(days):
            if facts.enrolled_at is None:
                return _Verdict(Reason("not_enrolled", {"days": days}))
            day = facts.enrolled_at.astimezone(facts.zone).date() + timedelta(days=days)
            return _from(day_begins(day, facts.zone), "days_after_enrolment", {"days": days}, facts)
        case DaysAfterCohortStart(days):
            if facts.cohort_starts_on is None:
                return _Verdict(Reason("no_cohort", {"days": days}))
            day = facts.cohort_starts_on + timedelta(days=days)
            return _from(day_begins(day, facts.zone), "days_after_cohort_start", {"days": days}, facts)
        case AfterCourse(course, title) if course not in facts.finished_courses:
            return _Verdict(Reason("after_course", {"course": course, "title": title}))
    return _OPEN


def _from(at: datetime, code: str, params: dict, facts: Facts) -> _Verdict:
    # In UTC: two datetimes of one zone would be compared by the wall clock, which is wrong across DST.
    at = at.astimezone(UTC)
    if facts.now.astimezone(UTC) >= at:
        return _OPEN
    return _Verdict(Reason(code, {**params, "at": at}), at)


def _together(match: str, verdicts: list[_Verdict]) -> _Verdict:
    unmet = [each for each in verdicts if not each.is_open]
    if not unmet or (match == "any" and len(unmet) < len(verdicts)):
        return _OPEN
    dates = [each.opens_at for each in unmet if each.opens_at is not None]
    if match == "any":
        opens_at = min(dates, default=None)
    else:
        opens_at = max(dates) if len(dates) == len(unmet) else None
    parts: list[Reason] = []
    for each in unmet:
        for part in each.reason.parts if each.reason.code == match else (each.reason,):
            if part not in parts:
                parts.append(part)
    return _Verdict(parts[0] if len(parts) == 1 else Reason(match, {}, tuple(parts)), opens_at)


def _overridden(verdict: _Verdict, override: Override, facts: Facts) -> _Verdict:
    if override.closed_until is not None:
        return _together("all", [verdict, _from(override.closed_until, "override", {}, facts)])
    if override.opens_at is None:
        return _OPEN
    return _together("any", [verdict, _from(override.opens_at, "override", {}, facts)])


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


def _aware(at: datetime, where: str) -> datetime:
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise ValueError(f"{where}: a moment needs its UTC offset, such as 2027-01-10T09:00+00:00.")
    return at


def _at(form: Mapping, where: str) -> OnDate:
    try:
        at = datetime.fromisoformat(form["at"])
    except (TypeError, ValueError):
        raise ValueError(f"{where}: at is an ISO date and time, not {form['at']!r}.") from None
    return OnDate(_aware(at, where))


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

"""When a lesson opens, and why not yet. Pure: no Django, no clock (`Facts.now` is handed in).

`parse` reads the stored form of a rule (courses/release_rules.py); `decide(rule, facts)` answers with data,
never with words: see `Decision`. An empty group is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from courses.release_rules import (
    AfterCourse,
    AfterPrevious,
    DaysAfterCohortStart,
    DaysAfterEnrolment,
    Group,
    OnDate,
    Open,
    Rule,
    as_data,
    aware,
    courses_named,
    parse,
    waits_for_previous,
)

__all__ = [
    "AfterCourse",
    "AfterPrevious",
    "DaysAfterCohortStart",
    "DaysAfterEnrolment",
    "Decision",
    "Facts",
    "Group",
    "OnDate",
    "Open",
    "Override",
    "Reason",
    "Rule",
    "as_data",
    "courses_named",
    "day_begins",
    "decide",
    "parse",
    "waits_for_previous",
]


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
                aware(at, "an override")


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
        aware(self.now, "now")
        if self.enrolled_at is not None:
            aware(self.enrolled_at, "enrolled_at")


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

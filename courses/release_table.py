"""Who gets what when: the opening rules of a course tried out for people, for a cohort, or at a later moment. Nothing is changed by it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from courses import release
from courses.cohorts_known import KnownCohort
from courses.models.overrides import ReleaseOverride
from courses.models.records import Enrolment
from courses.outline import Outline, OutlineLesson
from courses.reading import Standing


@dataclass(frozen=True)
class Cell:
    lesson: OutlineLesson
    decision: release.Decision
    done: bool
    override: bool

    @property
    def state(self) -> str:
        if self.done:
            return "done"
        if self.decision.is_open:
            return "open"
        return "dated" if self.decision.opens_at else "waits"


@dataclass(frozen=True)
class Line:
    """Whose line: an enrolment with its person, or a cohort (somebody who joined on its first day and has done nothing)."""

    enrolment: Enrolment
    cohort: KnownCohort | None
    standing: Standing
    cells: tuple[Cell, ...]


def lines_for_people(outline: Outline, enrolments: list[Enrolment], at: datetime) -> list[Line]:
    """One line per enrolment (with its person loaded), as things stand now but for the clock. One query for all of them."""
    named = _named(outline)
    finished: dict[int, set[str]] = {}
    if named:
        for person, key in Enrolment.objects.filter(person__in=[each.person_id for each in enrolments], course_key__in=named,
                                                    finished_at__isnull=False).values_list("person", "course_key"):
            finished.setdefault(person, set()).add(str(key))
    return [_line(Standing(each.person, outline, each, at), None, frozenset(finished.get(each.person_id, ()))) for each in enrolments]


def line_for_cohort(outline: Outline, cohort: KnownCohort, at: datetime) -> Line:
    """What somebody meets who joined when the cohort starts (or now, if that is sooner) and has done nothing yet."""
    someone = Enrolment(course_key=outline.course_key, cohort_slug=cohort.slug, cohort_starts_on=cohort.starts_on, enrolled_at=at)
    standing = Standing(AnonymousUser(), outline, someone, at)
    if cohort.starts_on:
        someone.enrolled_at = min(at, release.day_begins(cohort.starts_on, standing.zone))
    someone.overrides = ReleaseOverride.copies_for(someone)
    return _line(standing, cohort, frozenset())


def _line(standing: Standing, cohort: KnownCohort | None, finished: frozenset[str]) -> Line:
    enrolment = standing.enrolment
    cells = tuple(Cell(lesson, standing.decide(lesson, finished), lesson.key in enrolment.done, lesson.key in enrolment.overrides)
                  for lesson in standing.outline.lessons)
    return Line(enrolment, cohort, standing, cells)


def _named(outline: Outline) -> frozenset[str]:
    return frozenset().union(*(release.courses_named(lesson.rule) for lesson in outline.lessons))

"""The roster of a course: one line per learner, one tile per lesson. A page of it takes the same few queries for 5 people and for 50."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from courses.models.quizzes import QuizAttempt
from courses.models.records import Enrolment, EnrolmentState
from courses.models.writing import TaskSubmission
from courses.outline import Outline, OutlineLesson
from courses.stuck import SILENT_DAYS, failed_quizzes

PAGE_SIZE = 50
SORTS = {"name": _("name"), "share": _("share done"), "seen": _("last seen"), "joined": _("joined")}
TILES = {"done": _("done"), "here": _("last read"), "failed": _("quiz not passed yet"), "handed_in": _("task to read"), "": _("not done")}


@dataclass(frozen=True)
class Tile:
    """One lesson of one learner: `state` is a key of TILES."""

    lesson: OutlineLesson
    state: str

    @property
    def words(self):
        return TILES[self.state]


@dataclass(frozen=True)
class Row:
    """One learner. `share` is 0 to 100; `stuck` says why in a list of (code, value): ("silent", days), ("quiz", title)."""

    enrolment: Enrolment
    tiles: tuple[Tile, ...]
    share: int
    attempts: int
    stuck: tuple[tuple[str, object], ...]
    tasks_to_read: int

    @property
    def person(self):
        return self.enrolment.person


def narrowed(enrolments: QuerySet, *, state: str = "", cohort: str = "", city: str = "", words: str = "") -> QuerySet:
    """The rows a filter asks for. `state`: "", "finished", "unfinished", "not_begun", or an EnrolmentState."""
    if state in EnrolmentState.values:
        enrolments = enrolments.filter(state=state)
    else:
        enrolments = enrolments.filter(state=EnrolmentState.ACTIVE)
        if state == "finished":
            enrolments = enrolments.filter(finished_at__isnull=False)
        elif state == "unfinished":
            enrolments = enrolments.filter(finished_at=None)
        elif state == "not_begun":
            enrolments = enrolments.filter(finished_at=None, last_seen_on=None, records=0)
    if cohort:
        enrolments = enrolments.filter(cohort_slug="" if cohort == "none" else cohort)
    if city.isdigit():
        enrolments = enrolments.filter(person__city=int(city))
    for word in words.split()[:5]:
        enrolments = enrolments.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    return enrolments


def in_order(enrolments: QuerySet, sort: str, outline: Outline) -> QuerySet | list[int]:
    """Rows in order; by share, their ids in order, because the share is computed and never stored."""
    if sort == "share":
        light = enrolments.order_by("person__name", "pk").only("pk", "done", "held", "person")
        return [each.pk for each in sorted(light, key=lambda each: each.progress_in(outline).share, reverse=True)]
    order = {"seen": [F("last_seen_on").desc(nulls_last=True)], "joined": ["-enrolled_at"]}.get(sort, [])
    return enrolments.order_by(*order, "person__name", "person__email", "pk")


def loaded(page) -> list[Enrolment]:
    """The enrolments of one page of `in_order`, with their people, in that order."""
    if not isinstance(page, list):
        return list(page.select_related("person", "person__city", "certificate"))
    found = Enrolment.objects.select_related("person", "person__city", "certificate").in_bulk(page)
    return [found[pk] for pk in page if pk in found]


def rows(enrolments: list[Enrolment], outline: Outline, on: date) -> list[Row]:
    """The lines of the table for these enrolments: three queries whatever their number."""
    people = [each.person_id for each in enrolments]
    course_key = outline.course_key
    attempts: dict[int, int] = {}
    tried: dict[tuple[int, str], bool] = {}
    tries = QuizAttempt.objects.filter(person__in=people, quiz__course_key=course_key, submitted_at__isnull=False).order_by().values("person", "lesson_key")
    for person, lesson, count, passed in tries.annotate(tries=Count("pk"), passes=Count("pk", filter=Q(passed=True))).values_list("person", "lesson_key", "tries", "passes"):
        attempts[person] = attempts.get(person, 0) + count
        tried[person, str(lesson)] = bool(passed)
    handed_in: dict[int, set[str]] = {}
    for person, lesson in TaskSubmission.objects.filter(person__in=people, course_key=course_key, answered_at=None).order_by().values_list("person", "lesson_key").distinct():
        handed_in.setdefault(person, set()).add(str(lesson))
    failing = failed_quizzes(course_key, people)
    return [_row(each, outline, on, attempts, tried, handed_in, failing) for each in enrolments]


def _row(enrolment, outline, on, attempts, tried, handed_in, failing) -> Row:
    person, to_read = enrolment.person_id, handed_in.get(enrolment.person_id, set())
    progress = enrolment.progress_in(outline)
    return Row(
        enrolment=enrolment, share=round(progress.share * 100), attempts=attempts.get(person, 0), tasks_to_read=len(to_read),
        stuck=tuple(_why_stuck(enrolment, on, failing.get(person, ()))),
        tiles=tuple(Tile(lesson, _state(lesson.key, enrolment, tried.get((person, lesson.key)), to_read)) for lesson in outline.lessons))


def _state(key: str, enrolment, passed: bool | None, to_read: set[str]) -> str:
    if key in to_read:
        return "handed_in"
    if key in enrolment.done:
        return "done"
    if passed is False:
        return "failed"
    return "here" if str(enrolment.last_lesson) == key else ""


def _why_stuck(enrolment, on: date, quizzes):
    """The rule of courses/stuck.py for one loaded row."""
    if enrolment.state != EnrolmentState.ACTIVE or enrolment.finished_at:
        return
    if enrolment.last_seen_on and (on - enrolment.last_seen_on).days >= SILENT_DAYS:
        yield "silent", (on - enrolment.last_seen_on).days
    for title in quizzes:
        yield "quiz", title

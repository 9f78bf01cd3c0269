"""One person reading one lesson: what they may see of it, decided before anything is shown."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.permissions import can
from academy.quick_rows import rows_of
from academy.views.typed_words import sign_in_first
from courses import release
from courses.models import CoursePage, Enrolment, LessonPage
from courses.outline import Outline, OutlineLesson, outline_for

# One query gives the course's version and the reader's whole state of it; the ORM has no LEFT JOIN without a relation.
_STATE = """
SELECT e.*, v.number AS course_version FROM courses_courseversion v
LEFT JOIN courses_enrolment e ON e.course_key = v.course_key AND e.person_id = %s WHERE v.slug = %s
"""

OPEN = release.Decision(True)


@dataclass
class Standing:
    """A person (or nobody) before a course: its outline and their enrolment, if they have one."""

    person: object
    outline: Outline
    enrolment: Enrolment | None
    now: datetime
    _decisions: dict | None = field(default=None, init=False, repr=False)

    @property
    def takes_part(self) -> bool:
        return self.enrolment is not None and self.enrolment.is_active

    @property
    def done(self) -> dict:
        return self.enrolment.done if self.enrolment else {}

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(getattr(self.person, "zone_name", settings.TIME_ZONE))

    def may_author(self) -> bool:
        return can(self.person, "course.author", CoursePage.objects.filter(pk=self.outline.source_page_id).first())

    def decide(self, lesson: OutlineLesson, finished_courses: frozenset[str] | None = None) -> release.Decision:
        if not lesson.rule.rules and lesson.key not in (self.enrolment.overrides if self.enrolment else ()):
            return OPEN
        return release.decide(lesson.rule, self.facts(lesson, finished_courses))

    def decisions(self) -> dict[str, release.Decision]:
        """{lesson key: decision} for the whole outline; at most one query, whatever the number of lessons."""
        if self._decisions is None:
            self._decisions = self._decide_all()
        return self._decisions

    def _decide_all(self) -> dict[str, release.Decision]:
        named = frozenset().union(*(release.courses_named(each.rule) for each in self.outline.lessons if each.rule.rules))
        finished = self._finished(named)
        return {each.key: self.decide(each, finished) for each in self.outline.lessons}

    def facts(self, lesson: OutlineLesson, finished_courses: frozenset[str] | None = None) -> release.Facts:
        before = self.outline.before(lesson)
        enrolment = self.enrolment if self.takes_part else None
        if finished_courses is None:
            finished_courses = self._finished(release.courses_named(lesson.rule))
        return release.Facts(
            now=self.now, zone=self.zone, enrolled_at=enrolment and enrolment.enrolled_at,
            cohort_starts_on=enrolment and enrolment.cohort_starts_on, previous_done=before is None or before.key in self.done,
            previous_title=before.title if before else "", finished_courses=finished_courses, done=lesson.key in self.done,
            override=override_from(enrolment.overrides.get(lesson.key)) if enrolment else None)

    def _finished(self, named: frozenset[str]) -> frozenset[str]:
        if not named or not getattr(self.person, "is_authenticated", False):
            return frozenset()
        found = Enrolment.objects.of(self.person).filter(course_key__in=named, finished_at__isnull=False)
        return frozenset(str(key) for key in found.values_list("course_key", flat=True))


def override_from(kept: dict | None) -> release.Override | None:
    """The copy an enrolment keeps of a trainer's exception, in bedrock's form."""
    if not kept:
        return None
    at = {name: datetime.fromisoformat(value) for name, value in kept.items() if name in ("opens_at", "closed_until")}
    return release.Override(**at)


@dataclass
class Reading(Standing):
    """A person before one lesson of a course."""

    lesson: OutlineLesson = None
    decision: release.Decision = OPEN

    def lesson_page(self) -> LessonPage:
        """The lesson in the reader's language, or in the source language where it is not published in theirs."""
        return LessonPage.objects.select_related("locale").get(pk=self.lesson.page_id)


def standing(request, slug: str) -> Standing:
    """Who stands before the course `slug`; 404 where there is no such published course."""
    person = request.user
    found = next(rows_of(Enrolment, _STATE, [person.pk, slug]), None)
    if found is None:
        raise Http404(slug)
    outline = outline_for(slug, get_language(), found.course_version)
    if found.pk is None:
        return Standing(person, outline, None, timezone.now())
    found.person = person
    return Standing(person, outline, found, timezone.now())


def reading(request, slug: str, lesson_slug: str) -> Reading:
    stand = standing(request, slug)
    lesson = stand.outline.slugs.get(lesson_slug)
    if lesson is None:
        raise Http404(lesson_slug)
    return Reading(stand.person, stand.outline, stand.enrolment, stand.now, lesson, stand.decide(lesson))


def locked_page(request, read: Reading):
    """403 with the reason and, where it is known, the moment it opens."""
    from courses.release_words import sentence

    return render(request, "courses/locked.html", {"reading": read, "outline": read.outline, "lesson": read.lesson,
                                                   "sentence": sentence(read.decision, read.zone)}, status=403)


def open_lesson(view):
    """For what only those who take part may do in an open lesson: `view(request, reading, **kwargs)`."""
    @wraps(view)
    def gate(request, slug: str, lesson_slug: str, **kwargs):
        read = reading(request, slug, lesson_slug)
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else reverse("lesson", args=[slug, lesson_slug])
            return sign_in_first(request, back)
        if not read.takes_part:
            messages.info(request, _("Join the course first. It takes one click, and nothing you did is lost."))
            return redirect("course", slug=slug)
        if not read.decision.is_open:
            return locked_page(request, read)
        return view(request, read, **kwargs)
    return gate

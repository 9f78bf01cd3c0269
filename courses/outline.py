"""A course as its reader sees it: the published lessons in order, with titles in one language and the rules of the source.

Order, slugs, rules and minutes come from the course's first language; words from the reader's where they are published.
An outline is kept in memory under the course's version, which rises with every publication (courses/versions.py).
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from academy.building_skills import built_by
from academy.built_line import Builds, builds_line, together
from academy.models.skills import Builder
from courses import release
from courses.models.content import CoursePage, CourseVersion, LessonPage
from courses.progress import Syllabus, SyllabusLesson

MOST_KEPT = 200
_kept: OrderedDict[tuple[str, str], "Outline"] = OrderedDict()
_guard = threading.Lock()


@dataclass(frozen=True, eq=False)
class OutlineLesson:  # compared and hashed by identity: an outline is one object per version
    """One lesson. `index` counts from 0; `section` is the section it stands in; `page_id` is the page to read it from."""

    key: str
    slug: str
    title: str
    summary: str
    section: str
    starts_section: bool
    minutes: int
    required: bool
    completion: str
    kind: str
    rule: release.Group
    index: int
    page_id: int
    source_page_id: int
    language: str
    section_language: str = ""
    builds: tuple[Builds, ...] = ()  # the skills it is said to build, in the outline's language

    @property
    def number(self) -> int:
        return self.index + 1


@dataclass(frozen=True, eq=False)
class Outline:
    """A published course in one language, at one version."""

    course_key: str
    slug: str
    title: str
    language: str
    source_language: str
    version: int
    page_id: int
    source_page_id: int
    open_to_read: bool
    tradition: str
    lessons_needed: int | None
    lessons: tuple[OutlineLesson, ...]

    @cached_property
    def syllabus(self) -> Syllabus:
        return tuple(SyllabusLesson(each.key, each.required, each.minutes) for each in self.lessons)

    @cached_property
    def keys(self) -> dict[str, OutlineLesson]:
        return {each.key: each for each in self.lessons}

    @cached_property
    def slugs(self) -> dict[str, OutlineLesson]:
        return {each.slug: each for each in self.lessons}

    @cached_property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.lessons)

    @cached_property
    def builds(self) -> tuple[Builds, ...]:
        """What the course builds: each skill of its lessons at its highest level."""
        return together(each.builds for each in self.lessons)

    def before(self, lesson: OutlineLesson) -> OutlineLesson | None:
        return self.lessons[lesson.index - 1] if lesson.index else None

    def after(self, lesson: OutlineLesson) -> OutlineLesson | None:
        return self.lessons[lesson.index + 1] if lesson.number < len(self.lessons) else None

    @property
    def total(self) -> int:
        return len(self.lessons)


def outline_for(slug: str, language: str, version: int | None = None) -> Outline:
    """The outline of the published course, from memory when `version` (read if not given) is the one kept."""
    if version is None:
        version = CourseVersion.objects.filter(slug=slug).values_list("number", flat=True).first()
        if version is None:
            raise Http404(slug)
    with _guard:
        kept = _kept.get((slug, language))
        if kept is not None and kept.version == version:
            _kept.move_to_end((slug, language))
            return kept
    fresh = _build(slug, language, version)
    with _guard:
        _kept[slug, language] = fresh
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return fresh


def source_course(slug: str) -> CoursePage | None:
    """The published course in the language it was first written in."""
    return CoursePage.objects.live().public().filter(slug=slug, alias_of=None).select_related("locale").order_by("pk").first()


def _build(slug: str, language: str, version: int) -> Outline:
    source = source_course(slug)
    if source is None:
        raise Http404(slug)
    told = _translation(CoursePage, [source], language).get(source.translation_key, source)
    lessons = list(LessonPage.objects.child_of(source).live().public().select_related("locale").order_by("path"))
    translations = _translation(LessonPage, lessons, language)
    built = built_by(Builder.LESSON, [lesson.translation_key for lesson in lessons])
    made, section, spoken = [], "", language
    for index, lesson in enumerate(lessons):
        words = translations.get(lesson.translation_key, lesson)
        if lesson.section_title:
            told_section = words if words.section_title else lesson
            section, spoken = told_section.section_title, told_section.locale.language_code
        made.append(OutlineLesson(
            key=str(lesson.translation_key), slug=lesson.slug, title=words.title, summary=words.summary, section=section,
            starts_section=bool(lesson.section_title), minutes=lesson.minutes, required=lesson.required, completion=lesson.completion,
            kind=lesson.kind, rule=release.parse(lesson.release_rule()), index=index, page_id=words.pk, source_page_id=lesson.pk,
            language=words.locale.language_code, section_language=spoken,
            builds=builds_line(built.get(str(lesson.translation_key), []), language)))
    return Outline(
        course_key=str(source.translation_key), slug=slug, title=told.title, language=language, source_language=source.locale.language_code,
        version=version, page_id=told.pk, source_page_id=source.pk, open_to_read=source.open_to_read, tradition=source.tradition,
        lessons_needed=source.lessons_needed, lessons=tuple(made))


def _translation(model, sources: list, language: str) -> dict:
    """{translation key: published page in `language`} for the source pages not already in it."""
    keys = [page.translation_key for page in sources if page.locale.language_code != language]
    if not keys:
        return {}
    found = model.objects.live().public().filter(translation_key__in=keys, locale__language_code=language).select_related("locale")
    return {page.translation_key: page for page in found}

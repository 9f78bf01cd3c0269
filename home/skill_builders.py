"""What builds skills, with its words and address in the reader's language: lessons by course, exchanges to come, practices. As many queries for one skill as for all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse

from academy.both_times import days_words
from academy.models import SkillBuilt
from academy.models.skills import Builder
from cohorts.exchange_list import days_of
from cohorts.exchange_texts import texts_of
from cohorts.models import Exchange, Practice
from courses.models import CoursePage, LessonPage


@dataclass(frozen=True, slots=True)
class Built:
    """One thing that builds a skill. `language`: of the title. `note`: its days, its city."""

    title: str
    url: str
    level: int
    language: str
    note: str = ""


@dataclass(slots=True)
class CourseBuilds:
    """A course, and those of its lessons that build the skill; `level`: the highest of theirs."""

    title: str
    url: str
    language: str
    lessons: list[Built] = field(default_factory=list)

    @property
    def level(self) -> int:
        return max(each.level for each in self.lessons)


@dataclass(slots=True)
class Builders:
    """Everything that builds one skill."""

    courses: list[CourseBuilds] = field(default_factory=list)
    exchanges: list[Built] = field(default_factory=list)
    practices: list[Built] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.courses or self.exchanges or self.practices)


def builders_of(skills: Iterable[int] | None, language: str, at: datetime) -> dict[int, Builders]:
    """{skill id: what builds it now, for everybody to see}; of these skills, or of all (None). Seven queries."""
    rows = SkillBuilt.objects.current()
    said: dict[str, dict[str, list[SkillBuilt]]] = {kind: defaultdict(list) for kind in Builder.values}
    for row in rows if skills is None else rows.filter(skill_id__in=list(skills)):
        said[row.object_kind][row.object_key].append(row)
    found: dict[int, Builders] = defaultdict(Builders)
    courses: dict[tuple, CourseBuilds] = {}
    for key, course, lesson in _lessons(said[Builder.LESSON], language):
        for row in said[Builder.LESSON][key]:
            whole = courses.get((row.skill_id, course.url))
            if whole is None:
                whole = courses[row.skill_id, course.url] = replace(course, lessons=[])
                found[row.skill_id].courses.append(whole)
            whole.lessons.append(replace(lesson, level=row.level))
    for key, built in _exchanges(said[Builder.EXCHANGE], language, at).items():
        for row in said[Builder.EXCHANGE][key]:
            found[row.skill_id].exchanges.append(replace(built, level=row.level))
    for key, built in _practices(said[Builder.PRACTICE]).items():
        for row in said[Builder.PRACTICE][key]:
            found[row.skill_id].practices.append(replace(built, level=row.level))
    return dict(found)


def _lessons(keys: Iterable[str], language: str) -> list[tuple[str, CourseBuilds, Built]]:
    """[(lesson key, its course, the lesson)] of published courses, in their order. Two queries."""
    step = LessonPage.steplen
    pages = list(LessonPage.objects.live().public().filter(translation_key__in=list(keys)).select_related("locale").order_by("path"))
    courses = {page.path: page for page in CoursePage.objects.live().public().filter(path__in={page.path[:-step] for page in pages}).select_related("locale").order_by("pk")}
    first: dict = {}  # of each course, the page in the language it was first written in
    for course in sorted(courses.values(), key=lambda page: page.pk):
        if course.alias_of_id is None:
            first.setdefault(course.translation_key, course)
    told = {page.translation_key: page for page in courses.values() if page.locale.language_code == language}
    words = {page.translation_key: page for page in pages if page.locale.language_code == language and page.path[:-step] in courses}
    found = []
    for page in pages:
        course = courses.get(page.path[:-step])
        if course is None or first.get(course.translation_key) is not course:
            continue
        shown, named = words.get(page.translation_key, page), told.get(course.translation_key, course)
        whole = CourseBuilds(named.title, reverse("course", args=[course.slug]), named.locale.language_code)
        found.append((str(page.translation_key), whole, Built(shown.title, reverse("lesson", args=[course.slug, page.slug]), 0, shown.locale.language_code)))
    return found


def _exchanges(keys: Iterable[str], language: str, at: datetime) -> dict[str, Built]:
    """Those to come, the next first. Two queries."""
    rows = list(Exchange.objects.public().standing().upcoming(at).filter(key__in=list(keys)).select_related("host_city"))
    texts = texts_of(rows, language)
    return {str(each.key): Built(texts[each.pk].title, reverse("exchange", args=[each.slug]), 0, texts[each.pk].language,
                                 f"{each.host_city.name}, {days_words(*days_of(each))}") for each in rows}


def _practices(keys: Iterable[str]) -> dict[str, Built]:
    rows = Practice.objects.public().filter(key__in=list(keys)).select_related("city")
    return {str(each.key): Built(each.title, reverse("practice", args=[each.slug]), 0, each.language, each.city.name) for each in rows}

"""What to look at before a course is published: findings about its lessons, each a sentence and a weight.

Gather (`Facts.of`) loads in a fixed number of queries what the lessons point at; each check then only compares.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.lesson_text import body_data, links, words_in
from courses.models.content import CompletionRule, CoursePage, LessonPage
from courses.models.quizzes import Question, Quiz

WORDS_PER_MINUTE = 200
# What takes time though it has few words.
TAKES_TIME = {"video", "audio", "quiz", "reflection", "discussion", "download"}
MEDIA = {"video", "audio"}


@dataclass(frozen=True)
class Finding:
    """`weight`: "must" (readers are shut out or stuck) or "should" (it could be better). `block_id`: where, if in a block."""

    code: str
    words: str
    weight: str = "should"
    block_id: str = ""


@dataclass
class Facts:
    """What the checked lessons point at: pages that are live, quizzes, and how many questions each category holds."""

    course: CoursePage
    live_pages: set[int] = field(default_factory=set)
    known_pages: set[int] = field(default_factory=set)
    live_addresses: set[tuple[str, ...]] = field(default_factory=set)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, course: CoursePage, lessons: list[LessonPage]) -> "Facts":
        bodies = [body_data(lesson) for lesson in lessons]
        pointed = {int(link["id"]) for body in bodies for link in links(body) if link.get("linktype") == "page" and link.get("id", "").isdigit()}
        pointed |= {block.value.pk for lesson in lessons for block in lesson.release if block.block_type == "after_course" and block.value}
        pages = dict(Page.objects.filter(pk__in=pointed).values_list("pk", "live")) if pointed else {}
        courses = {page.path: page.slug for page in CoursePage.objects.live().only("path", "slug")}
        addresses = {(slug,) for slug in courses.values()}
        addresses |= {(courses[path[:-LessonPage.steplen]], slug) for path, slug in LessonPage.objects.live().values_list("path", "slug")
                      if path[:-LessonPage.steplen] in courses}
        key = course.translation_key
        return cls(
            course=course, live_pages={pk for pk, live in pages.items() if live}, known_pages=set(pages), live_addresses=addresses,
            quizzes={str(quiz.pk): quiz for quiz in Quiz.objects.filter(Q(course_key=key) | Q(pk__in=_quiz_keys(bodies)))},
            questions=dict(Question.objects.filter(course_key=key, retired_at=None).values_list("category").annotate(Count("pk"))))


def _quiz_keys(bodies) -> set[str]:
    return {str(block["value"]["quiz"]) for body in bodies for block in body if block["type"] == "quiz" and block["value"].get("quiz")}


def check_lesson(lesson: LessonPage, facts: Facts) -> list[Finding]:
    """Everything to look at in one lesson, the heavy things first."""
    body = body_data(lesson)
    found = [*_empty(body), *_blocks(body, facts), *_links(body, facts), *_headings(body), *_time(lesson, body), *_finishing(lesson, body),
             *_opening(lesson, facts)]
    return sorted(found, key=lambda one: one.weight != "must")


def check_course(course: CoursePage, lessons: list[LessonPage]) -> list[Finding]:
    """What concerns the course as a whole. `lessons`: all of them, drafts too."""
    found = []
    if not lessons:
        found.append(Finding("no_lessons", _("The course has no lessons yet."), "must"))
    elif course.live and not any(lesson.live for lesson in lessons):
        found.append(Finding("none_live", _("The course is published, but none of its lessons is."), "must"))
    if course.lessons_needed and course.lessons_needed > len(lessons):
        found.append(Finding("needs_too_many", _("Nobody can finish it: %(needed)d lessons are needed, and it has %(total)d.")
                             % {"needed": course.lessons_needed, "total": len(lessons)}, "must"))
    if not course.authors.all():
        found.append(Finding("no_authors", _("It names no author.")))
    if not (course.for_students or course.for_starting or course.for_practising):
        found.append(Finding("no_audience", _("It does not say for whom it is, so filters of the catalogue will not find it.")))
    return found


def _empty(body) -> Iterator[Finding]:
    if not body or (words_in(body) == 0 and not any(block["type"] in TAKES_TIME | {"image"} for block in body)):
        yield Finding("empty", _("The lesson is empty."), "must")


def _blocks(body, facts: Facts) -> Iterator[Finding]:
    for block in body:
        kind, value, at = block["type"], block["value"], block.get("id") or ""
        if kind == "image" and not (value.get("alt") or "").strip():
            yield Finding("no_alt", _("An image has no words for those who do not see it."), "must", at)
        elif kind == "image" and _looks_like_a_file_name(value["alt"]):
            yield Finding("alt_is_a_file", _("The words for an image are a file name: “%(alt)s”.") % {"alt": value["alt"]}, "must", at)
        if kind in MEDIA and not words_in([{"value": value.get("transcript") or ""}]):
            yield Finding("no_transcript", _("“%(title)s” has no transcript.") % {"title": value.get("title", "")}, "must", at)
        if kind == "video" and value.get("file") and not value.get("captions"):
            yield Finding("no_captions", _("The video “%(title)s” has no captions.") % {"title": value.get("title", "")}, "must", at)
        if kind == "quiz":
            yield from _quiz(value.get("quiz"), facts, at)


def _looks_like_a_file_name(alt: str) -> bool:
    return alt.strip().lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"))


def _quiz(key, facts: Facts, at: str) -> Iterator[Finding]:
    quiz = facts.quizzes.get(str(key))
    if quiz is None:
        yield Finding("quiz_missing", _("A quiz block has no quiz."), "must", at)
        return
    if quiz.course_key != facts.course.translation_key:
        yield Finding("quiz_of_another", _("The quiz “%(title)s” belongs to another course.") % {"title": quiz.title}, "must", at)
        return
    held = facts.questions.get(quiz.category, 0)
    if held == 0:
        yield Finding("quiz_empty", _("The quiz “%(title)s” has no questions: none stand in the category “%(category)s”.")
                      % {"title": quiz.title, "category": quiz.category}, "must", at)
    elif quiz.draw > held:
        yield Finding("quiz_short", ngettext(
            "The quiz “%(title)s” draws %(draw)d questions, and its category holds only %(held)d.",
            "The quiz “%(title)s” draws %(draw)d questions, and its category holds only %(held)d.", held)
            % {"title": quiz.title, "draw": quiz.draw, "held": held}, "must", at)


def _links(body, facts: Facts) -> Iterator[Finding]:
    for block in body:
        for link in links(block["value"]):
            broken = _broken(link, facts)
            if broken:
                yield Finding("broken_link", broken, "must", block.get("id") or "")


def _broken(link: dict, facts: Facts) -> str:
    if link.get("linktype") == "page":
        pk = int(link["id"]) if link.get("id", "").isdigit() else None
        if pk not in facts.known_pages:
            return _("A link leads to a page that no longer exists.")
        return "" if pk in facts.live_pages else _("A link leads to a page that is not published.")
    path = _own_path(link.get("href", ""))
    if not path:
        return ""
    parts = [part for part in path.split("/") if part]
    languages = {code for code, _name in settings.LANGUAGES}
    if len(parts) >= 3 and parts[0] in languages and parts[1] == "courses" and tuple(parts[2:4]) not in facts.live_addresses:
        return _("A link leads to “%(path)s”, which is not published here.") % {"path": path}
    return ""


def _own_path(href: str) -> str:
    """The path of an address of this academy, else nothing."""
    if href.startswith("/") and not href.startswith("//"):
        return urlsplit(href).path
    there, here = urlsplit(href), urlsplit(settings.BASE_URL)
    return there.path if there.netloc and there.netloc == here.netloc else ""


def _headings(body) -> Iterator[Finding]:
    main_seen = False
    for block in body:
        if block["type"] == "heading":
            main_seen = main_seen or str(block["value"].get("level")) == "2"
            if not main_seen:
                yield Finding("heading_level", _("The heading “%(text)s” stands below a main heading that is not there.") % {"text": block["value"].get("text", "")},
                              block_id=block.get("id") or "")
                return


def _time(lesson, body) -> Iterator[Finding]:
    words = words_in(body)
    reading = ceil(words / WORDS_PER_MINUTE)
    said = {"words": words, "reading": reading, "minutes": lesson.minutes}
    if reading > lesson.minutes:
        yield Finding("too_few_minutes", ngettext("Reading its %(words)d words takes about %(reading)d minute; the lesson says %(minutes)d.",
                                                  "Reading its %(words)d words takes about %(reading)d minutes; the lesson says %(minutes)d.", reading) % said)
    elif words and not any(block["type"] in TAKES_TIME for block in body) and not lesson.task and lesson.minutes > max(5, 3 * reading):
        yield Finding("too_many_minutes", ngettext("The lesson says %(minutes)d minutes; reading its %(words)d words takes about %(reading)d minute.",
                                                   "The lesson says %(minutes)d minutes; reading its %(words)d words takes about %(reading)d minutes.", reading) % said)


def _finishing(lesson, body) -> Iterator[Finding]:
    kinds = {block["type"] for block in body}
    if lesson.completion == CompletionRule.QUIZ and "quiz" not in kinds:
        yield Finding("cannot_finish", _("Nobody can finish it: it asks for a quiz passed, and there is no quiz."), "must")
    if lesson.completion == CompletionRule.REFLECTION and "reflection" not in kinds:
        yield Finding("cannot_finish", _("Nobody can finish it: it asks for a reflection, and there is none."), "must")
    if lesson.completion == CompletionRule.TASK and not lesson.task.strip():
        yield Finding("cannot_finish", _("It asks for a task handed in, and does not say which."), "must")


def _opening(lesson, facts: Facts) -> Iterator[Finding]:
    for block in lesson.release:
        if block.block_type != "after_course":
            continue
        if block.value is None:
            yield Finding("opens_after_nothing", _("It opens after a course that no longer exists."))
        elif block.value.translation_key == facts.course.translation_key:
            yield Finding("opens_after_itself", _("It opens after this same course, so it never opens."), "must")
        elif block.value.pk not in facts.live_pages:
            yield Finding("opens_after_draft", _("It opens after the course “%(title)s”, which is not published.") % {"title": block.value.title}, "must")

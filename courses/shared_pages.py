"""Lesson pages rendered once per published version and language, kept in memory, with holes for the reader's own things."""

import threading
from collections import OrderedDict

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from academy.context import language_links
from courses.holed_page import HoledPage
from courses.lesson_body import body_of, direction, language_name
from courses.models import LessonPage
from courses.outline import Outline, OutlineLesson

MOST_BYTES = 24 * 1024 * 1024
_kept: OrderedDict[tuple, HoledPage] = OrderedDict()
_weight = 0
_guard = threading.Lock()


def lesson_html(outline: Outline, lesson: OutlineLesson, page: LessonPage, source: LessonPage, **more) -> str:
    """The lesson by its ordinary templates. With `fill` in `more` it comes out whole; without, with markers at the holes."""
    path = reverse("lesson", args=[outline.slug, lesson.slug])
    return render_to_string("courses/lesson.html", {
        "outline": outline, "lesson": lesson, "page": page, "blocks": body_of(page, source), "before": outline.before(lesson),
        "after": outline.after(lesson), "untranslated": lesson.language != outline.language, "written_in": language_name(lesson.language),
        "written_code": lesson.language, "written_direction": direction(lesson.language),
        "language_links": language_links(path), "text_direction": direction(get_language()), "LANGUAGE_CODE": get_language(),
        "page_path": path, "tags": [tag.name for tag in source.tags.all()], **more})


def shared_lesson(outline: Outline, lesson: OutlineLesson) -> HoledPage:
    key = (outline.course_key, lesson.key, outline.language, outline.version)
    with _guard:
        kept = _kept.get(key)
        if kept is not None:
            _kept.move_to_end(key)
            return kept
    page = LessonPage.objects.select_related("locale").get(pk=lesson.page_id)
    source = page if lesson.source_page_id == lesson.page_id else LessonPage.objects.select_related("locale").get(pk=lesson.source_page_id)
    fresh = HoledPage(lesson_html(outline, lesson, page, source))
    _keep(key, fresh)
    return fresh


def _keep(key: tuple, page: HoledPage) -> None:
    global _weight
    with _guard:
        # An older version of the same lesson is never asked for again.
        for old in [each for each in _kept if each[:3] == key[:3]]:
            _weight -= _kept.pop(old).weight
        _kept[key] = page
        _weight += page.weight
        while _weight > MOST_BYTES and len(_kept) > 1:
            _weight -= _kept.popitem(last=False)[1].weight

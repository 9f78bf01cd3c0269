"""The outline follows every publication, and falls back language by language."""

import pytest
from django.http import Http404
from wagtail.models import Locale

from courses.models import CourseVersion
from courses.outline import outline_for
from tests.world import make_lesson

pytestmark = pytest.mark.django_db


def test_it_lists_published_lessons_in_order_with_their_sections(world):
    outline = outline_for("co-production", "en")
    assert [each.slug for each in outline.lessons] == ["what-it-is", "first-steps", "try-it"]
    assert [each.section for each in outline.lessons] == ["The idea", "The idea", "The practice"]


def test_a_draft_is_not_in_it(world):
    world.lessons[1].unpublish()
    assert [each.slug for each in outline_for("co-production", "en").lessons] == ["what-it-is", "try-it"]


def test_moving_a_lesson_shows_at_once(world):
    outline_for("co-production", "en")
    world.lessons[2].refresh_from_db()
    world.lessons[0].refresh_from_db()
    world.lessons[2].move(world.lessons[0], pos="left")
    assert [each.slug for each in outline_for("co-production", "en").lessons] == ["try-it", "what-it-is", "first-steps"]


def test_deleting_a_lesson_shows_at_once(world):
    outline_for("co-production", "en")
    world.lessons[0].refresh_from_db()
    world.lessons[0].delete()
    assert outline_for("co-production", "en").total == 2


def test_the_version_rises_with_each_publication(world):
    before = CourseVersion.objects.get(slug="co-production").number
    make_lesson(world.course, "more", "More")
    assert CourseVersion.objects.get(slug="co-production").number > before


def test_an_unknown_course_is_404(world):
    with pytest.raises(Http404):
        outline_for("nothing", "en")


def test_words_come_from_the_readers_language_where_it_is_published(world):
    portuguese = Locale.objects.create(language_code="pt")
    for parent in (world.home, world.catalogue, world.course):
        parent.refresh_from_db()
        parent.copy_for_translation(portuguese, copy_parents=True)
    copy = world.lessons[0].copy_for_translation(portuguese)
    copy.title = "O que é"
    copy.save_revision().publish()
    outline = outline_for("co-production", "pt")
    assert [each.title for each in outline.lessons] == ["O que é", "First steps", "Try it"]
    assert [each.language for each in outline.lessons] == ["pt", "en", "en"]
    assert outline.lessons[0].key == outline_for("co-production", "en").lessons[0].key

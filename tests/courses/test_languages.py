"""One course, many languages, one progress record: place and completion are kept, and what is not translated says so."""

import pytest
from wagtail.models import Locale

from courses.models import Enrolment, LessonPage
from tests.world import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def arabic(world):
    """The first lesson in Arabic: its first block translated, its second left as it was, its third missing."""
    source = LessonPage.objects.get(pk=world.lessons[0].pk)
    source.body = [("text", "<p>First words.</p>"), ("text", "<p>Second words.</p>"), ("text", "<p>Third words.</p>")]
    source.save_revision().publish()
    source = LessonPage.objects.get(pk=source.pk)
    locale = Locale.objects.create(language_code="ar")
    for parent in (world.home, world.catalogue, world.course):
        type(parent).objects.get(pk=parent.pk).copy_for_translation(locale, copy_parents=True)
    copy = source.copy_for_translation(locale)
    raw = list(source.body.raw_data)
    copy.title = "ما هو"
    copy.body = [{**raw[0], "value": "<p>كلمات أولى.</p>"}, raw[1]]
    copy.save_revision().publish()
    return LessonPage.objects.get(pk=copy.pk)


def test_blocks_not_translated_or_missing_come_in_the_source_language_and_say_so(world, arabic, client):
    page = client.get(world.path(1, "ar")).content.decode()
    assert 'dir="rtl"' in page
    assert "كلمات أولى" in page
    for words in ("Second words", "Third words"):
        before = page[: page.index(words)]
        assert before.rindex('<div class="fallback" lang="en" dir="ltr">') > before.index("كلمات أولى")
    assert page.count('class="fallback"') == 2


def test_a_lesson_with_no_translation_is_read_whole_in_the_source_language(world, arabic, client):
    page = client.get(world.path(2, "ar")).content.decode()
    assert 'lang="en" dir="ltr"' in page
    assert "Begin with one street" in page
    assert 'class="fallback"' not in page


def test_place_and_completion_are_the_same_in_every_language(world, arabic, client):
    client.force_login(world.lia)
    enrol(world.lia, world.course)
    client.post(world.path(1, "ar") + "completion/", {"act": "done"})
    assert len(Enrolment.objects.get().done) == 1
    english = client.get(world.path(1)).content.decode()
    assert "Lesson 1 is done" in english
    assert world.path(1, "ar") in english  # the language menu leads to the same lesson


@pytest.mark.parametrize("language", ["en", "pt", "es", "ca", "fr", "it", "el", "ar"])
def test_every_language_has_every_address(world, client, language):
    for path in (f"/{language}/", f"/{language}/courses/", world.path(None, language), world.path(1, language)):
        answer = client.get(path)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


def test_times_are_shown_in_the_persons_zone(world, client):
    from django.utils import timezone

    seen = {}

    def look(request):
        seen["zone"] = str(timezone.get_current_timezone())

    from django.test import RequestFactory

    from academy.middleware import PersonZoneMiddleware

    request = RequestFactory().get("/")
    request.COOKIES["sessionid"], request.user = "x", world.lia
    world.lia.time_zone = "Africa/Tunis"
    PersonZoneMiddleware(look)(request)
    assert seen["zone"] == "Africa/Tunis"


def test_an_address_the_academy_needs_is_refused_to_a_lesson(world):
    from django.core.exceptions import ValidationError

    lesson = LessonPage.objects.get(pk=world.lessons[0].pk)
    lesson.slug = "print"
    with pytest.raises(ValidationError, match="taken by the academy itself"):
        lesson.full_clean()

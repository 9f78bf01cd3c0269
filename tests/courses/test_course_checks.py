"""What is looked at before a course is published. One lesson with one thing wrong; the sound one has none."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.checks import Facts, check_course, check_lesson
from courses.lesson_text import words_in
from courses.models import LessonPage
from courses.tree import course_tree, lessons_of
from courses.views.trainer_page import zone_of
from tests.courses.at_the_desk import sit_down
from tests.world import make_course, make_lesson

SOUND = "<p>" + "word " * 150 + "</p>"


def found(world, body, **fields) -> set[str]:
    """The codes of what is found in a lesson with this body, as an editor's draft holds it."""
    lesson = LessonPage(title="Tried", slug="tried", **{"minutes": 5, **fields})
    lesson.body = body
    world.course.add_child(instance=lesson)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    return {one.code for one in check_lesson(lesson, Facts.of(world.course, [lesson]))}


def image(**fields):
    picture = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    return ("image", {"image": picture, "alt": "Two people at a counter", "credit": "Ana, CC BY", **fields})


def test_a_sound_lesson_has_nothing_to_look_at(world):
    assert found(world, [("heading", {"text": "One", "level": "2"}), ("text", SOUND), image()]) == set()


def test_an_image_without_words_is_found(world):
    assert found(world, [("text", SOUND), image(alt="  ")]) == {"no_alt"}


def test_a_file_name_is_not_words(world):
    assert found(world, [("text", SOUND), image(alt="DSC_0042.JPG")]) == {"alt_is_a_file"}


def test_an_empty_lesson_is_found(world):
    assert found(world, []) == {"empty"}


def test_a_lesson_of_empty_paragraphs_is_empty_too(world):
    assert found(world, [("text", "<p>  </p>")]) == {"empty"}


@pytest.mark.parametrize("link", ['<a linktype="page" id="999999">gone</a>', '<a href="/en/courses/co-production/not-there/">gone</a>', '<a href="/en/courses/nowhere/">gone</a>'])
def test_a_link_to_what_is_not_there_is_found(world, link):
    assert found(world, [("text", SOUND + f"<p>{link}</p>")]) == {"broken_link"}


def test_a_link_to_a_draft_is_found_and_to_a_published_page_is_not(world):
    draft = make_lesson(world.course, "draft", "Draft")
    draft.unpublish()
    assert found(world, [("text", SOUND + f'<p><a linktype="page" id="{draft.pk}">there</a></p>')]) == {"broken_link"}


@pytest.mark.parametrize("href", ["/en/courses/co-production/try-it/", "/pt/courses/co-production/", "https://elsewhere.example/en/courses/nowhere/", "mailto:a@b.example", "#here"])
def test_a_link_that_works_or_leads_elsewhere_is_let_be(world, href):
    assert found(world, [("text", SOUND + f'<p><a href="{href}">there</a></p>')]) == set()


def test_links_inside_blocks_inside_blocks_are_seen(world):
    items = [{"title": "One", "text": '<p><a linktype="page" id="999999">gone</a></p>'}]
    assert found(world, [("text", SOUND), ("accordion", {"items": items})]) == {"broken_link"}


def test_more_words_than_minutes_is_found(world):
    assert found(world, [("text", "<p>" + "word " * 2000 + "</p>")], minutes=5) == {"too_few_minutes"}


def test_far_fewer_words_than_minutes_is_found_unless_there_is_something_to_do(world):
    assert found(world, [("text", SOUND)], minutes=30) == {"too_many_minutes"}


def test_a_reflection_takes_time(world):
    assert found(world, [("text", SOUND), ("reflection", {"prompt": "And you?", "hint": ""})], minutes=30) == set()


def test_a_quiz_that_draws_more_than_the_bank_holds_is_found(world):
    world.quiz.draw = 3
    world.quiz.save()
    assert found(world, [("text", SOUND), ("quiz", {"quiz": world.quiz})]) == {"quiz_short"}


def test_a_quiz_of_retired_questions_is_empty(world):
    from courses.models import Question

    Question.objects.update(retired_at="2026-01-01T00:00Z")
    assert found(world, [("text", SOUND), ("quiz", {"quiz": world.quiz})]) == {"quiz_empty"}


def test_a_quiz_of_another_course_is_found(world):
    other = make_course(world.catalogue, "other", "Other")
    world.quiz.course_key = other.translation_key
    world.quiz.save()
    world.course.refresh_from_db()
    assert found(world, [("text", SOUND), ("quiz", {"quiz": world.quiz})]) == {"quiz_of_another"}


@pytest.mark.parametrize("rule", ["quiz", "reflection", "task"])
def test_a_lesson_nobody_can_finish_is_found(world, rule):
    lesson = world.lessons[0]
    lesson.completion, lesson.body = rule, [("text", SOUND)]  # a form refuses it; an import or an older draft may hold it
    assert {one.code for one in check_lesson(lesson, Facts.of(world.course, [lesson]))} == {"cannot_finish"}


def test_a_lesson_that_waits_for_its_own_course_is_found(world):
    assert found(world, [("text", SOUND)], release=[("after_course", world.course)]) == {"opens_after_itself"}


def test_a_heading_below_nothing_is_found(world):
    assert found(world, [("heading", {"text": "Deep", "level": "3"}), ("text", SOUND)]) == {"heading_level"}


def test_a_course_that_needs_more_lessons_than_it_has_is_found(world):
    world.course.lessons_needed = 9
    codes = {one.code for one in check_course(world.course, lessons_of(world.course))}
    assert "needs_too_many" in codes


def test_words_are_counted_as_read_and_not_as_stored():
    assert words_in([{"type": "text", "value": "<p>one</p><p>two <b>three</b></p>", "id": "x"},
                     {"type": "quiz", "value": {"quiz": "abc def"}}, {"type": "image", "value": {"image": 1, "alt": "not read", "caption": "four"}}]) == 4


# The screens ------------------------------------------------------------------------------------------

def test_the_page_says_what_was_found_and_leads_to_the_lesson(world, client):
    lesson = make_lesson(world.course, "empty", "Nothing in it", body=[])
    sit_down(client, world.teo)
    html = client.get(reverse("trainer_checks", args=[world.key])).content.decode()
    assert "The lesson is empty." in html
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in html


def test_the_latest_draft_is_looked_at_not_what_is_live(world):
    lesson = world.lessons[0]
    lesson.body = []
    lesson.save_revision()
    tree = course_tree(world.course, zone_of(world.teo))
    assert "empty" in {one.code for one in tree.lessons[0].findings}
    assert tree.lessons[0].state == "changed"


def test_the_tree_takes_as_many_queries_for_three_lessons_as_for_twenty(world, django_assert_max_num_queries):
    def count() -> int:
        with django_assert_max_num_queries(60) as taken:
            course_tree(type(world.course).objects.get(pk=world.course.pk), zone_of(world.teo))
        return len(taken)

    count()  # which kinds of pages there are is read once in a process
    few = count()
    for number in range(17):
        make_lesson(world.course, f"more-{number}", f"More {number}")
    assert count() == few


def test_lessons_are_moved_with_two_buttons(world, client):
    sit_down(client, world.teo)
    address = reverse("trainer_move", args=[world.key])
    first, second, _third = (page.pk for page in world.lessons)

    def order():
        return [page.pk for page in lessons_of(type(world.course).objects.get(pk=world.course.pk))]

    client.post(address, {"lesson": second, "way": "up"})
    assert order()[:2] == [second, first]
    client.post(address, {"lesson": second, "way": "up"})
    assert order()[:2] == [second, first], "the first cannot go further up"
    client.post(address, {"lesson": second, "way": "down"})
    assert order()[:2] == [first, second]


def test_moving_is_refused_to_everyone_else(world, client):
    address = reverse("trainer_move", args=[world.key])
    post = {"lesson": world.lessons[1].pk, "way": "up"}
    assert client.post(address, post).status_code == 302
    for person in (world.stranger, world.carla, world.nadia):
        sit_down(client, person)
        assert client.post(address, post).status_code in (302, 403, 404)
    assert [page.pk for page in lessons_of(world.course)] == [page.pk for page in world.lessons]
    sit_down(client, world.teo)
    assert client.get(address).status_code == 405
    other = make_lesson(make_course(world.catalogue, "other", "Other"), "lone", "Lone")
    assert client.post(address, {"lesson": other.pk, "way": "up"}).status_code == 404


def test_saving_a_lesson_says_what_to_look_at(world, client):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    sit_down(client, world.teo)
    lesson = world.lessons[0]
    data = nested_form_data({
        "title": lesson.title, "slug": lesson.slug, "section_title": "", "summary": "", "kind": "lesson", "minutes": "5", "completion": "read", "task": "",
        "required": "on", "release_match": "all", "tags": "", "release": streamfield([]), "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "body": streamfield([("text", rich_text(SOUND + '<p><a linktype="page" id="999999">gone</a></p>'))])})
    response = client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), data, follow=True)
    assert "A link leads to a page that no longer exists." in response.content.decode()

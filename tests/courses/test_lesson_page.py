"""The lesson page: who reads what, in how many queries, and that the fast rendering is the plain one."""

import gzip
import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from courses import shared_pages
from courses.lesson_holes import LessonHoles
from courses.models import CoursePage, Enrolment, LessonPage, ReflectionEntry
from courses.outline import outline_for
from courses.reading import reading
from courses.shared_pages import lesson_html, shared_lesson
from tests.world import NOW, enrol, make_course, make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def taking_part(world, client):
    client.force_login(world.lia)
    return enrol(world.lia, world.course)


def test_it_says_which_lesson_of_how_many(world, client):
    page = client.get(world.path(2)).content.decode()
    assert "Lesson 2 of 3" in page
    assert "Which personal data we collect, and why" in page


@pytest.mark.parametrize("lessons", [3, 40])
def test_the_number_of_queries_does_not_grow_with_the_course(world, client, django_assert_num_queries, lessons):
    course = make_course(world.catalogue, "long", "Long")
    for number in range(lessons):
        make_lesson(course, f"l{number}", f"Lesson {number}", release=[("after_previous", None)] if number else [])
    client.force_login(world.lia)
    enrolment = enrol(world.lia, course)
    outline = outline_for("long", "en")
    enrolment.complete(outline, outline.lessons[0], "read", timezone.now())
    client.get("/en/courses/long/l1/")
    with django_assert_num_queries(2):  # the person; the course's version with the learner's whole state (the session is cached)
        assert client.get("/en/courses/long/l1/").status_code == 200


@pytest.mark.parametrize("who", ["nobody", "stranger", "learner", "done", "finished", "trainer"])
def test_the_fast_page_is_the_plain_page_for_every_persona(world, client, who, django_user_model):
    person = {"nobody": None, "stranger": world.stranger, "trainer": world.teo}.get(who, world.lia)
    outline = outline_for("co-production", "en")
    if who in ("learner", "done", "finished"):
        enrolment = enrol(world.lia, world.course)
        for lesson in outline.lessons[: {"learner": 0, "done": 2, "finished": 3}[who]]:
            enrolment.complete(outline, lesson, lesson.completion, NOW)
        source = LessonPage.objects.get(pk=world.lessons[1].pk)
        block = next(block for block in source.body if block.block_type == "reflection")
        ReflectionEntry.objects.create(person=world.lia, course_key=world.key, lesson_key=world.lessons[1].translation_key, lesson_title="x",
                                       block_id=block.id, prompt="p", text="My own street & <yours>")
    request = RequestFactory().get(world.path(2))
    from django.contrib.auth.models import AnonymousUser

    request.user = person or AnonymousUser()
    request._messages = ()
    request.META["CSRF_COOKIE"] = "a" * 32
    with override("en"):
        read = reading(request, "co-production", "first-steps")
        holes = LessonHoles(request, read)
        fast = shared_lesson(read.outline, read.lesson).join(holes).decode()
        page = LessonPage.objects.get(pk=read.lesson.page_id)
        plain = lesson_html(read.outline, read.lesson, page, page, fill=holes)
    assert fast == plain
    assert "\x02" not in fast
    if who == "learner":
        assert "My own street &amp; &lt;yours&gt;" in fast


def test_nothing_personal_stays_in_the_shared_part(world, client, taking_part):
    client.get(world.path(2))
    shared = b"".join(piece for page in shared_pages._kept.values() for piece in page.shared)
    assert b"Lia" not in shared
    assert b"csrfmiddlewaretoken" not in shared


def test_an_unchanged_page_is_304_until_the_learner_or_the_lesson_changes(world, client, taking_part):
    first = client.get(world.path(1))
    again = client.get(world.path(1), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    outline = outline_for("co-production", "en")
    Enrolment.objects.get().complete(outline, outline.lessons[0], "read", NOW)
    changed = client.get(world.path(1), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "Lesson 1 is done" in changed.content.decode()
    lesson = world.lessons[0]
    lesson.title = "What it truly is"
    lesson.save_revision().publish()
    assert "What it truly is" in client.get(world.path(1), headers={"if-none-match": changed["ETag"]}).content.decode()


def test_a_page_with_a_reflection_is_never_304_as_its_words_lie_elsewhere(world, client, taking_part):
    first = client.get(world.path(2))
    assert client.get(world.path(2), headers={"if-none-match": first["ETag"]}).status_code == 200


def test_it_is_gzipped_for_browsers_that_take_it_and_the_same_page(world, client):
    plain = client.get(world.path(1)).content
    squeezed = client.get(world.path(1), headers={"accept-encoding": "gzip, br"})
    assert squeezed["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.content) == plain


def lock(world, number: int, *rules) -> None:
    lesson = LessonPage.objects.get(pk=world.lessons[number - 1].pk)
    lesson.release = list(rules)
    lesson.save_revision().publish()


def test_a_locked_lesson_is_403_with_its_reason(world, client, taking_part):
    lock(world, 2, ("after_previous", None))
    refused = client.get(world.path(2))
    assert refused.status_code == 403
    assert "after you finish “What it is”" in refused.content.decode()
    outline = outline_for("co-production", "en")
    Enrolment.objects.get().complete(outline, outline.lessons[0], "read", NOW)
    assert client.get(world.path(2)).status_code == 200


def test_posting_to_a_locked_lesson_completes_nothing(world, client, taking_part):
    lock(world, 2, ("on_date", timezone.now() + timedelta(days=3)))
    assert client.post(world.path(2) + "completion/", {"act": "done"}).status_code == 403
    assert Enrolment.objects.get().done == {}


def test_what_someone_finished_never_locks_again(world, client, taking_part):
    outline = outline_for("co-production", "en")
    Enrolment.objects.get().complete(outline, outline.lessons[1], "read", NOW)
    lock(world, 2, ("on_date", timezone.now() + timedelta(days=3)))
    assert client.get(world.path(2)).status_code == 200


def test_after_another_course(world, client, taking_part):
    other = make_course(world.catalogue, "before", "Before")
    make_lesson(other, "only", "Only")
    lock(world, 2, ("after_course", other))
    assert client.get(world.path(2)).status_code == 403
    done = enrol(world.lia, other)
    outline = outline_for("before", "en")
    done.complete(outline, outline.lessons[0], "read", NOW)
    assert client.get(world.path(2)).status_code == 200


def test_a_course_closed_to_readers_asks_strangers_to_sign_in_or_join(world, client):
    CoursePage.objects.filter(pk=world.course.pk).update(open_to_read=False)
    from courses.versions import touch

    touch(world.key)
    assert client.get(world.path(1)).url.startswith("/en/account/login/")
    client.force_login(world.stranger)
    assert client.get(world.path(1)).url == world.path()
    client.force_login(world.teo)
    assert client.get(world.path(1)).status_code == 200


def test_marking_as_done_leads_on_and_can_be_undone(world, client, taking_part):
    response = client.post(world.path(1) + "completion/", {"act": "done", "then": "next"})
    assert response.url == world.path(2)
    assert "Lesson 1 is done" in client.get(response.url).content.decode()
    client.post(world.path(1) + "completion/", {"act": "undone"})
    assert Enrolment.objects.get().done == {}


def test_a_quiz_lesson_is_not_done_by_asking(world, client, taking_part):
    client.post(world.path(3) + "completion/", {"act": "done"})
    assert Enrolment.objects.get().done == {}
    assert "when you pass its quiz" in client.get(world.path(3)).content.decode()


@pytest.mark.parametrize("path", ["/en/courses/nothing/", "/en/courses/co-production/nothing/", "/en/courses/co-production/nothing/completion/"])
def test_an_unknown_place_is_404(world, client, path):
    client.force_login(world.lia)
    assert (client.post(path) if path.endswith("completion/") else client.get(path)).status_code == 404


def test_reading_a_page_is_not_asked_of_by_post(world, client):
    assert client.post(world.path(1)).status_code == 405
    assert client.get(world.path(1) + "completion/").status_code == 405


def test_it_remembers_where_one_was_and_writes_only_when_that_changes(world, client, taking_part, django_assert_num_queries):
    client.get(world.path(2))
    assert Enrolment.objects.get().last_lesson == world.lessons[1].translation_key
    course = client.get(world.path()).content.decode()
    assert re.search(r'href="/en/courses/co-production/first-steps/"[^>]*>Go on with lesson 2', course)


def test_print_views_hold_every_open_lesson(world, client):
    lock(world, 3, ("after_previous", None))
    printed = client.get(world.path() + "print/").content.decode()
    assert "First steps" in printed
    assert "Two questions, and you are there" not in printed
    assert client.get(world.path(1) + "print/").status_code == 200


def test_a_monitor_may_ask_for_the_head_alone(world, client):
    answer = client.head(world.path(1))
    assert (answer.status_code, answer.content) == (200, b"")

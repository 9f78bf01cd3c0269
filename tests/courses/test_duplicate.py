"""A course made of another: its pages as drafts, its bank and quizzes, nothing of what people did, all or nothing."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from academy.models import Event
from courses import duplicating
from courses.duplicating import duplicate
from courses.models import CoursePage, Enrolment, LessonPage, Question, Quiz
from courses.tree import lessons_of
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol, make_course

pytestmark = pytest.mark.any_database


@pytest.fixture
def made(world):
    first, second, third = world.lessons
    second.body = [("text", f'<p>Back to <a linktype="page" id="{first.pk}">the first</a>.</p>'), *[(block.block_type, block.value) for block in second.body]]
    second.save_revision().publish()
    third.release = [("after_course", world.course), ("group", {"match": "any", "rules": [("after_course", world.course), ("after_previous", None)]})]
    third.save_revision().publish()
    return duplicate(world.course, "Doing things again", "again", world.teo, NOW)


def test_every_page_is_a_draft_with_a_key_of_its_own(world, made):
    assert [lesson.title for lesson in lessons_of(made)] == [lesson.title for lesson in world.lessons]
    assert not made.live and not any(lesson.live for lesson in lessons_of(made))
    keys = {made.translation_key, *(lesson.translation_key for lesson in lessons_of(made))}
    assert len(keys) == 4 and not keys & {world.key, *(lesson.translation_key for lesson in world.lessons)}
    assert made.owner == world.teo
    assert Page.find_problems() == ([], [], [], [], [])


def test_questions_and_quizzes_are_copied_and_the_lesson_asks_the_new_quiz(world, made):
    old, new = Quiz.objects.get(course_key=world.key), Quiz.objects.get(course_key=made.translation_key)
    assert (new.pk != old.pk, new.slug, new.category) == (True, old.slug, old.category)
    assert Question.objects.filter(course_key=made.translation_key).count() == 2
    assert all(question.current.answer_key == {"right": "a"} for question in Question.objects.filter(course_key=made.translation_key))
    [block] = [block for block in lessons_of(made)[2].body if block.block_type == "quiz"]
    assert block.value["quiz"] == new


def test_what_pointed_into_the_old_course_points_into_the_new(world, made):
    first, second, third = lessons_of(made)
    assert f'<a linktype="page" id="{first.pk}">' in second.body[0].value.source
    assert [block.value.pk for block in third.release if block.block_type == "after_course"] == [made.pk]
    group = third.release[1].value
    assert group["rules"][0].value.pk == made.pk


def test_the_draft_holds_the_same_as_the_row(made):
    for lesson in lessons_of(made):
        assert lesson.get_latest_revision_as_object().body.get_prep_value() == lesson.body.get_prep_value()


def test_blocks_are_new_so_that_old_reflections_do_not_show(world, made):
    ids = {block.id for lesson in world.lessons for block in lesson.body}
    assert not ids & {block.id for lesson in lessons_of(made) for block in lesson.body}


def test_the_new_course_can_be_published_and_read(world, made, client):
    made.save_revision().publish()
    for lesson in lessons_of(made):
        lesson.save_revision().publish()
    assert client.get("/en/courses/again/").status_code == 200
    assert client.get("/en/courses/again/what-it-is/").status_code == 200


def test_nothing_of_what_people_did_goes_along(world):
    enrol(world.lia, world.course)
    made = duplicate(world.course, "Again", "again", world.teo, NOW)
    assert not Enrolment.objects.for_course(made.translation_key).exists()
    assert Event.objects.filter(verb="duplicated", object_key=str(world.key), details__into=str(made.translation_key)).exists()


def test_retired_questions_stay_behind(world):
    question = Question.objects.filter(course_key=world.key).last()
    question.retired_at = NOW
    question.save()
    made = duplicate(world.course, "Again", "again", world.teo, NOW)
    assert Question.objects.filter(course_key=made.translation_key).count() == 1


def test_when_it_fails_half_way_nothing_is_left(world, monkeypatch):
    def breaks(*_args):
        raise RuntimeError("the power went out")

    monkeypatch.setattr(duplicating, "_mend", breaks)
    with pytest.raises(RuntimeError):
        duplicate(world.course, "Again", "again", world.teo, NOW)
    assert (CoursePage.objects.count(), LessonPage.objects.count(), Quiz.objects.count(), Question.objects.count()) == (1, 3, 1, 2)
    assert Page.find_problems() == ([], [], [], [], [])


# The screen -------------------------------------------------------------------------------------------

def test_the_trainer_lands_on_the_new_course(world, client):
    sit_down(client, world.teo)
    response = client.post(reverse("trainer_duplicate", args=[world.key]), {"title": "Doing it again"}, follow=True)
    assert response.status_code == 200 and "all of it as drafts" in response.content.decode()
    assert CoursePage.objects.filter(slug="doing-it-again").exists()


@pytest.mark.parametrize(("given", "said"), [
    ({"title": "", "slug": ""}, "This field is required."),
    ({"title": "دورة", "slug": ""}, "Write an address in Latin letters"),
    ({"title": "Again", "slug": "co-production"}, "Another course has this address already."),
    ({"title": "Two\nlines", "slug": "two"}, "Write this on one line")])
def test_what_cannot_be_is_said_and_the_words_are_kept(world, client, given, said):
    sit_down(client, world.teo)
    response = client.post(reverse("trainer_duplicate", args=[world.key]), given)
    assert response.status_code == 422 and said in response.content.decode()
    assert CoursePage.objects.count() == 1


def test_only_a_trainer_of_the_course_may(world, client):
    address = reverse("trainer_duplicate", args=[world.key])
    assert client.post(address, {"title": "Again"}).status_code == 302
    for person in (world.stranger, world.carla, world.nadia, world.lia):
        sit_down(client, person)
        assert client.post(address, {"title": "Again"}).status_code in (302, 403, 404)
    sit_down(client, world.teo)
    assert client.put(address).status_code == 405
    assert CoursePage.objects.count() == 1


def test_a_slug_taken_by_another_course_is_refused(world, client):
    make_course(world.catalogue, "taken", "Taken")
    sit_down(client, world.teo)
    assert client.post(reverse("trainer_duplicate", args=[world.key]), {"title": "Taken"}).status_code == 422

"""Completing a lesson, taking it back, and finishing a course."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError

from academy.models import Event, Intention
from courses.models import Enrolment, LessonCompletion
from courses.models.records import NotTakingPart
from courses.outline import outline_for
from tests.world import NOW, enrol, make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def outline(world):
    return outline_for("co-production", "en")


def test_it_is_written_once_however_often_one_clicks(world, outline):
    enrolment = enrol(world.lia, world.course)
    assert enrolment.complete(outline, outline.lessons[0], "read", NOW)
    assert not enrolment.complete(outline, outline.lessons[0], "read", NOW)
    assert list(LessonCompletion.objects.values_list("verb", "sequence", "lesson_title")) == [("done", 1, "What it is")]
    assert Event.objects.filter(verb="completed", subject=world.lia.subject).count() == 1


def test_undo_is_a_record_too(world, outline):
    enrolment = enrol(world.lia, world.course)
    enrolment.complete(outline, outline.lessons[0], "read", NOW)
    assert enrolment.undo(outline.lessons[0], NOW + timedelta(minutes=1))
    assert list(LessonCompletion.objects.order_by("sequence").values_list("verb", flat=True)) == ["done", "undone"]
    assert Enrolment.objects.get().done == {}


def test_somebody_who_left_completes_nothing(world, outline):
    enrolment = enrol(world.lia, world.course, state="withdrawn")
    with pytest.raises(NotTakingPart):
        enrolment.complete(outline, outline.lessons[0], "read", NOW)
    assert not LessonCompletion.objects.exists()


def test_the_last_lesson_finishes_the_course_and_asks_for_one_certificate(world, outline):
    enrolment = enrol(world.lia, world.course)
    for lesson in outline.lessons:
        enrolment.complete(outline, lesson, lesson.completion, NOW)
    assert Enrolment.objects.get().finished_at == NOW
    enrolment.undo(outline.lessons[0], NOW)
    enrolment.complete(outline, outline.lessons[0], "read", NOW + timedelta(days=1))
    assert Enrolment.objects.get().finished_at == NOW
    assert Intention.objects.filter(kind="courses.certificate").count() == 1


def test_a_course_that_grows_never_lowers_a_finished_learners_share(world, outline):
    enrolment = enrol(world.lia, world.course)
    for lesson in outline.lessons:
        enrolment.complete(outline, lesson, lesson.completion, NOW)
    make_lesson(world.course, "one-more", "One more")
    grown = outline_for("co-production", "en")
    assert grown.total == 4
    progress = Enrolment.objects.get().progress_in(grown)
    assert progress.share == 1.0
    assert [grown.keys[key].slug for key in progress.new_since] == ["one-more"]


def test_work_done_in_a_lesson_that_was_removed_goes_on_counting(world, outline):
    enrolment = enrol(world.lia, world.course)
    enrolment.complete(outline, outline.lessons[0], "read", NOW)
    world.lessons[0].unpublish()
    shrunk = outline_for("co-production", "en")
    progress = Enrolment.objects.get().progress_in(shrunk)
    assert (shrunk.total, progress.done_count, progress.total) == (2, 1, 3)


@pytest.mark.postgres
@pytest.mark.parametrize("statement", ["UPDATE courses_lessoncompletion SET verb = 'undone'", "DELETE FROM courses_lessoncompletion"])
def test_the_database_itself_refuses_to_change_the_ledger(world, outline, statement):
    enrol(world.lia, world.course).complete(outline, outline.lessons[0], "read", NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_clicks_at_once_write_one_completion(world, outline):
    pk = enrol(world.lia, world.course).pk
    outcomes = []

    def click() -> None:
        try:
            outcomes.append(Enrolment.objects.get(pk=pk).complete(outline, outline.lessons[0], "read", NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == [False] * 11 + [True]
    assert LessonCompletion.objects.count() == 1

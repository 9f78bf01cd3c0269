"""Double clicks that really come at once, from several processes: one attempt, one hand-in, one row, one completion."""

import time
from types import SimpleNamespace

import pytest

from academy.models import Event
from courses import quizzing
from courses.models import LessonCompletion, LessonPage, QuizAttempt, ReflectionEntry, TaskSubmission
from courses.models.writing import WrittenElsewhere
from courses.outline import outline_for
from tests.outbox_work.processes import fork, wait_for
from tests.world import NOW, enrol, make_lesson, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CLICKS = 6


@pytest.fixture
def world():
    return make_world()


def at_once(act) -> None:
    go_at = time.time() + 0.4

    def work() -> None:
        time.sleep(max(0, go_at - time.time()))
        act()

    wait_for([fork(work) for _click in range(CLICKS)])


def reading_of(world, slug):
    outline = outline_for("co-production", "en")
    return SimpleNamespace(person=world.lia, outline=outline, lesson=outline.slugs[slug], enrolment=enrol(world.lia, world.course))


def test_clicks_on_start_make_one_attempt(world):
    lesson = LessonPage.objects.get(slug="try-it")
    at_once(lambda: quizzing.start(world.lia, world.quiz, lesson, NOW))
    assert list(QuizAttempt.objects.values_list("number", flat=True)) == [1]


def test_clicks_never_make_more_attempts_than_allowed(world):
    world.quiz.max_attempts = 2
    world.quiz.save()
    read = reading_of(world, "try-it")

    def start_and_submit():
        try:
            attempt, _made = quizzing.start(world.lia, world.quiz, read.lesson, NOW)
        except quizzing.NoAttemptsLeft:
            return
        quizzing.submit(read, attempt, NOW)

    at_once(start_and_submit)
    at_once(start_and_submit)
    assert sorted(QuizAttempt.objects.values_list("number", flat=True)) == [1, 2]


def test_clicks_on_hand_in_grade_once_and_complete_the_lesson_once(world):
    read = reading_of(world, "try-it")
    attempt, _made = quizzing.start(world.lia, world.quiz, read.lesson, NOW)
    QuizAttempt.objects.update(answers={str(each["version"]): "a" for each in attempt.asked})
    at_once(lambda: quizzing.submit(read, QuizAttempt.objects.get(), NOW))
    assert QuizAttempt.objects.get().percent == 100
    assert Event.objects.filter(verb="passed", object_kind="quiz").count() == 1 and LessonCompletion.objects.count() == 1


def test_clicks_on_hand_in_of_a_task_make_one_row(world):
    make_lesson(world.course, "do-it", "Do it", completion="task", task="Draw.")
    read = reading_of(world, "do-it")
    at_once(lambda: TaskSubmission.hand_in(read.enrolment, read.lesson, "My map", "", NOW))
    assert TaskSubmission.objects.count() == 1


def test_texts_from_several_windows_at_once_keep_one_and_refuse_the_others_aloud(world):
    read = reading_of(world, "first-steps")
    block = next(block for block in world.lessons[1].body if block.block_type == "reflection")

    def write():
        import os

        try:
            ReflectionEntry.write(world.lia, read.outline.course_key, read.lesson, block.id, "?", f"from {os.getpid()}", 0, NOW)
        except WrittenElsewhere as told:
            Event.objects.create(verb="refused", object_kind="test", object_key=told.entry.pk, at=NOW)

    at_once(write)
    assert ReflectionEntry.objects.count() == 1 and Event.objects.filter(verb="refused").count() == CLICKS - 1


def test_the_naive_hand_in_makes_several_rows(world):
    """The opposite: look first, then write. If this made one row, the tests above would prove nothing."""
    read = reading_of(world, "try-it")

    def naive():
        if not TaskSubmission.objects.exists():
            time.sleep(0.2)
            TaskSubmission.objects.create(person=world.lia, course_key=world.key, lesson_key=read.lesson.key, lesson_title="?", text="My map")

    at_once(naive)
    assert TaskSubmission.objects.count() > 1

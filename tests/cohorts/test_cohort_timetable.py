"""A cohort's timetable: laid out, edited, moved, and what it does to the lessons."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from cohorts import joining, timetable
from cohorts.models import CohortTimetable, JoinWay, TimetableLine
from cohorts.timetable import Days
from courses.models import Enrolment, LessonPage, ReleaseOverride
from courses.outline import outline_for
from courses.reading import Standing
from tests.cohort_world import make_cohort
from tests.world import NOW

pytestmark = pytest.mark.django_db
START = date(2026, 12, 7)


@pytest.fixture
def cohort(world):
    made = make_cohort(world, join_way=JoinWay.CODE, code="c")
    joining.ask(world.lia, made, NOW, code="c")
    return made


def outline():
    return outline_for("co-production", "en")


def opened(world, at, person=None) -> list[bool]:
    """For each lesson of the course: is it open for Lia at `at`?"""
    enrolment = Enrolment.objects.get(person=person or world.lia)
    decisions = Standing(world.lia, outline(), enrolment, at).decisions()
    return [decisions[lesson.key].is_open for lesson in outline().lessons]


def noon(day) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_one_lesson_a_week_from_the_start(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    lines = timetable.current(cohort)
    assert [lines[lesson.key] for lesson in outline().lessons] == [
        Days(START, date(2026, 12, 13)), Days(date(2026, 12, 14), date(2026, 12, 20)), Days(date(2026, 12, 21), date(2026, 12, 27))]
    assert opened(world, NOW) == [False, False, False]
    assert opened(world, noon(START)) == [True, False, False]
    assert opened(world, noon(date(2026, 12, 21))) == [True, True, True]


def test_it_opens_as_the_day_begins_on_the_cohorts_clocks(world, cohort):
    cohort.time_zone = "Africa/Tunis"
    cohort.save()
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    begins = datetime(2026, 12, 6, 23, tzinfo=UTC)
    assert opened(world, begins - timedelta(seconds=1))[0] is False
    assert opened(world, begins)[0] is True
    assert timetable.deadline(cohort, START) == begins + timedelta(days=1)


def test_a_lesson_that_is_done_never_closes_again(world, cohort):
    enrolment = Enrolment.objects.get(person=world.lia)
    enrolment.complete(outline(), outline().lessons[2], "read", NOW)
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    assert opened(world, NOW) == [False, False, True]


def test_who_comes_later_has_the_same_timetable_and_who_leaves_has_none(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    marta = joining.ask(world.marta, cohort, NOW, code="c")
    assert opened(world, NOW, world.marta) == [False, False, False]
    joining.leave(marta, NOW)
    assert opened(world, NOW, world.marta) == [True, True, True]


def test_what_a_lesson_asks_besides_a_date_still_holds(world, cohort):
    page = LessonPage.objects.get(pk=world.lessons[1].pk)
    page.release = [("after_previous", None)]
    page.save_revision().publish()
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    assert opened(world, noon(date(2026, 12, 30))) == [True, False, True]


def test_a_later_date_of_the_lesson_itself_gives_way(world, cohort):
    page = LessonPage.objects.get(pk=world.lessons[1].pk)
    page.release = [("on_date", datetime(2027, 6, 1, tzinfo=UTC))]
    page.save_revision().publish()
    assert opened(world, noon(date(2026, 12, 15)))[1] is False
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    assert opened(world, noon(date(2026, 12, 13)))[1] is False
    assert opened(world, noon(date(2026, 12, 15)))[1] is True


def test_too_many_lessons_for_the_time_are_said_and_nothing_is_written(world, cohort):
    with pytest.raises(timetable.DoesNotFit) as caught:
        timetable.lay(cohort, outline(), 28, world.carla, NOW)
    assert caught.value.needed == 57
    assert not TimetableLine.objects.exists()


def test_a_moved_start_moves_a_timetable_nobody_touched(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    cohort.starts_on = START + timedelta(days=3)
    cohort.save()
    assert timetable.follow_start(cohort, outline(), world.carla, NOW) == "moved"
    assert timetable.follow_start(cohort, outline(), world.carla, NOW) == ""
    assert timetable.current(cohort)[outline().lessons[1].key].opens_on == START + timedelta(days=10)
    assert opened(world, noon(START + timedelta(days=1))) == [False, False, False]
    assert ReleaseOverride.objects.in_force().count() == 3


def test_a_moved_start_leaves_a_timetable_edited_by_hand(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    first = outline().lessons[0].key
    timetable.edit(cohort, outline(), {**timetable.current(cohort), first: Days(START, START + timedelta(days=1))}, world.carla, NOW)
    cohort.starts_on = START - timedelta(days=3)
    cohort.save()
    assert timetable.follow_start(cohort, outline(), world.carla, NOW) == "kept"
    assert timetable.current(cohort)[first] == Days(START, START + timedelta(days=1))


def test_saving_the_same_dates_again_is_no_edit(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    timetable.edit(cohort, outline(), timetable.current(cohort), world.carla, NOW)
    assert CohortTimetable.objects.get().edited_at is None


def test_a_date_taken_away_lets_the_course_decide_again(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    days = timetable.current(cohort)
    del days[outline().lessons[2].key]
    timetable.edit(cohort, outline(), days, world.carla, NOW)
    assert opened(world, NOW) == [False, False, True]
    assert TimetableLine.objects.count() == 2


def test_only_what_changed_is_laid_anew(world, cohort):
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    before = set(ReleaseOverride.objects.values_list("pk", flat=True))
    days = timetable.current(cohort)
    days[outline().lessons[2].key] = Days(date(2026, 12, 22), None)
    timetable.edit(cohort, outline(), days, world.carla, NOW)
    assert len(set(ReleaseOverride.objects.values_list("pk", flat=True)) - before) == 1
    assert ReleaseOverride.objects.in_force().count() == 3


@pytest.mark.parametrize(("days", "wrong", "words"), [
    (Days(date(2026, 12, 6), None), "opens_on", "outside the cohort"),
    (Days(START, date(2027, 2, 1)), "due_on", "2026-12-07 to 2027-01-31"),
    (Days(date(2026, 12, 9), date(2026, 12, 8)), "due_on", "due before it opens"),
])
def test_what_is_wrong_with_a_date_is_said(world, cohort, days, wrong, words):
    found = timetable.faults(cohort, days)
    assert set(found) == {wrong}
    assert words in found[wrong]


def test_the_number_of_queries_does_not_grow_with_the_members(world, cohort, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.world import make_person

    counts = []
    for every in (7, 8):
        with CaptureQueriesContext(connection, ) as captured, transaction.atomic():
            timetable.lay(cohort, outline(), every, world.carla, NOW)
        counts.append(len(captured))
        for number in range(20):
            joining.ask(make_person(f"more{every}{number}", f"More {number}"), cohort, NOW, code="c")
    timetable.lay(cohort, outline(), 7, world.carla, NOW)
    with CaptureQueriesContext(connection) as captured:
        timetable.lay(cohort, outline(), 8, world.carla, NOW)
    assert len(captured) <= counts[1] + 2

"""The table of who gets what when: a dry run that changes nothing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cohorts.models import Cohort
from courses.cohorts_known import cohorts_of
from courses.models import Enrolment, ReleaseOverride
from courses.outline import outline_for
from courses.release_table import line_for_cohort, lines_for_people
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol, make_course, make_person


@pytest.fixture
def ruled(world):
    """Lesson 2 opens after the one before it, lesson 3 a week after the cohort starts."""
    for lesson, rule in ((world.lessons[1], ("after_previous", None)), (world.lessons[2], ("days_after_cohort_start", 7))):
        lesson.release = [rule]
        lesson.save_revision().publish()
    return world


def states(line):
    return [cell.state for cell in line.cells]


def test_a_persons_line_says_what_is_done_open_waiting_and_dated(ruled):
    outline = outline_for("co-production", "en")
    lia = enrol(ruled.lia, ruled.course, done={outline.lessons[0].key: [1, 5]}, cohort_slug="winter", cohort_starts_on=date(2026, 12, 1))
    marta = enrol(ruled.marta, ruled.course)
    first, second = lines_for_people(outline, [lia, marta], NOW)
    assert states(first) == ["done", "open", "dated"]
    assert states(second) == ["open", "waits", "waits"]


def test_a_later_moment_looks_ahead(ruled):
    outline = outline_for("co-production", "en")
    lia = enrol(ruled.lia, ruled.course, cohort_slug="winter", cohort_starts_on=date(2026, 12, 1))
    [line] = lines_for_people(outline, [lia], NOW + timedelta(days=30))
    assert states(line) == ["open", "waits", "open"]


def test_a_cohorts_line_is_that_of_somebody_new_with_the_cohorts_exceptions(ruled):
    Cohort.objects.create(slug="winter", name="Winter", course_key=ruled.key, starts_on=date(2026, 12, 1), ends_on=date(2027, 1, 31))
    ReleaseOverride(course_key=ruled.key, lesson_key=ruled.lessons[1].translation_key, cohort_slug="winter", opens_at=NOW, reason="A workshop").lay(ruled.teo, NOW)
    [cohort] = cohorts_of(ruled.key)
    assert cohort.name == "Winter"
    line = line_for_cohort(outline_for("co-production", "en"), cohort, NOW)
    assert states(line) == ["open", "open", "dated"]
    assert line.cells[1].override


def test_looking_changes_nothing(ruled, client):
    lia = enrol(ruled.lia, ruled.course)
    before = Enrolment.objects.values().get(pk=lia.pk)
    sit_down(client, ruled.teo)
    client.get(reverse("trainer_release", args=[ruled.key]), {"at": "2027-05-01T09:00"})
    assert Enrolment.objects.values().get(pk=lia.pk) == before


def test_the_page_says_the_reasons_in_full_for_one_person(ruled, client):
    lia = enrol(ruled.lia, ruled.course)
    sit_down(client, ruled.teo)
    html = client.get(reverse("trainer_release", args=[ruled.key]), {"whom": f"person:{lia.pk}"}).content.decode()
    assert "Opens after you finish “What it is”." in html
    assert "Opens 7 days after a cohort you are in starts." in html


def test_a_moment_that_is_none_is_said_and_kept(ruled, client):
    sit_down(client, ruled.teo)
    html = client.get(reverse("trainer_release", args=[ruled.key]), {"at": "tomorrow"}).content.decode()
    assert "Write the date and the time like this" in html and 'value="tomorrow"' in html


def test_it_takes_as_many_queries_for_two_people_as_for_twenty(ruled, client, django_assert_max_num_queries):
    ruled.lessons[0].release = [("after_course", make_course(ruled.catalogue, "first", "First steps"))]
    ruled.lessons[0].save_revision().publish()
    sit_down(client, ruled.teo)
    address = reverse("trainer_release", args=[ruled.key])

    def count() -> int:
        with django_assert_max_num_queries(100) as taken:
            assert client.get(address).status_code == 200
        return len(taken)

    for number in range(2):
        enrol(make_person(f"two-{number}", f"Two {number}"), ruled.course)
    client.get(address)  # what is kept in memory is kept now
    few = count()
    for number in range(18):
        enrol(make_person(f"more-{number}", f"More {number}"), ruled.course)
    assert count() == few

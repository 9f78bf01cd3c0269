"""What lines of the log say of the cohort, and what counting costs who completes a lesson."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.counting_events import count_all
from academy.models import Event, Tally, Uncounted
from cohorts.joining import bring_in
from courses import enrolling
from courses.models import CoursePage, Enrolment
from courses.outline import outline_for
from tests.cohort_world import make_cohort
from tests.world import NOW, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def said(verb: str) -> list:
    return [line.details.get("cohort") for line in Event.objects.filter(verb=verb).order_by("at", "pk")]


def test_every_line_of_an_enrolment_names_its_cohort(world):
    outline = outline_for("co-production", "en")
    enrolment = enrol(world.lia, world.course, cohort_slug="winter")
    for lesson in outline.lessons:
        enrolment.complete(outline, lesson, lesson.completion, NOW)
    enrolment.undo(outline.lessons[0], NOW)
    assert said("completed") == ["winter"] * 3
    assert said("reopened") == said("finished") == ["winter"]
    count_all()
    assert Tally.objects.get(measure="finished", about="cohort:winter", period="2026-11").people == 1
    assert Tally.objects.get(measure="lessons", about="cohort:winter", period="2026-11").amount == 2


def test_who_joins_with_a_cohort_is_counted_as_joining_with_it(world):
    bring_in(world.lia, make_cohort(world, "winter", course_key=world.key), world.carla, NOW)
    assert Enrolment.objects.get(person=world.lia).cohort_slug == "winter"
    assert Event.objects.get(verb="joined", object_kind="course").details == {"cohort": "winter"}
    count_all()
    assert Tally.objects.get(measure="joined", about="cohort:winter", period="2026-11").people == 1


def test_who_waited_for_an_answer_or_a_place_is_counted_when_they_have_it(world):
    CoursePage.objects.filter(pk=world.course.pk).update(enrolment_way="approval")
    world.course.refresh_from_db()
    enrolling.decide(enrolling.join(world.lia, world.course, NOW), world.teo, True, NOW)
    refused = enrolling.join(world.marta, world.course, NOW)
    enrolling.decide(refused, world.teo, False, NOW)
    count_all()
    assert Tally.objects.get(measure="joined", about="", period="2026-11").people == 1
    assert Event.objects.get(verb="got_a_place").subject == world.lia.subject


def test_counting_costs_a_completion_one_insert_and_nothing_read(world):
    outline = outline_for("co-production", "en")
    enrolment = enrol(world.lia, world.course)
    enrolment.complete(outline, outline.lessons[0], "read", NOW)  # whoever completes for the first time gets a number
    with CaptureQueriesContext(connection) as asked:
        enrolment.complete(outline, outline.lessons[1], "read", NOW)
    ours = [query["sql"] for query in asked if any(table in query["sql"] for table in ("uncounted", "personcell", "academy_tally"))]
    assert len(ours) == 1
    assert ours[0].startswith("INSERT")
    assert Uncounted.objects.filter(event__verb="completed").count() == 2

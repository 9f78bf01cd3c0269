"""A trainer's exception for one person or one cohort: laid, copied, lifted, logged."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from academy.models import Event
from cohorts.models import Cohort
from courses import release
from courses.models import Enrolment, ReleaseOverride
from courses.outline import outline_for
from courses.reading import Standing
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol, make_person

LATER = NOW + timedelta(days=10)


@pytest.fixture
def locked(world):
    """The third lesson opens only when the second is done."""
    lesson = world.lessons[2]
    lesson.release = [("after_previous", None)]
    lesson.save_revision().publish()
    return lesson


def lay(world, lesson, **fields):
    return ReleaseOverride(course_key=world.key, lesson_key=lesson.translation_key, reason="She was ill.", **fields).lay(world.teo, NOW)


def decision(world, enrolment, lesson, at=NOW) -> release.Decision:
    outline = outline_for(world.course.slug, "en")
    enrolment = Enrolment.objects.select_related("person").get(pk=enrolment.pk)
    return Standing(enrolment.person, outline, enrolment, at).decide(outline.keys[str(lesson.translation_key)])


def test_it_opens_a_lesson_for_one_person_and_nobody_else(world, locked):
    lia, marta = enrol(world.lia, world.course), enrol(world.marta, world.course)
    assert not decision(world, lia, locked).is_open
    lay(world, locked, person=world.lia, opens_at=NOW)
    assert decision(world, lia, locked).is_open
    assert not decision(world, marta, locked).is_open


def test_it_closes_an_open_lesson_until_a_date(world):
    lia = enrol(world.lia, world.course)
    lay(world, world.lessons[0], person=world.lia, closed_until=LATER)
    assert decision(world, lia, world.lessons[0]).opens_at == LATER
    assert decision(world, lia, world.lessons[0], LATER).is_open


def test_lifting_it_lets_the_rule_decide_again_once(world, locked):
    lia = enrol(world.lia, world.course)
    override = lay(world, locked, person=world.lia, opens_at=NOW)
    assert override.lift(world.teo, LATER) is True
    assert override.lift(world.teo, LATER) is False
    assert not decision(world, lia, locked).is_open
    assert Enrolment.objects.get(pk=lia.pk).overrides == {}


def test_it_raises_the_enrolments_version_so_that_kept_pages_are_out_of_date(world, locked):
    lia = enrol(world.lia, world.course)
    lay(world, locked, person=world.lia, opens_at=NOW)
    assert Enrolment.objects.get(pk=lia.pk).version > lia.version


def test_a_cohorts_exception_reaches_who_is_in_it_and_who_comes_later(world, locked):
    cohort = Cohort.objects.create(slug="winter", name="Winter", course_key=world.key, starts_on=date(2026, 11, 1), ends_on=date(2027, 1, 31))
    lia, marta = enrol(world.lia, world.course), enrol(world.marta, world.course)
    cohort.admit(lia)
    lay(world, locked, cohort_slug="winter", opens_at=NOW)
    assert decision(world, lia, locked).is_open
    assert not decision(world, marta, locked).is_open
    cohort.admit(marta)
    assert decision(world, marta, locked).is_open


def test_a_persons_own_goes_before_the_cohorts(world, locked):
    cohort = Cohort.objects.create(slug="winter", name="Winter", course_key=world.key, starts_on=date(2026, 11, 1), ends_on=date(2027, 1, 31))
    lia = enrol(world.lia, world.course)
    cohort.admit(lia)
    lay(world, locked, person=world.lia, closed_until=LATER)
    lay(world, locked, cohort_slug="winter", opens_at=NOW)
    assert not decision(world, lia, locked).is_open


def test_a_second_one_takes_the_place_of_the_first(world, locked):
    enrol(world.lia, world.course)
    lay(world, locked, person=world.lia, closed_until=LATER)
    lay(world, locked, person=world.lia, opens_at=NOW)
    assert ReleaseOverride.objects.in_force().count() == 1


def test_both_stand_in_the_log_without_a_name(world, locked):
    enrol(world.lia, world.course)
    lay(world, locked, person=world.lia, opens_at=NOW).lift(world.teo, LATER)
    lines = Event.objects.filter(object_key=str(locked.translation_key)).order_by("at")
    assert [line.verb for line in lines] == ["overrode", "lifted override"]
    assert lines[0].details["subject"] == str(world.lia.subject)
    assert "Lia" not in str(lines[0].details)


@pytest.mark.parametrize("fields", [
    {"opens_at": NOW}, {"cohort_slug": "winter"}, {"cohort_slug": "winter", "opens_at": NOW, "closed_until": LATER}])
def test_half_said_exceptions_are_refused_by_the_form_and_by_the_database(world, fields):
    override = ReleaseOverride(course_key=world.key, lesson_key=world.lessons[0].translation_key, reason="x", **fields)
    with pytest.raises(ValidationError):
        override.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        override.save()


# The screen -------------------------------------------------------------------------------------------

@pytest.fixture
def address(world):
    return reverse("trainer_release", args=[world.key])


def form(world, enrolment, **fields):
    return {"whom": f"person:{enrolment.pk}", "lesson": str(world.lessons[2].translation_key), "what": "now", "at": "", "reason": "She was ill.", **fields}


def test_a_trainer_makes_one_and_lifts_it(world, client, address, locked):
    lia = enrol(world.lia, world.course)
    sit_down(client, world.teo)
    assert client.post(address, form(world, lia)).status_code == 302
    override = ReleaseOverride.objects.get()
    assert override.made_by == world.teo
    assert decision(world, lia, locked, NOW + timedelta(days=3650)).is_open
    assert client.post(reverse("trainer_lift", args=[world.key, override.pk])).status_code == 302
    assert not ReleaseOverride.objects.in_force()


def test_what_was_typed_is_kept_when_something_is_missing(world, client, address):
    lia = enrol(world.lia, world.course)
    sit_down(client, world.teo)
    response = client.post(address, form(world, lia, what="opens_at", reason="Because of the strike"))
    assert response.status_code == 422
    html = response.content.decode()
    assert "Say the date and the time." in html and 'value="Because of the strike"' in html and 'href="#id_at"' in html
    assert not ReleaseOverride.objects.exists()


def test_a_time_is_the_wall_clock_of_the_trainers_zone(world, client, address):
    lia = enrol(world.lia, world.course)
    world.teo.time_zone = "Africa/Tunis"
    world.teo.save()
    sit_down(client, world.teo)
    client.post(address, form(world, lia, what="opens_at", at="2027-01-10T09:00"))
    assert ReleaseOverride.objects.get().opens_at.isoformat() == "2027-01-10T08:00:00+00:00"


def test_a_time_that_does_not_exist_is_refused(world, client, address):
    lia = enrol(world.lia, world.course)
    world.teo.time_zone = "Europe/Lisbon"
    world.teo.save()
    sit_down(client, world.teo)
    response = client.post(address, form(world, lia, what="opens_at", at="2027-03-28T01:30"))
    assert response.status_code == 422 and "does not exist" in response.content.decode()


def test_it_is_refused_to_the_anonymous_the_stranger_and_the_read_only(world, client, address):
    lia = enrol(world.lia, world.course)
    assert client.post(address, form(world, lia)).status_code == 302
    for person in (world.stranger, world.carla, world.nadia, world.lia):
        sit_down(client, person)
        assert client.post(address, form(world, lia)).status_code in (302, 403, 404)
    assert not ReleaseOverride.objects.exists()


def test_somebody_outside_the_course_cannot_be_chosen(world, client, address):
    from tests.world import make_course

    other = enrol(make_person("otto", "Otto"), make_course(world.catalogue, "other", "Other"))
    sit_down(client, world.teo)
    assert client.post(address, form(world, other)).status_code == 422


def test_lifting_takes_a_post(world, client, locked):
    enrol(world.lia, world.course)
    override = lay(world, locked, person=world.lia, opens_at=NOW)
    sit_down(client, world.teo)
    assert client.get(reverse("trainer_lift", args=[world.key, override.pk])).status_code == 405

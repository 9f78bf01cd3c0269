"""Who may do what with a course, and whose rows they see."""

import pytest
from django.http import Http404
from django.urls import reverse

from academy.models.people import Role
from academy.permissions import can
from courses.models import Enrolment
from courses.permissions import course_for, rows_seen_by
from tests.courses.at_the_desk import sit_down
from tests.world import enrol, grant, make_course, make_person

pytestmark = pytest.mark.any_database

AUTHOR_VERBS = ["course.author", "enrolment.decide", "release.override", "submission.answer", "certificate.revoke", "roster.message", "roster.export", "question.edit"]


@pytest.mark.parametrize("verb", AUTHOR_VERBS)
def test_only_a_trainer_authors(world, verb):
    assert can(world.teo, verb, world.course)
    for other in (world.lia, world.marta, world.carla, world.nadia, world.stranger):
        assert not can(other, verb, world.course)


def test_a_trainer_of_one_city_reaches_the_courses_of_that_city_and_their_own(world):
    trainer = grant(make_person("tomas", "Tomas Trains", world.mahdia), Role.TRAINER, world.mahdia)
    assert not can(trainer, "course.author", world.course)
    assert can(trainer, "course.author", make_course(world.catalogue, "from-mahdia", "From Mahdia", city=world.mahdia))
    assert not can(trainer, "course.author", make_course(world.catalogue, "from-cascais", "From Cascais", city=world.cascais))
    assert can(trainer, "course.author", make_course(world.catalogue, "own", "Own", owner=trainer))


def test_the_object_may_be_the_course_its_key_or_something_of_it(world):
    enrolment = enrol(world.lia, world.course)
    for thing in (world.course, world.key, str(world.key), enrolment):
        assert can(world.teo, "course.author", thing)
    assert not can(world.teo, "course.author", None)


def test_a_coordinator_sees_rows_of_their_own_city_only_and_the_network_none(world):
    mine, other = enrol(world.lia, world.course), enrol(make_person("mona", "Mona", world.mahdia), world.course)
    everyone = Enrolment.objects.all()
    assert set(rows_seen_by(everyone, world.teo, world.course)) == {mine, other}
    assert set(rows_seen_by(everyone, world.carla, world.course)) == {mine}
    assert set(rows_seen_by(everyone, world.mouna, world.course)) == {other}
    for nobody in (world.nadia, world.lia, world.stranger):
        assert not rows_seen_by(everyone, nobody, world.course)


def test_a_course_one_may_not_see_does_not_exist(world):
    with pytest.raises(Http404):
        course_for(world.carla, world.key, "course.author")
    assert course_for(world.teo, world.key, "course.author") == world.course


def test_facilitators_and_trainers_moderate(world):
    assert can(world.teo, "discussion.moderate", world.key)
    assert can(grant(make_person("fay", "Fay"), Role.FACILITATOR), "discussion.moderate", world.key)
    assert not can(world.carla, "discussion.moderate", world.key)
    assert not can(world.lia, "discussion.moderate", world.key)


READING = ["trainer_course", "trainer_roster", "trainer_release", "trainer_tasks", "trainer_dropoff", "trainer_checks", "trainer_certificates",
           "trainer_duplicate", "trainer_roster_csv"]


@pytest.mark.parametrize("name", READING)
def test_every_trainer_screen_opens_for_the_trainer_and_for_no_stranger(world, client, name):
    enrol(world.lia, world.course)
    address = reverse(name, args=[world.key])
    assert client.get(address).status_code == 302, "anonymous people sign in first"
    sit_down(client, world.teo)
    assert client.get(address).status_code == 200
    sit_down(client, world.stranger)
    assert client.get(address).status_code in (302, 403, 404)
    sit_down(client, world.nadia)
    assert client.get(address).status_code == (302 if name == "trainer_course" else 404), "on to the numbers, or nothing there"


def test_a_coordinator_meets_the_roster_and_nothing_else(world, client):
    sit_down(client, world.carla)
    assert client.get(reverse("trainer_courses")).status_code == 200
    assert client.get(reverse("trainer_roster", args=[world.key])).status_code == 200
    for name in set(READING) - {"trainer_roster", "trainer_course"}:
        assert client.get(reverse(name, args=[world.key])).status_code == 404, name
    assert client.get(reverse("trainer_course", args=[world.key])).status_code == 302


def test_the_network_sees_counts_and_no_names(world, client):
    enrol(world.lia, world.course)
    sit_down(client, world.nadia)
    html = client.get(reverse("trainer_courses")).content.decode()
    assert world.course.title in html
    assert "Lia" not in html and world.lia.email not in html
    assert client.get(reverse("trainer_course", args=[world.key])).url == reverse("trainer_numbers", args=[world.key])


def test_a_trainer_of_another_city_cannot_edit_the_pages_either(world, client):
    trainer = grant(make_person("tomas", "Tomas Trains", world.mahdia), Role.TRAINER, world.mahdia)
    world.course.city = world.cascais
    world.course.save()
    sit_down(client, trainer)
    edit = reverse("wagtailadmin_pages:edit", args=[world.lessons[0].pk])
    assert client.get(edit).status_code in (302, 403)
    sit_down(client, world.teo)
    assert client.get(edit).status_code == 200

"""My space: welcoming to who is new, and for the others the place to go on from."""

import re
from datetime import timedelta

import pytest

from mentoring import planning
from tests.courses.at_the_desk import sit_down
from tests.rounds import make_mentorship, make_round, propose_pair, take_part
from tests.world import NOW, enrol

pytestmark = pytest.mark.django_db


def test_it_shows_a_newcomer_the_courses_with_their_mosaics(world, client):
    client.force_login(world.lia)
    page = client.get("/en/my/").content.decode()
    assert "Courses to start with" in page
    assert world.course.title in page and 'class="mosaic' in page


def test_it_shows_where_to_go_on_under_a_large_mosaic(world, client):
    client.force_login(world.lia)
    enrol(world.lia, world.course)
    page = client.get("/en/my/").content.decode()
    assert "course-card--now" in page and "Go on with lesson 1" in page
    assert "Courses to start with" not in page


def test_the_tile_of_the_finished_lesson_is_the_one_that_is_laid(world, client):
    client.force_login(world.lia)
    enrol(world.lia, world.course)
    client.post(world.path(2) + "completion/", {"act": "done"})
    for address in ("/en/my/", "/en/courses/"):
        states = re.findall(r'<use href="[^"]+" class="(\w+)"', client.get(address).content.decode())
        assert states == ["todo", "done", "todo"], address


def test_staff_are_led_to_the_desk_by_what_they_do_there(world, client):
    said = {}
    for person in (world.teo, world.carla, world.nadia, world.lia):
        sit_down(client, person)
        page = client.get("/en/my/").content.decode()
        said[person.pk] = ("Write and run courses" in page, "Coordinate: courses, people, roles" in page)
    assert said == {world.teo.pk: (True, False), world.carla.pk: (False, True), world.nadia.pk: (False, True), world.lia.pk: (False, False)}


def test_the_desk_offers_no_clock_that_a_browser_does_not_know(world, client):
    sit_down(client, world.carla)
    page = client.get("/cms/account/").content.decode()
    assert 'value="Africa/Tunis"' in page and 'value="localtime"' not in page


def test_it_says_who_asks_me_and_whom_i_meet_next(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    pair = make_mentorship(world)
    planning.plan(pair, world.marta, NOW, starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=2, hours=1), zone="Europe/Lisbon")
    made = make_round(world, "winter", closed=True)
    asked = propose_pair(take_part(made, world.teo, offers={"law": 4}), take_part(made, world.lia, wants={"law": (0, 3)}))
    client.force_login(world.lia)
    page = client.get("/en/my/").content.decode()
    assert "Mentoring with Marta Mentors" in page and "Tuesday, 24 November 2026, 10:00" in page and f"/proposals/{asked.pk}/" in page and "Teo" not in page

"""My space: welcoming to who is new, and for the others the place to go on from."""

import re

import pytest

from tests.world import enrol

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

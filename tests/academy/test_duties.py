"""Coordinators are told, on the first page of the admin, what they can do there."""

from django.urls import reverse

from academy.duties import duties
from tests.courses.at_the_desk import sit_down


def home(client, person) -> str:
    sit_down(client, person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_city_coordinator_reads_whose_people_they_see(world, client):
    html = home(client, world.carla)
    assert "You coordinate Cascais, and see its people" in html and "Waits for you" not in html and "Your courses" not in html
    assert reverse("outbox") not in html


def test_the_network_is_led_to_cities_and_the_outbox(world, client):
    html = home(client, world.nadia)
    assert "You coordinate the whole network." in html and "See what could not be sent" in html


def test_a_trainer_reads_of_courses_and_of_no_duties(world, client):
    html = home(client, world.teo)
    assert "What you can do here" not in html and "Your courses" in html and "Waits for you" in html
    assert duties(world.teo) == [] == duties(world.stranger)


def test_every_duty_leads_where_its_person_may_go(world, client):
    for person in (world.carla, world.nadia):
        sit_down(client, person)
        assert [client.get(each.url).status_code for each in duties(person)] == [200] * len(duties(person))


def test_who_may_open_no_page_is_not_asked_to_search_for_one(world, client):
    assert "tessera-no-pages" in home(client, world.carla)
    assert "tessera-no-pages" not in home(client, world.teo)


def test_the_desk_speaks_the_language_of_the_person_before_the_browsers(world, client):
    world.mouna.language = "ar"
    world.mouna.save()
    assert 'lang="ar"' in home(client, world.mouna)
    assert 'lang="en"' in home(client, world.carla)

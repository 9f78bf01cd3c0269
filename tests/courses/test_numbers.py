"""A course in numbers: by city and by lesson, without a name."""

from django.urls import reverse

from courses.models import Enrolment
from courses.numbers import CityLine, by_city, total
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol, make_person


def people(world):
    key = str(world.lessons[0].translation_key)
    enrol(world.lia, world.course, done={key: [1, 5]}, finished_at=NOW)
    enrol(make_person("ana", "Ana", world.cascais), world.course)
    enrol(make_person("sami", "Sami", world.mahdia), world.course, state="requested")
    enrol(make_person("nobody", "No City"), world.course, state="withdrawn")


def test_each_city_is_counted_and_people_without_one_come_last(world):
    people(world)
    lines = by_city(Enrolment.objects.all())
    assert lines == [CityLine("Cascais", 0, 2, 1, 1, 0), CityLine("Mahdia", 1, 0, 0, 0, 0), CityLine(None, 0, 0, 0, 0, 1)]
    assert total(lines) == CityLine(None, 1, 2, 1, 1, 1)


def test_the_network_reads_how_many_and_not_who(world, client):
    people(world)
    sit_down(client, world.nadia)
    html = client.get(reverse("trainer_course", args=[world.key]), follow=True).content.decode()
    assert '<th scope="row">Cascais</th><td class="is-number">0</td><td class="is-number">2</td>' in html
    assert '<th scope="row">What it is</th><td class="is-number">1</td>' in html
    for name in ("Lia", "Ana", "Sami", world.lia.email):
        assert name not in html


def test_it_refuses_strangers_and_learners(world, client):
    address = reverse("trainer_numbers", args=[world.key])
    assert client.get(address).status_code == 302
    for person in (world.stranger, world.lia):
        sit_down(client, person)
        assert client.get(address).status_code in (403, 404)
    sit_down(client, world.nadia)
    assert client.post(address).status_code == 405


def test_it_asks_no_more_for_more_cities(world, client, django_assert_max_num_queries):
    people(world)
    for number in range(20):
        enrol(make_person(f"p{number}", f"P {number}", world.mahdia), world.course)
    with django_assert_max_num_queries(1):
        by_city(Enrolment.objects.for_course(world.key))


def test_a_course_nobody_is_in_says_so(world, client):
    sit_down(client, world.nadia)
    assert "Nobody takes part yet." in client.get(reverse("trainer_numbers", args=[world.key])).content.decode()

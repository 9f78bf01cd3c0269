"""A course in numbers: by city and by lesson, without a name."""

import re

from django.urls import reverse

from courses.models import Enrolment
from courses.numbers import CityLine, by_city, in_protected_words, together_protected, total
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
    assert html.count('<td class="is-number">under 5</td>') == 3 * 5 + 5 + 2 * len(world.lessons), "of a few people nothing, in no line and not all together"
    assert not re.search(r'<td class="is-number">[0-9]</td><td class="is-number">[0-9]</td></tr>', html)
    for name in ("Lia", "Ana", "Sami", world.lia.email):
        assert name not in html


def test_a_city_reads_its_own_exactly_and_others_as_they_may_be_told(world, client):
    lines = [CityLine("Cascais", 1, 8, 7, 2, 0), CityLine("Mahdia", 0, 3, 2, 1, 0), CityLine("Pamplona", 0, 12, 9, 6, 4)]
    rows, together = in_protected_words(lines, {"Cascais"})
    assert rows[0] == {"city": "Cascais", "waiting": "1", "taking_part": "8", "begun": "7", "finished": "2", "withdrawn": "0"}
    assert set(rows[1].values()) == {"Mahdia", "under 5"} and rows[2]["taking_part"] == "10"
    assert together == {"waiting": "1", "taking_part": "18", "begun": "17", "finished": "7", "withdrawn": "0"}, "8 and 10: whatever is hidden adds nothing"
    assert [together_protected({1: 8, 2: few}, {1}) for few in range(5)] == [8] * 5 and together_protected({2: 3}, set()) is None
    people(world)
    sit_down(client, world.mouna)
    html = client.get(reverse("trainer_numbers", args=[world.key])).content.decode()
    assert re.search(r'Cascais</th>(<td class="is-number">under 5</td>){5}', html) and '<th scope="row">Mahdia</th><td class="is-number">1</td>' in html
    listed = client.get(reverse("trainer_courses")).content.decode()
    assert '<td class="is-number">0</td><td class="is-number">0</td>' in listed, "of Mahdia nobody takes part yet; of Cascais two do, and one finished"


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

from datetime import date

import pytest
from django.db import Error, connection, transaction

from academy.models import GiftKind, HoursGiven, PartnerCity
from academy.solidarity import give_hours, undo_hours
from home.solidarity_ledger import flows_between_cities, own_hours, rounded_hours
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def gift(source: str, minutes: int = 90, **sides) -> bool:
    return give_hours(GiftKind.MENTORING, minutes, on=DAY, at=NOW, source=source, **sides)


def showing(*cities) -> None:
    PartnerCity.objects.filter(pk__in=[city.pk for city in cities]).update(shows_hours=True)


def test_the_same_thing_counts_once(world):
    assert gift("s:1", giver=world.marta, receiver=world.lia) is True
    assert gift("s:1", giver=world.marta, receiver=world.lia) is False
    assert (own_hours(world.marta).given, own_hours(world.lia).received, own_hours(world.lia).given) == (90, 90, 0)


def test_what_is_undone_is_gone_and_can_be_seen(world):
    gift("s:1", giver=world.marta, receiver=world.lia)
    assert [undo_hours("s:1", at=NOW), undo_hours("s:1", at=NOW), undo_hours("s:2", at=NOW)] == [True, False, False]
    hours = own_hours(world.marta)
    assert hours.given == 0 and [line["undone"] for line in hours.lines].count(True) == 1


def test_a_person_erased_keeps_no_hours_but_the_sum_stands(world):
    gift("s:1", giver=world.marta, receiver=world.lia)
    world.lia.ledger_subject.delete()
    assert own_hours(type(world.lia).objects.get(pk=world.lia.pk)).kinds == []
    assert HoursGiven.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.parametrize("statement", ["UPDATE academy_hoursgiven SET minutes = 5", "DELETE FROM academy_hoursgiven"])
def test_the_database_refuses_to_change_a_line(world, statement):
    gift("s:1", giver=world.marta, receiver=world.lia)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert HoursGiven.objects.get().minutes == 90


@pytest.mark.parametrize(("minutes", "hours"), [(0, 0), (149, 0), (150, 5), (449, 5), (450, 10)])
def test_hours_round_to_five(minutes, hours):
    assert rounded_hours(minutes) == hours


def test_between_cities_only_those_that_show_theirs_stand_and_all_sums_to_nought(world):
    for number in range(1, 7):
        visitor = make_person(f"v{number}", f"V {number}", world.mahdia)
        give_hours(GiftKind.HOSTING, 480, on=DAY, at=NOW, source=f"a:{number}", giver_city=world.cascais, receiver=visitor)
        gift(f"m:{number}", 120, giver=visitor, receiver=make_person(f"c{number}", f"C {number}", world.cascais))
    showing(world.cascais)
    assert [row["given"] for row in flows_between_cities().rows] == [0]
    showing(world.mahdia)
    rows = {row["city"].slug: row for row in flows_between_cities().rows}
    assert (rows["cascais"]["given"], rows["cascais"]["received"], rows["mahdia"]["balance"]) == (50, 10, -40)
    assert sum(row["balance"] for row in rows.values()) == 0


def test_hours_of_fewer_than_five_people_at_either_end_are_not_shown_between_cities(world):
    showing(world.cascais, world.mahdia)
    mentees = [make_person(f"c{number}", f"C {number}", world.cascais) for number in range(6)]
    for number, mentee in enumerate(mentees):
        gift(f"m:{number}", 600, giver=world.mouna, receiver=mentee)
    assert all(cell is None for row in flows_between_cities().rows for cell in row["cells"]), "one mentor: their hours are theirs"
    for number in range(1, 5):
        gift(f"v:{number}", 600, giver=make_person(f"v{number}", f"V {number}", world.mahdia), receiver=mentees[0])
    assert 100 in [cell for row in flows_between_cities().rows for cell in row["cells"]], "five who gave, six who received"


def test_my_hours_are_mine_alone(world, client):
    gift("s:1", giver=world.marta, receiver=world.lia)
    client.force_login(world.marta)
    assert "1 h 30 min" in client.get("/en/my/hours/").content.decode()
    client.force_login(world.carla)
    assert "1 h 30 min" not in client.get("/en/my/hours/").content.decode()


def test_a_stranger_finds_no_hours_between_cities(world, client):
    assert client.get("/en/network/hours/").status_code == 302
    client.force_login(world.lia)
    assert client.get("/en/network/hours/").status_code == 404


def test_a_city_decides_for_itself(world, client):
    address = "/en/city/cascais/hours/"
    assert client.post(address, {"shown": "yes"}).status_code == 302 and not PartnerCity.objects.get(slug="cascais").shows_hours
    for person in (world.mouna, world.nadia, world.lia):
        client.force_login(person)
        assert client.post(address, {"shown": "yes"}).status_code == 404
    client.force_login(world.carla)
    assert client.get(address).status_code == 405
    assert "Cities that show theirs" in client.get("/en/network/hours/").content.decode()
    client.post(address, {"shown": "yes"})
    assert PartnerCity.objects.get(slug="cascais").shows_hours
    assert "Cascais does not show" not in client.get("/en/network/hours/").content.decode()


def test_my_hours_cost_the_same_for_many_lines(world, django_assert_max_num_queries):
    for number in range(60):
        gift(f"s:{number}", giver=world.marta, receiver=world.lia)
    with django_assert_max_num_queries(3):
        own_hours(world.marta)

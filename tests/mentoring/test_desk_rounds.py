from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from academy.models import Event
from academy.refusals import Refused
from mentoring.models import MentoringRound, RoundKind, Stage
from mentoring.opening import change_round, open_call
from mentoring.uptake import CityUptake, Uptake
from tests.mentoring.desk import ROUND_FORM, desk
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
WRITES = ["edit/", "opening/", "removal/", "rules/", "simulations/", "simulations/new/", "rulings/", "publication/", "closing/", "archiving/", "rulings/1/lifting/"]
READS = ["edit/", "rules/", "uptake/", "simulations/", "simulations/new/", "simulations/comparison/", "rulings/", "publication/", "closing/"]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_network_opens_a_round_and_nobody_sees_it_yet(client, world):
    client.force_login(world.nadia)
    answer = client.post("/en/network/mentoring/new/", ROUND_FORM)
    made = MentoringRound.objects.get()
    assert (answer.status_code, answer.url) == (302, desk(made, "rules/"))
    assert (made.city, made.slug, made.kind, made.stage(NOW)) == (None, "mentoring-in-spring", RoundKind.PAIRS, Stage.DRAFT)
    assert made.reference_monday == date(2027, 1, 11) and made.rules["draw_seed"] == "" and made.rules["id"] == made.slug
    assert not MentoringRound.objects.visible_to(world.lia).exists()


def test_times_are_the_citys_own_clocks(client, world):
    client.force_login(world.mouna)
    client.post("/en/city/mahdia/mentoring/new/", ROUND_FORM)
    assert MentoringRound.objects.get().call_opens_at == datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"title": ""}, "title"), ({"call_closes_on": "2026-11-30"}, "call_closes_on"), ({"ends_on": "2027-01-11"}, "ends_on"), ({"answer_days": "31"}, "answer_days"),
    ({"starts_on": "2026-12-20"}, "starts_on"), ({"call_opens_on": "soon"}, "call_opens_on"), ({"call_opens_time": "25:00"}, "call_opens_time"), ({"kind": "triples"}, "kind"),
])
def test_what_makes_no_round_is_said_and_what_was_typed_is_kept(client, world, wrong, field):
    client.force_login(world.nadia)
    answer = client.post("/en/network/mentoring/new/", {**ROUND_FORM, **wrong})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert b"For whoever begins." in answer.content and not MentoringRound.objects.exists()


def test_a_title_in_other_letters_and_a_second_of_the_same_name_get_addresses_too(client, world):
    client.force_login(world.nadia)
    for title in ("دورة الربيع", "New", "New", "Mentoring in spring", "Mentoring in spring"):
        client.post("/en/network/mentoring/new/", {**ROUND_FORM, "title": title})
    assert set(MentoringRound.objects.values_list("slug", flat=True)) == {"round-2027-01", "new-round", "new-round-2", "mentoring-in-spring", "mentoring-in-spring-2"}


def test_announcing_makes_the_seed_once_and_never_again(client, world):
    made = make_round(world, draft=True, rules={**make_round(world, "other").rules, "draw_seed": ""})
    client.force_login(world.nadia)
    assert client.post(desk(made, "opening/")).status_code == 302
    made.refresh_from_db()
    seed = made.rules["draw_seed"]
    assert made.opened_at == NOW and len(seed) == 32
    client.post(desk(made, "opening/"))
    made.refresh_from_db()
    assert made.rules["draw_seed"] == seed
    assert Event.objects.filter(verb="opened_call").count() == 1


def test_a_call_that_would_be_over_is_not_opened(world):
    made = make_round(world, draft=True, call_closes_at=NOW)
    with pytest.raises(Refused):
        open_call(made, by=world.nadia, at=NOW)


def test_what_stands_fast_once_people_have_entered(client, world):
    made = make_round(world)
    with pytest.raises(Refused, match="can no longer be changed"):
        change_round(made, {"call_opens_at": NOW + timedelta(days=1)}, by=world.nadia, at=NOW)
    with pytest.raises(Refused, match="in the past"):
        change_round(made, {"call_closes_at": NOW - timedelta(minutes=1)}, by=world.nadia, at=NOW)
    assert change_round(made, {"call_closes_at": NOW + timedelta(days=20), "title": made.title}, by=world.nadia, at=NOW) == ["call_closes_at"]
    with pytest.raises(Refused, match="closed already"):
        change_round(make_round(world, "over", closed=True), {"call_closes_at": NOW + timedelta(days=2)}, by=world.nadia, at=NOW)
    client.force_login(world.nadia)
    assert set(client.get(desk(made, "edit/")).context["form"].fields) & {"kind", "call_opens_on"} == set()


def test_a_draft_can_be_thrown_away_and_an_open_round_not(client, world):
    draft, opened = make_round(world, "draft", draft=True), make_round(world, "opened")
    client.force_login(world.nadia)
    for made in (draft, opened):
        client.post(desk(made, "removal/"))
    assert list(MentoringRound.objects.all()) == [opened]


def test_the_pages_of_a_round_open_for_its_keeper(client, world):
    made = make_round(world, city=world.cascais)
    take_part(made, world.lia, wants={"bookkeeping": (0, 3)})
    client.force_login(world.carla)
    for page in ("", *READS):
        answer = client.get(desk(made, page))
        assert answer.status_code == 200 and b"Mentoring, autumn" in answer.content, page


def test_nobody_else_finds_a_citys_round(client, world):
    made = make_round(world, city=world.cascais)
    pages = sorted({*WRITES, *READS, ""})
    for page in pages:
        for answer in (client.get(desk(made, page)), client.post(desk(made, page))):
            assert answer.status_code == 405 or (answer.status_code == 302 and "/account/login/" in answer.url), page
    for person in (world.stranger, world.mouna, world.teo):
        client.force_login(person)
        for page in pages:
            assert {client.get(desk(made, page)).status_code, client.post(desk(made, page)).status_code} <= {404, 405}, (person, page)


def test_the_network_reads_counts_of_a_citys_round_and_changes_nothing(client, world):
    made = make_round(world, city=world.cascais)
    client.force_login(world.nadia)
    assert client.get(desk(made)).status_code == 200
    for page in sorted({*WRITES, *READS}):
        assert {client.get(desk(made, page)).status_code, client.post(desk(made, page)).status_code} <= {404, 405}, page


def test_a_citys_coordinator_does_not_keep_a_round_of_the_network(client, world):
    made = make_round(world)
    client.force_login(world.carla)
    for page in sorted({*WRITES, *READS}):
        assert {client.get(desk(made, page)).status_code, client.post(desk(made, page)).status_code} <= {404, 405}, page


def test_what_changes_something_is_not_done_by_reading(client, world):
    made = make_round(world)
    client.force_login(world.nadia)
    assert {client.get(desk(made, page)).status_code for page in ("opening/", "removal/", "archiving/", "rulings/1/lifting/")} == {405}


def test_a_citys_coordinator_reads_their_own_peoples_names_in_a_round_of_the_network(client, world):
    made = make_round(world)
    take_part(made, world.lia, wants={"bookkeeping": (0, 3)})
    take_part(made, world.mouna, offers={"bookkeeping": 3})
    client.force_login(world.carla)
    text = client.get(desk(made)).content.decode()
    assert "Lia Learns" in text and "Mouna" not in text and "fewer than 5" in text
    client.force_login(world.nadia)
    text = client.get(desk(made)).content.decode()
    assert "Lia" not in text and "Mouna" not in text and "fewer than 5" not in text


def test_a_draft_of_the_network_is_no_citys_business(client, world):
    client.force_login(world.carla)
    assert client.get(desk(make_round(world, draft=True))).status_code == 404


def test_the_lists_are_found_by_those_whose_desk_it_is(client, world):
    make_round(world, "ours", city=world.cascais, title="Ours")
    make_round(world, "all", title="For all")
    for person, cascais, mahdia, network in ((world.carla, 200, 404, 404), (world.mouna, 404, 200, 404), (world.nadia, 200, 200, 200), (world.lia, 404, 404, 404)):
        client.force_login(person)
        assert [client.get(path).status_code for path in ("/en/city/cascais/mentoring/", "/en/city/mahdia/mentoring/", "/en/network/mentoring/")] == [cascais, mahdia, network]
    client.force_login(world.carla)
    text = client.get("/en/city/cascais/mentoring/").content.decode()
    assert "Ours" in text and "For all" in text
    client.force_login(world.nadia)
    assert client.get("/en/city/cascais/mentoring/new/").status_code == 404


@pytest.mark.parametrize("path", ["/en/city/cascais/mentoring/", "/en/network/mentoring/"])
def test_a_list_asks_as_often_for_many_rounds_as_for_few(client, world, path, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.carla if "city" in path else world.nadia)
    city = {"city": world.cascais} if "city" in path else {}
    counted = []
    for size in (1, 4):
        for number in range(size):
            take_part(make_round(world, f"{size}-{number}", closed=bool(number % 2), **city), world.lia, wants={"bookkeeping": (0, 3)})
        with CaptureQueriesContext(connection, ) as queries:
            assert client.get(path).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_desk_of_a_city_and_the_duties_lead_here(client, world):
    client.force_login(world.carla)
    assert reverse("city_mentoring", args=["cascais"]) in client.get("/en/city/cascais/").content.decode()
    from academy.duties import duties
    assert reverse("network_mentoring") in [duty.url for duty in duties(world.nadia)]


def test_of_other_cities_entries_are_told_in_fives_and_nought_is_small_too():
    rows = {numbers: [(value, hidden) for _name, value, hidden in CityUptake(None, Uptake(0, numbers[0], numbers[1], numbers[2]), False).shown()]
            for numbers in ((7, 9, 13), (0, 0, 8), (3, 3, 8))}
    assert rows[7, 9, 13] == [(5, False), (10, False), (15, False)]
    assert all(hidden for numbers in ((0, 0, 8), (3, 3, 8)) for _value, hidden in rows[numbers])
    assert [value for _name, value, _hidden in CityUptake(None, Uptake(1, 1, 2, 0), True).shown()] == [1, 2, 0]

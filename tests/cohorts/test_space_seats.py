"""A participated space: its page, who reads names, its desk, seats given and passed on, somebody who sits in."""

from datetime import date

import pytest
import time_machine

from academy.erasure import erase_person
from academy.models import Event, Intention, Organisation
from cohorts.models import ParticipatedSpace, SeatDelegation, SeatHolding, SeatKind, SpaceSeat
from cohorts.spaces import seating, sitting
from cohorts.spaces.delegating import let_sit_in, take_back
from cohorts.spaces.refusing import NotPossible
from tests.cohorts.mails import send_all
from tests.space_world import delegate, hold_seat, join_group, make_group, make_seat, make_space
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY, TOMORROW, NEXT_WEEK = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 29)
DESK = "/en/city/cascais/spaces/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def held_by(space, on) -> list[tuple[int, int]]:
    return [(each.person_id, each.holder_id) for each in sitting.voices(space, on)]


def test_a_city_sets_up_its_space(world, client):
    client.force_login(world.carla)
    made = client.post(f"{DESK}new/", {"name": "The common table", "purpose": "We share studies.\n\nWe talk policies through.", "language": "en"})
    assert made.url == f"{DESK}the-common-table/"
    assert client.get("/en/spaces/the-common-table/").status_code == 200, "its coordinators see the draft"
    assert client.get(made.url).status_code == client.get(f"{made.url}words/").status_code == client.get("/en/city/cascais/").status_code == 200
    client.logout()
    assert client.get("/en/spaces/the-common-table/").status_code == 404
    assert "common table" not in client.get("/en/spaces/").content.decode()
    client.force_login(world.carla)
    client.post(f"{made.url}opening/")
    client.post(f"{made.url}words/", {"name": "Our table", "purpose": "We share studies.", "language": "pt"})
    kept = ParticipatedSpace.objects.get()
    assert (kept.name, kept.language, kept.opened_on, kept.city) == ("Our table", "pt", TODAY, world.cascais)
    client.logout()
    page = client.get("/en/spaces/the-common-table/").content.decode()
    assert "We share studies." in page and "Our table" in client.get("/en/spaces/").content.decode()


def test_seats_are_given_by_the_rule(world, client):
    space = make_space(world)
    client.force_login(world.carla)
    new = f"{DESK}table/seats/new/"
    for typed, words in [({"kind": "body", "how_many": "1"}, "Say which body"), ({"kind": "official", "how_many": "1"}, "Say whose seat"),
                         ({"kind": "standing", "title": "From the fields", "how_many": "2"}, "has one seat")]:
        answer = client.post(new, typed)
        assert answer.status_code == 422 and words in answer.content.decode(), typed
    body = {"kind": "body", "organisation": world.cooperative.pk}
    assert client.post(new, {**body, "how_many": "2"}).status_code == 302
    third = client.post(new, {**body, "how_many": "1"})
    assert third.status_code == 422 and "has two seats already" in third.content.decode()
    elsewhere = Organisation.objects.create(name="Of Mahdia", city=world.mahdia)
    assert client.post(new, {"kind": "body", "organisation": elsewhere.pk, "how_many": "1"}).status_code == 422
    assert client.post(new, {"kind": "standing", "title": "From the fields", "how_many": "1"}).status_code == 302
    assert list(SpaceSeat.objects.filter(space=space).values_list("kind", "position")) == [("body", 1), ("body", 2), ("standing", 3)]


def test_a_holder_is_named_and_the_seat_passes_on(world, client):
    space = make_space(world)
    seat = make_seat(space, world.cooperative)
    client.force_login(world.carla)
    desk = f"{DESK}table/seats/{seat.pk}/"
    nobody = client.post(f"{desk}holder/", {"holder-email": "nobody@people.example", "holder-since": "2026-11-22"})
    assert nobody.status_code == 422 and "Nobody has an account with this address" in nobody.content.decode() and "nobody@people.example" in nobody.content.decode()
    for person, since in ((world.lia, "2026-11-22"), (world.marta, "2026-11-29")):
        assert client.post(f"{desk}holder/", {"holder-email": person.email.upper(), "holder-since": since}).status_code == 302
    lia, marta = [(world.lia.pk, world.lia.pk)], [(world.marta.pk, world.marta.pk)]
    assert [held_by(space, day) for day in (date(2026, 11, 21), TODAY, date(2026, 11, 28), NEXT_WEEK)] == [[], lia, lia, marta]
    late = client.post(f"{desk}holder/", {"holder-email": world.teo.email, "holder-since": "2026-11-10"})
    assert late.status_code == 422 and "Somebody held this seat then" in late.content.decode()
    assert client.post(f"{desk}holding-end/", {"until-until": "2026-11-01"}).status_code == 422
    assert client.post(f"{desk}holding-end/", {"until-until": "2026-12-01"}).status_code == 302
    assert held_by(space, date(2026, 12, 1)) == [] and len(held_by(space, date(2026, 11, 30))) == 1
    assert "Marta Mentors" in client.get(desk).content.decode()
    assert client.post(f"{desk}end/", {"end-until": "2026-11-25"}).status_code == 302
    assert held_by(space, date(2026, 11, 24)) != [] and held_by(space, date(2026, 11, 25)) == held_by(space, NEXT_WEEK) == []
    assert set(Event.objects.filter(object_kind__in=["seat_holding", "space_seat"]).values_list("verb", flat=True)) == {"named", "ended"}


def test_only_the_citys_own_coordinators_find_its_desk(world, client):
    seat = make_seat(make_space(world), world.cooperative)
    reads = [DESK, f"{DESK}new/", f"{DESK}table/", f"{DESK}table/words/", f"{DESK}table/seats/new/", f"{DESK}table/seats/{seat.pk}/"]
    writes = [f"{DESK}table/opening/", *(f"{DESK}table/seats/{seat.pk}/{what}/" for what in ("holder", "holding-end", "end"))]
    for answer in [*(client.get(each) for each in reads), *(client.post(each) for each in writes)]:
        assert "/account/login/" in answer.url
    for person in (world.stranger, world.lia, world.mouna, world.nadia):
        client.force_login(person)
        assert {client.get(each).status_code for each in reads} | {client.post(each, {}).status_code for each in writes} == {404}, person
    assert client.get(f"/en/city/mahdia/spaces/table/seats/{seat.pk}/").status_code == 404
    client.force_login(world.mouna)
    assert client.get("/en/city/mahdia/spaces/table/").status_code == 404
    client.force_login(world.carla)
    assert {client.get(each).status_code for each in writes} == {405} and {client.get(each).status_code for each in reads} == {200}


def test_the_public_reads_bodies_and_offices_and_those_inside_read_names(world, client):
    space = make_space(world)
    holding = hold_seat(make_seat(space, world.cooperative), world.lia)
    make_seat(space, title="The alderwoman")
    delegate(holding, world.marta, TODAY, NEXT_WEEK, "Away <b>")
    join_group(make_group(space), world.teo)
    for person in (None, world.stranger, world.mouna, world.nadia):
        client.logout() if person is None else client.force_login(person)
        page = client.get("/en/spaces/table/").content.decode()
        assert "Pottery Co-operative" in page and "The alderwoman" in page and "1 with somebody sitting in, 1 vacant" in page
        assert "Lia Learns" not in page and "Marta Mentors" not in page
        assert client.get("/en/spaces/table/delegations/").status_code == (302 if person is None else 404)
    for person in (world.lia, world.marta, world.teo, world.carla):
        client.force_login(person)
        page = client.get("/en/spaces/table/").content.decode()
        assert "Lia Learns" in page and "<bdi>Marta Mentors</bdi> sits in" in page, person
        register = client.get("/en/spaces/table/delegations/").content.decode()
        assert "Away &lt;b&gt;" in register and "Marta Mentors" in register


def test_a_delegation_holds_from_its_first_day_until_the_day_before_its_end(world, client):
    space = make_space(world)
    holding = hold_seat(make_seat(space, world.cooperative), world.lia)
    other = hold_seat(make_seat(space), world.marta)
    client.force_login(world.lia)
    address = f"/en/spaces/table/seats/{holding.pk}/delegation/"
    assert client.get(address).status_code == 200
    typed = {"email": world.marta.email, "since": "2026-11-23", "last_day": "2026-11-28", "reason": "At a fair"}
    assert client.post(address, typed).status_code == 302
    lia, marta = world.lia.pk, world.marta.pk
    expected = {TODAY: [(lia, lia), (marta, marta)], TOMORROW: [(marta, lia), (marta, marta)], date(2026, 11, 28): [(marta, lia), (marta, marta)], NEXT_WEEK: [(lia, lia), (marta, marta)]}
    assert {day: held_by(space, day) for day in expected} == expected, "one voice for each seat, and on the day it ends the holder speaks again"
    for wrong, words in [({}, "Somebody sits in for you in these days"), ({"email": world.lia.email}, "hold this seat yourself"), ({"since": "2026-11-21"}, "today or later"),
                         ({"last_day": "2026-11-22"}, "cannot end before"), ({"last_day": "2028-01-01"}, "A year at most"),
                         ({"email": "x@people.example"}, "Nobody has an account"), ({"reason": ""}, "required")]:
        answer = client.post(address, {**typed, **wrong})
        assert answer.status_code == 422 and words in answer.content.decode(), wrong
    assert client.post(address, {**typed, "since": "2026-11-29", "last_day": "2026-12-01"}).status_code == 302, "the day it ends is free again"
    first, second = SeatDelegation.objects.order_by("started_on")
    for stranger in (world.marta, world.carla, world.stranger):
        client.force_login(stranger)
        assert client.post(f"/en/spaces/table/delegations/{first.pk}/withdrawal/").status_code == client.post(address, typed).status_code == 404
    client.force_login(world.lia)
    assert client.post(f"/en/spaces/table/delegations/{second.pk}/withdrawal/").status_code == 302
    assert "taken back on" in client.get("/en/spaces/table/delegations/").content.decode()
    second.refresh_from_db()
    assert second.finished_on == second.started_on and held_by(space, NEXT_WEEK) == expected[NEXT_WEEK], "it never holds"
    with time_machine.travel("2026-11-25T10:00:00+00:00", tick=False):
        from django.utils import timezone

        assert take_back(first, timezone.now()) and not take_back(first, timezone.now())
        assert held_by(space, date(2026, 11, 24))[0] == (marta, lia) and held_by(space, date(2026, 11, 25))[0] == (lia, lia)
        assert not sitting.sits_in(world.teo, space, date(2026, 11, 25)) and sitting.sits_in(world.marta, space, date(2026, 11, 25))
    assert other.person == world.marta


def test_who_has_passed_the_seat_on_delegates_nothing(world):
    space = make_space(world)
    seat = make_seat(space, world.cooperative)
    holding = hold_seat(seat, world.lia)
    made = let_sit_in(holding, world.marta, TODAY, date(2026, 12, 20), "Away", NOW)
    seating.name_holder(seat, world.teo, NEXT_WEEK, world.carla, NOW)
    made.refresh_from_db()
    assert made.finished_on == NEXT_WEEK and held_by(space, NEXT_WEEK) == [(world.teo.pk, world.teo.pk)]
    with pytest.raises(NotPossible, match="while you hold the seat"):
        let_sit_in(holding, world.marta, date(2026, 12, 1), date(2026, 12, 2), "Late", NOW)


def test_mails_say_what_is_still_true(world, mailoutbox):
    space = make_space(world)
    seat = make_seat(space, world.cooperative)
    holding = seating.name_holder(seat, world.lia, TODAY, world.carla, NOW)
    let_sit_in(holding, world.marta, TODAY, NEXT_WEEK, "Away", NOW)
    gone = let_sit_in(holding, world.teo, NEXT_WEEK, date(2026, 12, 1), "Away", NOW)
    take_back(gone, NOW)
    send_all()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["Lia Learns <lia@people.example>"], "A seat for you in “Table”"),
                                                                 (["Marta Mentors <marta@people.example>"], "You sit in for Lia Learns in “Table”")]
    assert not Intention.objects.filter(done_at__isnull=True, kind="mail").exists()


def test_erasing_a_holder_leaves_the_seat_vacant(world, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    space = make_space(world)
    holding = hold_seat(make_seat(space, world.cooperative), world.lia)
    delegate(holding, world.marta, TODAY, NEXT_WEEK, "My knee")
    membership = join_group(make_group(space), world.lia, words="About me")
    erase_person(world.lia, at=NOW)
    membership.refresh_from_db()
    assert held_by(space, TODAY) == [] and SeatHolding.objects.get().finished_on == TODAY
    assert (SeatDelegation.objects.get().reason, membership.words, membership.finished_on) == ("", "", TODAY)


def test_the_page_of_a_space_asks_the_same_however_many_sit_there(world, client):
    space = make_space(world)
    client.force_login(world.carla)

    def grow(count: int) -> None:
        for number in range(count):
            seat = make_seat(space, title=f"Office {number}", kind=SeatKind.STANDING)
            delegate(hold_seat(seat, world.lia), world.marta, TODAY, NEXT_WEEK)
            join_group(make_group(space, f"g{space.seats.count()}"), world.teo)

    grow(1)
    few = _queries(client, "/en/spaces/table/")
    grow(6)
    assert _queries(client, "/en/spaces/table/") == few <= 24


def _queries(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)

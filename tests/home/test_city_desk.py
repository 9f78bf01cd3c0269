"""A city's desk: its own coordinators read names, the network's read numbers, everyone else finds nothing."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academy.inviting import invite
from academy.models import Event, Invitation, Organisation, RoleGrant
from academy.models.people import Role
from cohorts.models import RegistrationState
from home.models import CityIndexPage, CityPage
from tests.gatherings import make_exchange, make_session, seat
from tests.world import grant, make_person, publish_under

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
COUNTED = ["", "people/", "team/", "team/organisations/new/", "invitations/", "invitations/list/", "page/", "team/organisations/{body}/"]
NAMED = ["people/list.csv", "people/{lia}/"]
READ = [*COUNTED, *NAMED]
WRITE = ["people/{lia}/roles/", "people/{lia}/organisation/", "team/roles/{grant}/end/", "team/organisations/{body}/", "team/organisations/new/", "invitations/",
         "invitations/list/", "invitations/{invitation}/withdrawal/", "invitations/{invitation}/again/", "page/"]


@pytest.fixture
def things(world):
    """One of everything in Cascais, by the names the addresses above use."""
    invitation = invite(world.cascais, "newcomer@people.example", Role.LEARNER, by=world.carla, at=timezone.now(), language="pt")
    index = publish_under(world.home, CityIndexPage(title="Cities", slug="cities"))
    publish_under(index, CityPage(title="Cascais", city=world.cascais, offer="<p>Two spare rooms.</p>"))
    return {"lia": world.lia.pk, "grant": RoleGrant.objects.get(person=world.marta).pk, "body": world.cooperative.pk, "invitation": invitation.pk}


def at(things, path: str, city: str = "cascais") -> str:
    return f"/en/city/{city}/{path.format(**things)}"


FORM = {"role": "mentor", "name": "x", "email": "a@b.example", "kind": "other", "title": "x", "text": "a@b.example", "language": "en"}


def counts() -> tuple:
    return RoleGrant.objects.count(), Organisation.objects.count(), Event.objects.count(), Invitation.objects.count()


@pytest.mark.parametrize("who", ["mouna", "stranger", "lia", "marta", "teo"])
def test_nobody_else_finds_anything(world, things, client, who):
    client.force_login(getattr(world, who))
    before = counts()
    assert {path: client.get(at(things, path)).status_code for path in READ} == dict.fromkeys(READ, 404)
    assert {path: client.post(at(things, path), FORM).status_code for path in WRITE} == dict.fromkeys(WRITE, 404)
    assert counts() == before


def test_who_is_signed_out_is_sent_to_sign_in(world, things, client):
    answers = {path: client.get(at(things, path)) for path in READ} | {f"POST {path}": client.post(at(things, path), FORM) for path in WRITE}
    assert [path for path, answer in answers.items() if answer.status_code != 302 or "/account/login/" not in answer.url] == []


def test_things_of_cascais_are_not_found_at_the_desk_of_mahdia(world, things, client):
    """Mouna at her own desk, with the numbers of things that are not hers."""
    client.force_login(world.mouna)
    before, numbered = counts(), [path for path in WRITE if "{" in path]
    assert {client.get(at(things, path, "mahdia")).status_code for path in READ if "{" in path} == {404}
    assert {path: client.post(at(things, path, "mahdia"), FORM).status_code for path in numbered} == dict.fromkeys(numbered, 404)
    assert counts() == before and world.cooperative.name == Organisation.objects.get(pk=world.cooperative.pk).name


def test_the_front_page_counts_people_and_offices_and_not_who_was_given_the_role_of_learner(world, client):
    for role in ("learner", "facilitator"):
        RoleGrant.objects.create(person=world.lia, role=role, city=world.cascais)
    client.force_login(world.carla)
    page = client.get("/en/city/cascais/").content.decode()
    assert "<dt>Facilitator</dt>" in page and "<dt>Learner</dt>" not in page


@pytest.mark.parametrize("path", READ)
def test_the_citys_own_coordinator_opens_everything(world, things, client, path):
    client.force_login(world.carla)
    assert client.get(at(things, path)).status_code == 200
    for language in ("pt", "ar"):
        assert client.get(at(things, path).replace("/en/", f"/{language}/")).status_code == 200


@pytest.mark.parametrize("path", COUNTED)
def test_the_networks_coordinator_reads_numbers_and_no_names(world, things, client, path):
    client.force_login(world.nadia)
    answer = client.get(at(things, path))
    words = answer.content.decode()
    assert answer.status_code == 200
    for name in ("Lia", "Marta", "Carla", "newcomer@", "people.example"):
        assert name not in words


def test_no_way_at_the_desk_leads_the_network_nowhere(world, things, client):
    client.force_login(world.nadia)
    page = client.get(at(things, "")).content.decode()
    assert "/city/cascais/people/" in page and "/city/cascais/cohorts/" not in page
    client.force_login(world.carla)
    assert "/city/cascais/cohorts/" in client.get(at(things, "")).content.decode()


def test_the_networks_coordinator_finds_no_list_of_names(world, things, client):
    client.force_login(world.nadia)
    for path in (*NAMED, "people/{lia}/roles/", "people/{lia}/organisation/", "team/roles/{grant}/end/", "invitations/{invitation}/withdrawal/"):
        assert client.get(at(things, path)).status_code in (404, 405)
        assert client.post(at(things, path), {"role": "mentor"}).status_code in (404, 405)
    asked = make_exchange(world, "asked", "A visit people ask for", sessions=0)
    make_session(asked, "Day", timezone.now() + timedelta(days=20))
    seat(asked, world.lia, RegistrationState.REQUESTED)
    front, counted = client.get(at(things, "")).content.decode(), client.get(at(things, "people/")).content.decode()
    assert "<dd>4</dd>" not in counted + front and "<dd>under 5</dd>" in counted, "Lia, Marta, Teo and Carla are too few to be counted"
    assert front.count("<dd>under 5</dd>") == 2 and "1 request" not in front, "neither who belongs to it nor who goes where, in small numbers"
    for number in range(3):
        make_person(f"more{number}", f"More {number}", world.cascais)
    assert "<dd>5</dd>" in client.get(at(things, "people/")).content.decode(), "seven, to the nearest five"
    client.force_login(world.carla)
    assert "<dd>7</dd>" in client.get(at(things, "")).content.decode()


@pytest.mark.parametrize("path", ["", "people/", "team/", "people/list.csv", "people/{lia}/"])
def test_reading_addresses_refuse_to_write(world, things, client, path):
    client.force_login(world.carla)
    assert client.post(at(things, path)).status_code == 405


@pytest.mark.parametrize("path", ["people/{lia}/roles/", "people/{lia}/organisation/", "team/roles/{grant}/end/", "invitations/{invitation}/again/"])
def test_writing_addresses_refuse_to_read(world, things, client, path):
    client.force_login(world.carla)
    assert client.get(at(things, path)).status_code == 405


# What needs me now ---------------------------------------------------------------------------------------

def test_the_front_page_says_what_needs_somebody(world, things, client):
    now = timezone.now()
    asked = make_exchange(world, "asked", "A visit people ask for", sessions=0)
    make_session(asked, "Day", now + timedelta(days=20))
    seat(asked, world.lia, RegistrationState.REQUESTED)
    offered = make_exchange(world, "offered", "A visit with an offer", sessions=0)
    make_session(offered, "Day", now + timedelta(days=30))
    seat(offered, world.marta, RegistrationState.OFFERED, offered_until=now + timedelta(hours=5))
    make_exchange(world, "draft", "A plan", draft=True)
    make_exchange(world, "elsewhere", "A visit elsewhere", host_city=world.mahdia, draft=True)
    client.force_login(world.carla)
    words = client.get("/en/city/cascais/").content.decode()
    for said in ("People ask to take part", "A visit people ask for", "1 request", "1 offered seat", "A plan"):
        assert said in words
    assert "A visit elsewhere" not in words and "Lia Learns" not in words


def test_a_quiet_city_hears_that_nothing_waits(world, things, client):
    client.force_login(world.carla)
    assert "Nothing waits for you" in client.get("/en/city/cascais/").content.decode()


def test_queries_of_the_front_page_do_not_grow(world, things, client):
    client.force_login(world.carla)
    client.get("/en/city/cascais/")
    counted = []
    for more in (1, 6):
        for number in range(more):
            each = make_exchange(world, f"x{more}-{number}", "A visit")
            seat(each, make_person(f"q{more}{number}", "Q", world.cascais), RegistrationState.REQUESTED)
            make_exchange(world, f"d{more}-{number}", "A draft", draft=True)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/city/cascais/").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


# People ---------------------------------------------------------------------------------------------------

def test_the_list_names_the_people_of_the_city_and_of_no_other(world, things, client):
    client.force_login(world.carla)
    words = client.get("/en/city/cascais/people/").content.decode()
    for name in ("Lia Learns", "Marta Mentors", "Carla Coordinates"):
        assert name in words
    assert "Mouna" not in words and "Some Stranger" not in words


def test_search_finds_by_name_address_and_organisation(world, things, client):
    world.lia.organisation = world.cooperative
    world.lia.save()
    client.force_login(world.carla)
    for asked, found in (("lia", True), ("LIA learns", True), ("lia@people", True), ("pottery", True), ("mouna", False), ("a\x00b", False)):
        assert ("Lia Learns" in client.get("/en/city/cascais/people/", {"q": asked}).content.decode()) == found


def test_queries_of_the_list_do_not_grow_with_the_people(world, things, client):
    client.force_login(world.carla)
    client.get("/en/city/cascais/people/")
    counted = []
    for more in (2, 30):
        for number in range(more):
            grant(make_person(f"n{more}{number}", f"N {number}", world.cascais, organisation=world.cooperative), Role.LEARNER, world.cascais)
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/city/cascais/people/")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_file_holds_the_citys_people_in_safe_cells_and_the_log_says_so(world, things, client):
    make_person("sum", '=HYPERLINK("x")', world.cascais, organisation=world.cooperative)
    client.force_login(world.carla)
    answer = client.get("/en/city/cascais/people/list.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert "no-store" in answer["Cache-Control"] and "attachment" in answer["Content-Disposition"]
    assert rows[0] == ["Name", "E-mail", "Organisation", "Roles in the city", "Joined on"]
    assert {"Lia Learns", "Marta Mentors", '\'=HYPERLINK("x")'} <= {row[0] for row in rows[1:]}
    assert "mouna@people.example" not in answer.content.decode()
    assert Event.objects.filter(verb="exported", object_kind="people", object_key="cascais", subject=world.carla.subject).count() == 1


# Roles ------------------------------------------------------------------------------------------------------

def test_a_role_a_city_gives_is_given_once(world, things, client):
    client.force_login(world.carla)
    for _twice in range(2):
        client.post(f"/en/city/cascais/people/{world.lia.pk}/roles/", {"role": "mentor"})
    assert RoleGrant.objects.filter(person=world.lia, role=Role.MENTOR, city=world.cascais, finished_on=None, granted_by=world.carla).count() == 1


@pytest.mark.parametrize("role", ["trainer", "city_coordinator", "network_coordinator", "king", ""])
def test_other_roles_are_the_networks_to_give(world, things, client, role):
    client.force_login(world.carla)
    assert client.post(f"/en/city/cascais/people/{world.lia.pk}/roles/", {"role": role}).status_code == 422
    assert not RoleGrant.objects.filter(person=world.lia).exists()


def test_people_of_another_city_are_given_nothing(world, things, client):
    client.force_login(world.carla)
    assert client.post(f"/en/city/cascais/people/{world.mouna.pk}/roles/", {"role": "mentor"}).status_code == 404
    assert client.get(f"/en/city/cascais/people/{world.mouna.pk}/").status_code == 404


def test_a_role_ends(world, things, client):
    client.force_login(world.carla)
    assert client.post(f"/en/city/cascais/team/roles/{things['grant']}/end/").status_code == 302
    assert RoleGrant.objects.get(pk=things["grant"]).finished_on == timezone.localdate()


def test_a_coordinators_own_role_is_not_the_citys_to_end(world, things, client):
    client.force_login(world.carla)
    own = RoleGrant.objects.get(person=world.carla)
    assert client.post(f"/en/city/cascais/team/roles/{own.pk}/end/").status_code == 404
    assert RoleGrant.objects.get(pk=own.pk).finished_on is None


# Organisations ------------------------------------------------------------------------------------------------

def test_an_organisation_is_added_changed_and_shown_on_the_citys_page(world, things, client):
    client.force_login(world.carla)
    made = {"name": "Green  Door", "kind": "cooperative", "description": "Opens doors.", "website": "green-door.example"}
    assert client.post("/en/city/cascais/team/organisations/new/", made).status_code == 302
    body = Organisation.objects.get(name="Green Door")
    assert (body.city, body.kind, body.website) == (world.cascais, "cooperative", "https://green-door.example")
    client.post(f"/en/city/cascais/team/organisations/{body.pk}/", {**made, "name": "Blue Door"})
    words = client.get("/en/cities/cascais/").content.decode()
    assert "Blue Door" in words and "Opens doors." in words


@pytest.mark.parametrize(("wrong", "field"), [({"name": "Pottery Co-operative"}, "name"), ({"name": ""}, "name"), ({"name": "a\nb"}, "name"),
                                              ({"website": "javascript:alert(1)"}, "website"), ({"kind": "gang"}, "kind")])
def test_a_wrong_organisation_is_refused_and_what_was_typed_is_kept(world, things, client, wrong, field):
    client.force_login(world.carla)
    answer = client.post("/en/city/cascais/team/organisations/new/", {"name": "Good", "kind": "other", "description": "Typed words", "website": "", **wrong})
    words = answer.content.decode()
    assert answer.status_code == 422 and "Typed words" in words and f'href="#id_{field}"' in words
    assert Organisation.objects.filter(city=world.cascais).count() == 1


def test_someone_of_the_city_gets_an_organisation_of_the_city_only(world, things, client):
    elsewhere = Organisation.objects.create(name="Loom", city=world.mahdia)
    client.force_login(world.carla)
    assert client.post(f"/en/city/cascais/people/{world.lia.pk}/organisation/", {"organisation": elsewhere.pk}).status_code == 422
    assert client.post(f"/en/city/cascais/people/{world.lia.pk}/organisation/", {"organisation": world.cooperative.pk}).status_code == 302
    world.lia.refresh_from_db()
    assert world.lia.organisation == world.cooperative

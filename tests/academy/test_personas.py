"""The demo people, and the page that signs you in as one: in demo mode only."""

import pytest

from academy.demo_people import PERSONAS, lay_people
from academy.models import Organisation, PartnerCity, RoleGrant, User
from academy.models.people import Role
from tests.academy.test_sign_in import as_demo
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    as_demo(settings)
    return lay_people(NOW)


def test_there_is_no_such_page_outside_demo_mode(client):
    lay_people(NOW)
    assert client.get("/en/personas/").status_code == 404
    assert client.post("/en/personas/", {"login": "learner"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_says_who_everybody_is_and_what_to_try(demo, client):
    page = client.get("/en/personas/").content.decode()
    for one in PERSONAS:
        assert one.name in page and one.email in page
    assert "Open the course on co-production" in page


@pytest.mark.parametrize("login", [one.login for one in PERSONAS])
def test_one_button_signs_in_as_each(demo, client, login):
    response = client.post("/en/personas/", {"login": login})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(demo[login].pk)
    assert client.get(response.url, follow=True).status_code == 200


def test_a_link_signs_nobody_in(demo, client):
    client.get("/en/personas/?login=network")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("login", ["", "admin", "lia", "learner@demo.example"])
def test_it_signs_in_as_nobody_else(demo, client, login):
    make_person("lia", "Lia Learns")
    assert client.post("/en/personas/", {"login": login}).status_code == 404


def test_laying_them_twice_changes_nothing(demo):
    before = (User.objects.count(), PartnerCity.objects.count(), Organisation.objects.count(), RoleGrant.objects.count())
    lay_people(NOW)
    assert before == (User.objects.count(), PartnerCity.objects.count(), Organisation.objects.count(), RoleGrant.objects.count())
    assert before[:2] == (9, 8)


def test_laying_them_again_mends_what_a_visitor_changed(demo):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(demo["trainer"], "JBSWY3DPEHPK3PXP")
    User.objects.filter(pk=demo["trainer"].pk).update(name="Somebody Rude", is_active=False)
    demo["trainer"].emailaddress_set.update(verified=False)
    again = lay_people(NOW)["trainer"]
    assert (again.pk, again.name, again.is_active) == (demo["trainer"].pk, "Tam Demo", True)
    assert not again.authenticator_set.exists()
    assert again.emailaddress_set.get().verified


def test_an_erased_demo_person_comes_back_as_a_new_one(demo):
    from academy.erasure import erase_person

    erase_person(demo["learner"], at=NOW)
    again = lay_people(NOW)["learner"]
    assert again.pk != demo["learner"].pk and again.name == "Lua Demo"


def test_the_mentor_is_also_a_mentee(demo):
    assert set(RoleGrant.objects.filter(person=demo["mentor"]).values_list("role", flat=True)) == {Role.MENTOR, Role.LEARNER}


def test_cities_speak_and_live_as_they_do(demo):
    mahdia = PartnerCity.objects.get(slug="mahdia")
    assert (mahdia.country, mahdia.time_zone, mahdia.languages, mahdia.tradition) == ("TN", "Africa/Tunis", ["ar", "fr"], "zellige")
    for city in PartnerCity.objects.all():
        city.full_clean()

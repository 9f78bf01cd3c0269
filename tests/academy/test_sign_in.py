"""Signing in and out: what is refused, what is counted, and where one may be sent afterwards."""

import re

import pytest
from django.core.cache import cache

from academy.demo_people import lay_people
from academy.models import ThrottleCount, User
from tests.academy.people_mail import deliver, link_in
from tests.world import NOW, PASSWORD

pytestmark = pytest.mark.django_db
WRONG = "not-the-password-at-all"


@pytest.fixture(autouse=True)
def the_same_quarter_of_an_hour(time_machine_at_noon):
    """Throttle windows are fixed: a test must not run across a border."""


@pytest.fixture
def time_machine_at_noon():
    import time_machine

    with time_machine.travel(NOW, tick=False):
        yield


def sign_in(client, email, password=PASSWORD, language="en", **more):
    return client.post(f"/{language}/account/login/", {"login": email, "password": password, **more})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_and_lands_in_their_space(world, client):
    assert sign_in(client, world.lia.email).url == "/en/my/"
    assert signed_in(client)


def test_capital_letters_in_the_address_do_not_matter(world, client):
    sign_in(client, world.lia.email.upper())
    assert signed_in(client)


def test_it_stays_in_the_language_of_the_page(world, client):
    assert sign_in(client, world.lia.email, language="ar").url == "/ar/my/"


def test_a_wrong_password_keeps_the_address_and_never_the_password(world, client):
    page = sign_in(client, world.lia.email, WRONG).content.decode()
    assert f'value="{world.lia.email}"' in page
    assert WRONG not in page
    assert "do not go together" in page


def test_known_and_unknown_addresses_get_the_same_page(world, client):
    pages = [re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", sign_in(client, email, WRONG).content.decode()).replace(email, "X")
             for email in (world.lia.email, "nobody@people.example")]
    assert pages[0] == pages[1]


def test_known_and_unknown_addresses_cost_one_hash_each(world, client, monkeypatch):
    from django.contrib.auth import hashers

    made = []
    plain = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda self, *given: (made.append(1), plain(self, *given))[1])
    costs = []
    for email in (world.lia.email, "nobody@people.example"):
        made.clear()
        sign_in(client, email, WRONG)
        costs.append(len(made))
    assert costs[0] == costs[1] > 0


def test_an_account_is_held_after_ten_tries_from_one_place_though_the_cache_forgets(world, client):
    for _turn in range(10):
        cache.clear()
        sign_in(client, world.lia.email, WRONG)
    cache.clear()
    page = sign_in(client, world.lia.email).content.decode()
    assert "Too many tries" in page
    assert not signed_in(client)


def test_a_held_account_leaves_its_neighbours_in_the_classroom_alone(world, client):
    for _turn in range(11):
        cache.clear()
        sign_in(client, world.lia.email, WRONG)
    sign_in(client, world.marta.email)
    assert signed_in(client)


def test_an_account_is_held_after_many_tries_from_many_places(world, client):
    for turn in range(51):
        cache.clear()
        client.post("/en/account/login/", {"login": world.lia.email, "password": WRONG}, REMOTE_ADDR=f"192.0.2.{turn}")
    cache.clear()
    page = client.post("/en/account/login/", {"login": world.lia.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1").content.decode()
    assert "Too many tries" in page


def test_a_classroom_may_share_one_account_as_long_as_its_password_is_right(world, client):
    for _turn in range(30):
        cache.clear()
        client.logout()
        sign_in(client, world.lia.email)
        assert signed_in(client)


def test_the_counts_hold_neither_address_nor_name(world, client):
    sign_in(client, world.lia.email, WRONG)
    assert ThrottleCount.objects.count() == 3
    assert all(re.fullmatch(r"[0-9a-f]{64}", row.key) for row in ThrottleCount.objects.all())


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "https:evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_it_never_sends_anybody_elsewhere(world, client, elsewhere):
    assert sign_in(client, world.lia.email, next=elsewhere).url == "/en/my/"


def test_another_allowed_host_is_elsewhere_too(world, client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    assert sign_in(client, world.lia.email, next="http://other.example/").url == "/en/my/"


def test_it_goes_on_where_one_wanted_to_go(world, client):
    assert sign_in(client, world.lia.email, next="/en/my/profile/").url == "/en/my/profile/"


def test_without_ticking_the_box_the_sign_in_ends_with_the_browser(world, client):
    sign_in(client, world.lia.email)
    assert client.session.get_expire_at_browser_close()
    client.logout()
    sign_in(client, world.lia.email, remember="on")
    assert not client.session.get_expire_at_browser_close()


def test_a_link_does_not_sign_out(world, client):
    client.force_login(world.lia)
    client.get("/en/account/logout/")
    assert signed_in(client)
    client.post("/en/account/logout/")
    assert not signed_in(client)


def test_the_editors_admin_has_no_door_of_its_own(world, client):
    assert client.get("/cms/login/?next=/cms/").url == "/en/account/login/?next=/cms/"
    assert client.get("/cms/").url == "/en/account/login/?next=/cms/"
    assert client.get("/cms/password_reset/").status_code == 404
    assert client.get("/en/_util/login/?next=/en/").url == "/en/account/login/?next=/en/"
    client.post("/en/_util/login/", {"username": world.teo.email, "password": PASSWORD})
    assert not signed_in(client), "Wagtail's own form would ask for no second factor"
    assert client.get("/django-admin/").status_code == 404


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(world, client):
    client.post("/en/account/password/reset/", {"email": world.lia.email})
    message, = deliver()
    link = link_in(message)
    form_at = client.get(link).url
    done = client.post(form_at, {"password1": "quite-another-sentence", "password2": "quite-another-sentence"})
    assert done.status_code == 302
    sign_in(client, world.lia.email, "quite-another-sentence")
    assert signed_in(client)
    client.logout()
    assert "no longer works" in client.get(link, follow=True).content.decode()


def test_asking_for_a_new_password_answers_the_same_for_everybody(world, client):
    answers = [client.post("/en/account/password/reset/", {"email": email}) for email in (world.lia.email, "nobody@people.example")]
    assert answers[0].url == answers[1].url
    assert [message.to for message in deliver()] == [[world.lia.email], ["nobody@people.example"]]


def test_a_closed_account_does_not_open(world, client):
    User.objects.filter(pk=world.lia.pk).update(is_active=False)
    sign_in(client, world.lia.email)
    assert not signed_in(client)


# The demo people ----------------------------------------------------------------------------------------

@pytest.mark.parametrize("login", ["learner", "mentor", "coordinator-cascais", "coordinator-mahdia", "trainer", "network"])
def test_a_demo_person_signs_in_by_the_ordinary_form_in_demo_mode(client, settings, login):
    as_demo(settings)
    lay_people(NOW)
    assert sign_in(client, f"{login}@demo.example", "tessera-demo").url == "/en/my/"
    assert signed_in(client)


def test_no_password_of_a_demo_person_is_stored(settings):
    as_demo(settings)
    lay_people(NOW)
    assert not any(person.has_usable_password() for person in User.objects.all())


def test_outside_demo_mode_a_demo_person_is_refused_in_a_clear_sentence(client, settings):
    lay_people(NOW)
    page = sign_in(client, "learner@demo.example", "tessera-demo").content.decode()
    assert "only where the academy runs as a demo" in page
    assert not signed_in(client)


def test_the_demo_password_opens_nobody_elses_account(world, client, settings):
    as_demo(settings)
    sign_in(client, world.lia.email, "tessera-demo")
    assert not signed_in(client)


def as_demo(settings) -> None:
    settings.DEMO = True
    settings.AUTHENTICATION_BACKENDS = ["academy.demo_sign_in.DemoBackend", *settings.AUTHENTICATION_BACKENDS]

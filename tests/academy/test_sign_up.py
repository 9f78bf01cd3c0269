"""Signing up: a confirmed address, a name with its why, and nothing that tells who is already here."""

import pytest
from django.core.cache import cache

from academy.models import Intention, User
from tests.academy.people_mail import code_in, deliver

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ana Nova", "email": "ana@people.example", "password1": "a-long-enough-sentence"}


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def sign_up(client, **changes):
    return client.post("/en/account/signup/", {**GOOD, **changes})


def test_it_asks_for_the_name_and_says_why(client):
    page = client.get("/en/account/signup/").content.decode()
    assert "beside what you write in discussions" in page
    assert 'autocomplete="name"' in page
    assert "placeholder" not in page


def test_it_lets_nobody_in_before_the_address_is_confirmed(client):
    sign_up(client)
    person = User.objects.get(email=GOOD["email"])
    assert person.name == "Ana Nova"
    assert "_auth_user_id" not in client.session
    assert client.post("/en/account/login/", {"login": GOOD["email"], "password": GOOD["password1"]}).url == "/en/account/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_the_code_of_the_mail_signs_in_and_welcomes(client):
    sign_up(client, entry_path="student")
    message, = deliver()
    assert message.to == ["ana@people.example"]
    response = client.post("/en/account/confirm-email/", {"code": code_in(message)})
    assert response.url == "/en/welcome/"
    assert client.get("/en/welcome/").status_code == 200
    person = User.objects.get(email=GOOD["email"])
    assert person.entry_path == "student"
    assert person.emailaddress_set.get().verified


def test_the_code_works_in_the_language_one_signed_up_in(client):
    client.post("/ar/account/signup/", GOOD)
    assert User.objects.get(email=GOOD["email"]).language == "ar"


def test_a_wrong_code_is_refused_in_a_sentence(client):
    sign_up(client)
    page = client.post("/en/account/confirm-email/", {"code": "AAA-BBB"}).content.decode()
    assert "This code is not right" in page
    assert "_auth_user_id" not in client.session


def test_every_welcome_question_can_be_skipped(world, client):
    client.force_login(world.stranger)
    assert client.post("/en/welcome/", {}).url == "/en/my/"
    world.stranger.refresh_from_db()
    assert (world.stranger.city, world.stranger.entry_path) == (None, "")


def test_a_known_address_gets_the_same_answer(world, client, django_assert_max_num_queries):
    known = sign_up(client, email=world.lia.email)
    client.cookies.clear()
    unknown = sign_up(client)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert User.objects.filter(email=world.lia.email).count() == 1


def test_after_a_known_address_the_next_page_is_the_same_too(world, client):
    pages = []
    for email in (world.lia.email, "new@people.example"):
        client.cookies.clear()
        sign_up(client, email=email)
        page = client.get("/en/account/confirm-email/").content.decode().replace(email, "ADDRESS")
        pages.append(without_tokens(page))
    assert pages[0] == pages[1]


def without_tokens(page: str) -> str:
    import re

    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)


def test_the_owner_of_a_known_address_is_told_by_mail(world, client):
    sign_up(client, email=world.lia.email)
    message, = deliver()
    assert message.to == [world.lia.email]
    assert "There is one already" in message.body


def test_a_known_address_costs_a_password_hash_as_a_new_one_does(world, client, monkeypatch):
    hashed = []
    plain = User.set_password
    monkeypatch.setattr(User, "set_password", lambda self, raw: (hashed.append(raw), plain(self, raw))[1])
    for email in (world.lia.email, "new@people.example"):
        client.cookies.clear()
        hashed.clear()
        sign_up(client, email=email)
        assert hashed == [GOOD["password1"]], email


def test_a_second_click_after_the_answer_changes_nothing(client):
    sign_up(client)
    assert sign_up(client).url == "/en/account/confirm-email/"
    message, = deliver()
    assert client.post("/en/account/confirm-email/", {"code": code_in(message)}).url == "/en/welcome/"


def test_a_double_click_makes_one_account_and_the_newest_code_opens_it(client):
    sign_up(client)
    client.cookies.clear()  # the second request left before the first was answered
    sign_up(client)
    assert User.objects.count() == 1
    messages = deliver()
    assert [message.subject for message in messages] == ["Your code for Tessera"] * 2
    assert client.post("/en/account/confirm-email/", {"code": code_in(messages[-1])}).url == "/en/welcome/"


def test_two_clicks_at_the_same_moment_break_nothing(client, monkeypatch):
    sign_up(client)
    client.cookies.clear()
    from allauth.account.internal.flows import manage_email

    # The second request looked before the first had written: only the database's constraint is left.
    monkeypatch.setattr(manage_email, "email_already_exists", lambda email: (email, False))
    monkeypatch.setattr("allauth.account.forms.flows.manage_email.email_already_exists", lambda email: (email, False))
    assert sign_up(client).url == "/en/account/confirm-email/"
    assert User.objects.count() == 1


def test_the_same_address_with_another_password_is_a_stranger(client):
    sign_up(client)
    client.cookies.clear()
    sign_up(client, password1="the-password-of-a-stranger")
    assert "There is one already" in deliver()[-1].body
    assert User.objects.get().check_password(GOOD["password1"])


def test_an_address_of_the_demo_people_is_refused(client):
    page = sign_up(client, email="me@demo.example").content.decode()
    assert "belong to the demo people" in page
    assert not User.objects.filter(email="me@demo.example").exists()


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "Ana\nBcc: x@y.z"), ("name", "A‮na"), ("email", "not an address"),
                                              ("password1", "short"), ("password1", "1234567890123")])
def test_a_bad_answer_keeps_what_was_typed_and_links_to_its_field(client, field, value):
    page = sign_up(client, **{field: value}).content.decode()
    assert 'class="error-summary"' in page
    assert f'href="#id_{field}"' in page
    assert 'value="ana@people.example"' in page or field == "email"
    assert not User.objects.exists()


def test_mails_to_one_address_are_limited_whatever_the_cache_forgets(client):
    for _turn in range(14):
        cache.clear()
        client.cookies.clear()
        client.post("/en/account/password/reset/", {"email": "somebody@people.example"})
    assert Intention.objects.filter(kind="mail.rendered").count() == 10


def test_the_mail_is_wiped_once_sent(client):
    sign_up(client)
    waiting = Intention.objects.get(kind="mail.rendered")
    assert "Ana" in str(waiting.payload)
    deliver()
    waiting.refresh_from_db()
    assert "Ana" not in str(waiting.payload)

"""The pages about one's own account: address, password, sign-ins, and how all of them are built."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from academy.templatetags.people import browser_in_words
from tests.academy.people_mail import code_in, deliver
from tests.world import PASSWORD

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
OPEN = ("account/login/", "account/signup/", "account/password/reset/", "account/password/reset/done/", "privacy/", "account/inactive/",
        "account/password/reset/key/1-made-up/", "account/city/login/cancelled/", "account/city/login/error/")
MINE = ("my/profile/", "welcome/", "account/email/", "account/password/change/", "account/2fa/", "account/2fa/totp/activate/", "account/2fa/webauthn/",
        "account/2fa/webauthn/add/", "account/sessions/", "account/city/", "my/data/", "my/data/erase/", "account/logout/", "account/reauthenticate/")


def confirmed(client, person) -> Client:
    """Signed in, and the password given once more."""
    client.force_login(person)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("address", [*OPEN, *MINE])
def test_every_page_is_whole(world, client, address, language):
    """Language, direction, one main part, one heading, a title; no script, style or handler inside; every field labelled."""
    if address in MINE:
        confirmed(client, world.lia)
    response = client.get(f"/{language}/{address}", follow=True)
    page = response.content.decode()
    assert response.status_code == (401 if address.endswith("login/error/") else 200)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert page.count("<main") == page.count("<h1") == 1
    assert not re.search(r"<title>\s*·", page)
    assert not re.search(r"<style|\sstyle=|\son\w+=\"|javascript:|placeholder=", page)
    for tag in re.findall(r"<script[^>]*>", page):
        assert "src=" in tag or 'type="application/json"' in tag
    for field in re.findall(r"<(?:input|select|textarea)[^>]*>", page):
        if 'type="hidden"' not in field:
            assert f'for="{re.search(chr(34).join(["id=", "([^", "]+)", ""]), field).group(1)}"' in page, field


def test_a_new_address_counts_once_its_code_is_typed(world, client):
    confirmed(client, world.lia)
    client.post("/en/account/email/", {"email": "new-lia@people.example", "action_add": ""})
    message, = deliver()
    assert message.to == ["new-lia@people.example"]
    world.lia.refresh_from_db()
    assert world.lia.email == "lia@people.example"
    client.post("/en/account/confirm-email/", {"code": code_in(message)})
    world.lia.refresh_from_db()
    assert world.lia.email == "new-lia@people.example"
    told = deliver()
    assert ["lia@people.example"] in [mail.to for mail in told], "the old address hears of it"


def test_somebody_elses_address_is_not_told_to_be_taken(world, client):
    confirmed(client, world.lia)
    answers = [client.post("/en/account/email/", {"email": email, "action_add": ""}) for email in (world.marta.email, "free@people.example")]
    assert (answers[0].status_code, answers[0].url) == (answers[1].status_code, answers[1].url)
    client.post("/en/account/confirm-email/", {"code": "AAA-AAA"})
    world.marta.refresh_from_db()
    assert world.marta.email == "marta@people.example"


def test_changing_the_password_signs_out_everywhere_else_and_writes(world, client):
    elsewhere = Client()
    elsewhere.force_login(world.lia)
    confirmed(client, world.lia)
    new = "quite-another-sentence"
    client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/en/my/profile/").status_code == 200
    assert elsewhere.get("/en/my/profile/").status_code == 302
    assert any("password was changed" in mail.body for mail in deliver())


def test_a_wrong_password_changes_nothing(world, client):
    confirmed(client, world.lia)
    page = client.post("/en/account/password/change/", {"oldpassword": "no", "password1": "quite-another-one", "password2": "quite-another-one"}).content.decode()
    assert "not your password of now" in page
    world.lia.refresh_from_db()
    assert world.lia.check_password(PASSWORD)


def test_one_sees_and_ends_the_other_sign_ins(world, client):
    elsewhere = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 8.1) Gecko/109.0 Firefox/110.0")
    for browser in (elsewhere, client):
        browser.post("/en/account/login/", {"login": world.lia.email, "password": PASSWORD})
    page = client.get("/en/account/sessions/").content.decode()
    assert "Firefox on Android" in page and "this one" in page
    client.post("/en/account/sessions/")
    assert elsewhere.get("/en/my/profile/").status_code == 302
    assert client.get("/en/my/profile/").status_code == 200
    assert UserSession.objects.filter(user=world.lia).count() == 1


def test_nobody_sees_the_sign_ins_of_others(world, client):
    Client(HTTP_USER_AGENT="Marta's own Firefox/1 Linux").post("/en/account/login/", {"login": world.marta.email, "password": PASSWORD})
    client.force_login(world.lia)
    assert "Firefox on Linux" not in client.get("/en/account/sessions/").content.decode()


@pytest.mark.parametrize(("said", "words"), [
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120", "Edge on Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Version/17 Mobile Safari/604", "Safari on iPhone"),
    ("something <script>", "something <script>"), ("", "")])
def test_a_browser_is_named_in_words(said, words):
    assert browser_in_words(said) == words


def test_too_many_requests_get_a_page_that_says_so(world, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    for _turn in range(2):
        response = client.post("/en/account/signup/", {})
    assert response.status_code == 429
    assert "wait a little" in response.content.decode()

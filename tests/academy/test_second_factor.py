"""The staff door: staff roles ask for a second factor, demo mode alone waives it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from academy.models import RoleGrant
from academy.models.people import Role
from academy.role_groups import sync_groups
from tests.world import NOW, PASSWORD, TOTP_SECRET, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(world):
    """A trainer who has set nothing up yet."""
    person = make_person("newcomer", "New Trainer")
    RoleGrant.objects.grant(person, Role.TRAINER, by=world.nadia, at=NOW)
    return person


def code_now() -> str:
    return format_hotp_value(hotp_value(TOTP_SECRET, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("address", ["/cms/", "/cms/pages/", "/en/network/", "/ar/city/cascais/", "/en/lead/spring/"])
def test_staff_without_one_are_led_to_the_page_that_says_why(newcomer, client, address):
    client.force_login(newcomer)
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/en/account/second-factor/needed/") or response.url.startswith("/ar/account/second-factor/needed/")
    page = client.get(response.url)
    assert page.status_code == 403
    assert "set up a second factor" in page.content.decode() or "/ar/" in response.url


def test_posting_does_not_get_around_it(newcomer, client):
    client.force_login(newcomer)
    assert "second-factor" in client.post("/cms/pages/1/delete/").url


def test_everything_else_works_without_one(newcomer, client):
    client.force_login(newcomer)
    assert client.get("/en/my/profile/").status_code == 200


def test_with_one_the_door_is_open(newcomer, client):
    TOTP.activate(newcomer, TOTP_SECRET)
    client.force_login(newcomer)
    assert client.get("/cms/").status_code == 200


def test_recovery_codes_alone_are_not_one(newcomer, client):
    Authenticator.objects.create(user=newcomer, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    client.force_login(newcomer)
    assert client.get("/cms/").status_code == 302


def test_demo_mode_waives_it(newcomer, client, settings):
    settings.DEMO = True
    client.force_login(newcomer)
    assert client.get("/cms/").status_code == 200


def test_a_learner_is_told_and_not_sent_round_in_circles(world, client):
    client.force_login(world.lia)
    page = client.get("/cms/", follow=True)
    assert page.status_code == 403 and page.redirect_chain == []
    assert "needs a role" in page.content.decode()
    assert client.post("/cms/logout/").status_code == 302


def test_the_page_leads_nowhere_else(newcomer, client):
    client.force_login(newcomer)
    page = client.get("/en/account/second-factor/needed/?next=https://evil.example/cms/").content.decode()
    assert 'href="https://evil.example' not in page
    assert "go on where you wanted to go" not in page


def test_signing_in_asks_for_the_digits(world, client):
    sync_groups()
    answer = client.post("/en/account/login/", {"login": world.teo.email, "password": PASSWORD})
    assert answer.url == "/en/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(answer.url, {"code": code_now()}).url == "/en/my/"
    assert "_auth_user_id" in client.session


def test_digits_cannot_be_guessed_for_ever_though_the_cache_forgets(world, client):
    from django.core.cache import cache

    answer = client.post("/en/account/login/", {"login": world.teo.email, "password": PASSWORD})
    for _turn in range(10):
        cache.clear()
        client.post(answer.url, {"code": "000000"})
    cache.clear()
    assert "Too many tries" in client.post(answer.url, {"code": code_now()}).content.decode()


def test_the_secret_is_encrypted_at_rest(world):
    kept = Authenticator.objects.get(user=world.teo).data
    assert TOTP_SECRET not in str(kept)


def test_a_new_secret_key_still_reads_what_the_old_one_kept(world, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-" + "y" * 50
    assert Authenticator.objects.get(user=world.teo).wrap().validate_code(code_now())


def test_setting_up_an_app_asks_for_the_password_first(newcomer, client):
    client.force_login(newcomer)
    assert "reauthenticate" in client.get("/en/account/2fa/totp/activate/").url
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/en/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    digits = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = client.post("/en/account/2fa/totp/activate/", {"code": digits})
    assert done.url == "/en/account/2fa/recovery-codes/"
    assert len(client.get(done.url).context["unused_codes"]) == 10
    assert client.get("/cms/").status_code == 200


def test_no_page_of_it_has_a_script_or_style_inside(newcomer, client):
    client.force_login(newcomer)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    for address in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        page = client.get(f"/en/account/2fa/{address}").content.decode()
        assert "<style" not in page and " style=" not in page and "onclick" not in page
        for tag in page.split("<script")[1:]:
            assert "src=" in tag.split(">")[0] or 'type="application/json"' in tag.split(">")[0], tag[:200]

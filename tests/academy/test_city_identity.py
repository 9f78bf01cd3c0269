"""Signing in with a city's own identity provider: read loudly from the environment, and proved against a real provider on this machine."""

import json
import os
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from academy.city_identity import as_allauth_setting, origins, read_identities
from academy.models import User
from tests.academy import city_idp
from tests.academy.people_mail import code_in, deliver

pytestmark = pytest.mark.any_database

GOOD = {"name": "City of Cascais", "issuer": "https://id.cascais.example/", "client_id": "tessera", "secret": "hush-hush"}


def test_a_good_entry_is_read():
    one, = read_identities([GOOD])
    assert (one.id, one.issuer, one.trust_email) == ("city-of-cascais", "https://id.cascais.example", False)
    assert origins((one,)) == ["https://id.cascais.example"]


@pytest.mark.parametrize(("change", "says"), [
    ({"issuer": None}, "missing issuer"), ({"secret": None}, "missing secret"), ({"colour": "blue"}, "unknown colour"),
    ({"issuer": "ftp://id.example"}, "issuer must be an address"), ({"issuer": "http://id.example"}, "issuer must be an address"),
    ({"issuer": "https://user:pass@id.example"}, "issuer must be an address"), ({"name": ""}, "name must be"), ({"client_id": 7}, "client_id must be"),
    ({"trust_email": "yes"}, "trust_email must be true or false"), ({"id": "Not A Slug"}, "small letters"), ({"name": "مدينة"}, "small letters"),
])
def test_a_bad_entry_stops_the_start_with_its_place_and_not_its_secret(change, says):
    entry = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    with pytest.raises(ImproperlyConfigured, match=says) as refused:
        read_identities([GOOD, entry])
    assert "entry 2" in str(refused.value) and "hush-hush" not in str(refused.value)


def test_two_entries_cannot_share_an_id():
    with pytest.raises(ImproperlyConfigured, match="share an id"):
        read_identities([GOOD, GOOD])


@pytest.mark.parametrize("value", ["{", "[1]", '{"name": "hush-hush"}', '[{"name": "x", "secret": "hush-hush"}]', '[{"secret": "hush-hush"'])
def test_the_start_itself_is_stopped(value, tmp_path):
    run = subprocess.run([sys.executable, "-c", "import academy.settings"], capture_output=True, text=True,
                         env={**os.environ, "OIDC_PROVIDERS": value, "VAR_DIR": str(tmp_path)})
    assert run.returncode != 0
    assert "OIDC_PROVIDERS" in run.stderr and "hush-hush" not in run.stderr.splitlines()[-1]


def test_the_content_policy_lets_the_form_go_to_the_provider_and_nowhere_else(tmp_path):
    run = subprocess.run([sys.executable, "-c", "from academy.settings import CONTENT_SECURITY_POLICY as c; print(c['DIRECTIVES']['form-action'])"],
                         capture_output=True, text=True, env={**os.environ, "OIDC_PROVIDERS": json.dumps([GOOD]), "VAR_DIR": str(tmp_path)})
    assert run.stdout.strip() == "[\"'self'\", 'https://id.cascais.example']"


# Against a running provider -----------------------------------------------------------------------------

@pytest.fixture
def provider(settings, db):
    with city_idp.running() as running:
        lay(settings, running)
        yield running


def lay(settings, running, **more) -> None:
    entry = {"name": "City of Tests", "id": "tests", "issuer": running.issuer, "client_id": city_idp.CLIENT_ID, "secret": city_idp.SECRET, **more}
    settings.CITY_IDENTITIES = read_identities([entry], http_allowed=True)
    settings.SOCIALACCOUNT_PROVIDERS = as_allauth_setting(settings.CITY_IDENTITIES)


def come_in(client, provider, **query):
    """Press the city's button, agree there, come back: the academy's answer."""
    away = client.post("/identity/oidc/tests/login/", query_params={"process": "login", "next": "/en/my/", **query})
    assert away.url.startswith(f"{provider.issuer}/authorize?")
    return client.get(provider.authorize(away.url))


def test_the_sign_in_page_offers_the_city(provider, client):
    page = client.get("/en/account/login/").content.decode()
    assert "City of Tests" in page and "/identity/oidc/tests/login/" in page


def test_a_link_alone_sends_nobody_to_the_provider(provider, client):
    assert client.get("/identity/oidc/tests/login/").status_code == 200


def test_somebody_new_confirms_name_and_address_before_an_account_is_made(provider, client):
    assert come_in(client, provider).url == "/en/account/city/signup/"
    page = client.get("/en/account/city/signup/").content.decode()
    assert 'value="Rui Cidade"' in page and 'value="rui@people.example"' in page
    assert not User.objects.exists()
    done = client.post("/en/account/city/signup/", {"name": "Rui C.", "email": "rui@people.example"})
    assert done.url == "/en/account/confirm-email/", "the city is not trusted with addresses"
    client.post(done.url, {"code": code_in(deliver()[-1])})
    person = User.objects.get()
    assert (person.name, person.has_usable_password()) == ("Rui C.", False)
    assert "_auth_user_id" in client.session


def test_who_came_in_before_comes_in_again(provider, world, client):
    SocialAccount.objects.create(user=world.lia, provider="tests", uid="city-42")
    assert come_in(client, provider).url == "/en/my/"
    assert client.session["_auth_user_id"] == str(world.lia.pk)


def test_a_city_cannot_take_over_an_account_by_claiming_its_address(provider, world, client):
    provider.person["email"] = world.lia.email
    come_in(client, provider)
    assert "_auth_user_id" not in client.session
    client.post("/en/account/city/signup/", {"name": "Rui", "email": world.lia.email})
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.filter(user=world.lia).exists()


def test_a_city_trusted_with_addresses_signs_their_owner_in(provider, settings, world, client):
    lay(settings, provider, trust_email=True)
    provider.person["email"] = world.lia.email
    assert come_in(client, provider).url == "/en/my/"
    assert client.session["_auth_user_id"] == str(world.lia.pk)


def test_even_a_trusted_city_does_not_with_an_address_it_has_not_verified(provider, settings, world, client):
    lay(settings, provider, trust_email=True)
    provider.person.update(email=world.lia.email, email_verified=False)
    come_in(client, provider)
    assert "_auth_user_id" not in client.session


def test_the_second_factor_is_asked_here_too(provider, world, client):
    SocialAccount.objects.create(user=world.teo, provider="tests", uid="city-42")
    assert come_in(client, provider).url.endswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_a_signed_in_person_connects_and_disconnects(provider, world, client):
    from tests.world import PASSWORD

    client.force_login(world.lia)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    come_in(client, provider, process="connect", next="/en/account/city/")
    account = SocialAccount.objects.get(user=world.lia)
    assert "City of Tests" in client.get("/en/account/city/").content.decode()
    client.post("/en/account/city/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("back", ["?code=made-up&state=made-up", "?error=access_denied", "", "?code=x"])
def test_a_made_up_answer_is_refused_in_a_page(provider, client, back):
    response = client.get(f"/identity/oidc/tests/login/callback/{back}", follow=True)
    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 401)
    assert "Back to sign in" in response.content.decode()


def test_an_answer_cannot_be_used_by_another_browser(provider, client):
    from django.test import Client

    away = client.post("/identity/oidc/tests/login/", query_params={"process": "login"})
    response = Client().get(provider.authorize(away.url), follow=True)
    assert "Back to sign in" in response.content.decode()


def test_a_provider_that_is_down_is_said_in_a_page(settings, db, client):
    with city_idp.running() as running:
        lay(settings, running)
    response = client.post("/identity/oidc/tests/login/", query_params={"process": "login"}, follow=True)
    assert response.status_code == 502
    assert "Back to sign in" in response.content.decode()


def test_without_any_provider_nothing_is_shown(client, db):
    page = client.get("/en/account/login/").content.decode()
    assert "city&#x27;s account" not in page
    assert client.post("/identity/oidc/tests/login/", follow=True).status_code == 404


def test_a_token_of_the_provider_is_not_kept(provider, world, client):
    from allauth.socialaccount.models import SocialToken

    SocialAccount.objects.create(user=world.lia, provider="tests", uid="city-42")
    come_in(client, provider)
    assert not SocialToken.objects.exists()
    assert EmailAddress.objects.filter(user=world.lia).count() == 1

"""Accounts in a real browser: passkeys, and pages that hinder nobody."""

import pytest

from tests.browser.sights import width_of_content
from tests.world import PASSWORD

OPEN = ("account/login/", "account/signup/", "account/password/reset/", "privacy/")
MINE = ("my/profile/", "welcome/", "account/email/", "account/password/change/", "account/2fa/", "account/2fa/totp/activate/", "account/2fa/webauthn/add/",
        "account/sessions/", "my/data/", "my/data/erase/")


def sign_in_by_form(page, base: str, person) -> None:
    page.goto(f"{base}/en/account/login/")
    page.fill("#id_login", person.email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


@pytest.fixture
def page_with_authenticator(page):
    """A page in a browser whose device can vouch for its user, and always does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True}})
    return page


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_signs_in_alone_and_as_second_factor(world, live_server, page_with_authenticator):
    page, base = page_with_authenticator, live_server.url
    sign_in_by_form(page, base, world.lia)
    page.wait_for_url("**/en/my/")
    page.goto(f"{base}/en/account/2fa/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/webauthn/add/**")
    page.fill("#id_name", "my phone")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    page.goto(f"{base}/en/account/2fa/webauthn/")
    assert "my phone" in page.inner_text("main")

    page.context.clear_cookies()
    page.goto(f"{base}/en/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/en/my/")

    page.context.clear_cookies()
    sign_in_by_form(page, base, world.lia)
    page.wait_for_url("**/2fa/authenticate/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/en/my/")


@pytest.mark.django_db(transaction=True)
def test_a_passkey_that_was_not_used_is_said_in_a_sentence(world, live_server, page):
    page.context.new_cdp_session(page).send("WebAuthn.enable")  # a device without any passkey
    page.goto(f"{live_server.url}/en/account/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }")
    page.click("#passkey_login")
    page.locator("[data-passkey-failed]").wait_for(state="visible")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_account_pages_hinder_nobody(world, live_server, open_page, axe, sign_in, language, dark):
    page = open_page("narrow", dark=dark, language=language)
    for address in OPEN:
        page.goto(f"{live_server.url}/{language}/{address}")
        assert width_of_content(page) == 0, address
        axe(page)
    world.lia.set_unusable_password()  # so that no page asks for the password in between
    world.lia.save()
    sign_in(page, world.lia)
    for address in MINE:
        page.goto(f"{live_server.url}/{language}/{address}")
        assert width_of_content(page) == 0, address
        axe(page)


@pytest.mark.django_db(transaction=True)
def test_the_demo_people_page_and_a_refused_form_hinder_nobody(seeded_live, phone, axe):
    phone.goto(f"{seeded_live}/en/personas/")
    axe(phone)
    phone.goto(f"{seeded_live}/en/account/signup/")
    phone.click("main form button[type=submit]")
    assert phone.evaluate("() => document.activeElement.className") == "error-summary"
    axe(phone)
    phone.goto(f"{seeded_live}/en/personas/")
    phone.click("main button >> nth=0")
    phone.wait_for_url("**/en/my/")


@pytest.mark.django_db(transaction=True)
def test_everything_works_without_javascript(world, live_server, open_page):
    page = open_page("phone", javascript=False)
    sign_in_by_form(page, live_server.url, world.lia)
    page.wait_for_url("**/en/my/")
    page.goto(f"{live_server.url}/en/my/profile/")
    page.fill("#id_name", "Lia Without")
    page.click("main button[type=submit]")
    assert page.input_value("#id_name") == "Lia Without"
    world.lia.refresh_from_db()
    assert world.lia.name == "Lia Without"

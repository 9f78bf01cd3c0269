"""The first page of the demo academy, as everybody meets it: any size, any direction, light and dark."""

import pytest

from tests.browser.sights import width_of_content


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("viewport", ["narrow", "laptop"])
def test_the_landing_page_hinders_nobody(seeded_live, open_page, axe, viewport, language, dark):
    page = open_page(viewport, dark=dark, language=language)
    page.goto(f"{seeded_live}/{language}/")
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1
    assert width_of_content(page) == 0
    axe(page)


def test_the_demo_learner_signs_in_with_the_password_on_the_terminal(seeded_live, page):
    page.goto(f"{seeded_live}/en/account/login/")
    page.fill("input[type=email], input[name=login]", "learner@demo.example")
    page.fill("input[type=password]", "tessera-demo")
    page.press("input[type=password]", "Enter")
    page.wait_for_url("**/en/my/")
    assert page.locator("main").is_visible()


def test_a_session_made_without_the_forms_is_signed_in(seeded_live, page):
    seeded_live.sign_in(page, "learner")
    page.goto(f"{seeded_live}/en/my/")
    assert page.url.endswith("/en/my/")


def test_the_page_says_when_something_is_wrong_on_it(seeded_live, page, watch):
    page.goto(f"{seeded_live}/en/")
    page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'void 0'; document.head.append(s); }")
    page.wait_for_timeout(50)
    assert any("Content Security Policy" in problem for problem in watch.problems)
    watch.problems.clear()

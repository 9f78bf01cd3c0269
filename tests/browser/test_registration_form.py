"""The form of an exchange in a real browser: what hangs on an answer shows when that answer is given, and without JavaScript always."""

import pytest

from cohorts.models import FormQuestion, Registration
from cohorts.ready_questions import ready_fields
from tests.gatherings import make_exchange

WIDE, ALLERGY = "How wide is it?", "Your allergy, or what else the kitchen should know"


@pytest.fixture
def asking(live_server, world):
    made = make_exchange(world, sessions=0)  # without a day it is open whenever this runs
    FormQuestion.objects.create(exchange=made, position=0, **ready_fields("diet"))
    poster = FormQuestion.objects.create(exchange=made, position=1, kind="yes_no", words={"en": {"label": "Do you bring a poster?"}})
    FormQuestion.objects.create(exchange=made, position=2, kind="number", words={"en": {"label": WIDE}}, asked_if=poster, asked_if_value="yes", required=True)
    return f"{live_server.url}/en/exchanges/{made.slug}/registration/"


def test_a_question_shows_when_its_answer_is_given(page, sign_in, asking, world, axe):
    sign_in(page, world.lia)
    page.goto(asking)
    assert not page.get_by_label(WIDE).is_visible() and not page.get_by_label(ALLERGY).is_visible()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("I have an allergy").check()
    assert page.get_by_label(WIDE).is_visible() and page.get_by_label(ALLERGY).is_visible()
    axe(page)
    page.get_by_label(WIDE).fill("90")
    page.get_by_label(ALLERGY).fill("peanuts")
    page.get_by_label("I have an allergy").uncheck()
    assert not page.get_by_label(ALLERGY).is_visible()
    page.locator("form").filter(has=page.get_by_label(WIDE)).get_by_role("button").click()
    page.wait_for_load_state()
    assert list(Registration.objects.get().answers.values()) == ["yes", "90"], "what is hidden is not kept"


def test_without_javascript_all_is_shown_and_says_when_it_is_asked(open_page, sign_in, asking, world):
    page = open_page("phone", javascript=False)
    sign_in(page, world.lia)
    page.goto(asking)
    assert page.get_by_label(WIDE).is_visible() and page.get_by_text("Only if you answered “Yes” to “Do you bring a poster?”.").is_visible()
    page.get_by_label("No", exact=True).check()
    page.get_by_label(WIDE).fill("a word")
    page.locator("form").filter(has=page.get_by_label(WIDE)).get_by_role("button").click()
    assert list(Registration.objects.get().answers.values()) == ["no"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

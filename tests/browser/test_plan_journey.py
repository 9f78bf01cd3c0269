"""The story of a measure: a city opens a call, somebody answers it without an account, and an empty room finds its use in the public plan."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.browser.sights import press
from tests.cohorts.mails import link_in, send_all

pytestmark = pytest.mark.django_db(transaction=True)

CALL, BODY, ROOM = "Who reads with the quarter?", "Lamp and Ladder (demo)", "Reading room of the closed school"
QUESTION, MEASURE = "On which days would you open?", "A reading room that is open on Sundays"


def test_a_city_opens_a_call_and_an_empty_room_becomes_a_measure(seeded_live, open_page):
    desk, phone = open_page("laptop", javascript=False), open_page("phone", javascript=False)
    seeded_live.sign_in(desk, "coordinator-larissa")
    opens_a_call(seeded_live, desk)
    private = answers_it(seeded_live, phone)
    judges_it(desk)
    gives_it_the_room(desk)
    phone.goto(f"{seeded_live}{private}")
    assert "A need of the quarter." in phone.inner_text("main") and "A room it asked for." in phone.inner_text("main")
    reader = open_page("phone", javascript=False)
    reader.goto(f"{seeded_live}/en/cities/larissa/plan/")
    assert MEASURE in reader.locator(".plan-measures").inner_text() and BODY not in reader.inner_text("main"), "who did not agree to be named is not"


def opens_a_call(live, page) -> None:
    page.goto(f"{live}/en/city/larissa/plan/")
    page.get_by_role("link", name="Calls", exact=True).click()
    page.get_by_role("link", name="Open a call").click()
    today = timezone.localdate(timezone=ZoneInfo("Europe/Athens"))
    for name, words in {"title": CALL, "words": "A room stands empty. Who fills it?", "who": "Everybody.", "opens_on": f"{today}", "opens_time": "00:00",
                        "closes_on": f"{today + timedelta(days=20)}"}.items():
        page.locator(f"[name={name}]").fill(words)
    keep(page)
    page.locator("[name=words-0]").fill("The quarter needs it.")
    page.locator("[name=weight-0]").select_option("3")
    keep(page)
    page.get_by_role("link", name="Change the questions").click()
    page.get_by_role("link", name="A question of your own").click()
    page.get_by_label("Question").fill(QUESTION)
    page.locator("[name=required]").check()
    keep(page)
    page.get_by_role("link", name="As people see it").click()
    assert page.get_by_label(QUESTION).count() == 1
    page.get_by_role("navigation", name="You are here").get_by_role("link", name=CALL).click()
    page.get_by_role("button", name="Publish").click()


def keep(page) -> None:
    page.get_by_role("button", name="Keep", exact=True).click()


def answers_it(live, page) -> str:
    """The path of the private page of the answer."""
    page.goto(f"{live}/en/cities/larissa/plan/")
    page.get_by_role("link", name=CALL).click()
    for name, words in {"body": BODY, "contact_name": "Roxani Demo", "email": "lamp@answers.example", "idea": "We read aloud, and lend what we have.",
                        "least_area": "60", "near": "Filippoupoli"}.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=needs][value=building]").check()
    page.locator("[name=uses][value=learning]").check()
    page.get_by_role("button", name="Send the answer").click()
    assert page.locator(".error-summary").get_by_role("link").count() == 1, "the city's own question has to be answered"
    page.get_by_label(QUESTION).fill("On Sundays.")
    page.get_by_role("button", name="Send the answer").click()
    assert "On Sundays." in page.inner_text("main")
    letter, = (each for each in send_all() if "lamp@answers.example" in each["To"])
    private = link_in(letter, "/answers/")
    assert private == urlsplit(page.url).path
    return private


def judges_it(page) -> None:
    page.reload()
    page.get_by_role("link", name="Close early or later").click()
    page.get_by_label("Why it closes early").fill("The school is needed before winter.")
    press(page, do="close")
    page.get_by_role("link", name="Answers", exact=True).click()
    page.get_by_role("link", name=BODY).click()
    assert "On Sundays." in page.inner_text("main")
    page.locator("[name^=points-][value='3']").check()
    page.locator("[name^=words-]").fill("A need of the quarter.")
    press(page, do="score")
    page.locator("[name=result][value=taken_up]").check()
    page.locator("[name=reason]").fill("A room it asked for.")
    press(page, do="decide")


def gives_it_the_room(page) -> None:
    page.goto(page.url.split("/plan/")[0] + "/plan/matches/")
    pair = page.locator(".desk-row", has_text=ROOM).filter(has_text=BODY)
    reasons = pair.locator(".match-reasons__good").all_inner_texts()
    assert len(reasons) >= 3 and any("75" in each for each in reasons) and any("Filippoupoli" in each for each in reasons), reasons
    pair.get_by_role("link").click()
    page.get_by_label("Title of the measure").fill(MEASURE)
    page.get_by_label("Who is responsible").fill("Office for the social economy (demo)")
    press(page, do="agree")
    assert MEASURE in page.get_by_role("region", name="Agreed").inner_text()
    assert page.locator("ol .desk-row", has_text=ROOM).count() == 0, "one thing goes to one answer"

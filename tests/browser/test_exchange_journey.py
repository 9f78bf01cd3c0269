"""The story of an exchange: opened on a phone, filled from four cities, a seat passed on, a day moved, a day cancelled; told by the calendar all along."""

from datetime import UTC, datetime, time, timedelta
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from cohorts.models import Exchange, Registration

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
LISBON = ZoneInfo("Europe/Lisbon")
PAGE = "/en/exchanges/a-market-of-things-lent/"
DESK = "/en/city/cascais/exchanges/a-market-of-things-lent/"


def test_from_an_idea_to_the_calendar_of_everybody(seeded_live, open_page):
    first_day = timezone.localdate() + timedelta(days=20)
    desk = open_page("phone", javascript=False)
    seeded_live.sign_in(desk, "coordinator-cascais")
    publish(seeded_live, desk, first_day)
    people = {login: open_page("phone", javascript=False) for login in ("learner", "mentor", "trainer", "network")}
    for login, page in people.items():
        seeded_live.sign_in(page, login)
        register(seeded_live, page)
    assert states() == {"learner": "registered", "mentor": "registered", "trainer": "registered", "network": "waitlisted"}
    assert "You are number 1 in the line" in people["network"].inner_text("main")

    a_seat_passes_on(seeded_live, people["mentor"], people["network"])

    before = read_calendar(seeded_live)
    move_second_day(seeded_live, desk, first_day)
    cancel_third_day(seeded_live, desk)
    calendar_has_learnt_of_it(before, read_calendar(seeded_live), first_day)
    another_city_sees_none_of_it(seeded_live, open_page("laptop"))


def publish(live, page, first_day) -> None:
    page.goto(f"{live}/en/city/cascais/")
    page.get_by_role("link", name="Exchanges", exact=True).last.click()
    page.get_by_role("link", name="New exchange").first.click()
    page.get_by_label("Title").fill("A market of things lent")
    page.get_by_label("In one or two sentences").fill("Three days on lending what one needs twice a year.")
    page.locator("input[name=day]").fill(f"{first_day}")
    page.locator("input[name=begins]").fill("09:30")
    page.locator("input[name=ends]").fill("16:00")
    page.locator("input[name=days]").fill("3")
    page.locator("input[name=place_name]").fill("The old market hall")
    page.locator("input[name=seats]").fill("3")
    page.get_by_role("button", name="Keep as a draft and look it over").click()
    assert "The old market hall" in page.inner_text("main")
    page.get_by_role("button", name="Publish").click()
    page.goto(live + PAGE)
    assert "3 seats in all" in page.inner_text("main")


def register(live, page) -> None:
    page.goto(live + PAGE)
    page.locator("main").get_by_role("link", name="Register").or_(page.get_by_role("link", name="Join the waiting list")).first.click()
    page.locator("main form button.button--primary").click()
    page.goto(live + PAGE)


def states() -> dict[str, str]:
    rows = Registration.objects.filter(exchange__slug="a-market-of-things-lent").select_related("person")
    return {row.person.email.split("@")[0]: row.state for row in rows}


def a_seat_passes_on(live, leaving, waiting) -> None:
    leaving.get_by_role("link", name="Withdraw my registration").click()
    leaving.locator("main form button.button--danger").click()
    assert states()["network"] == "offered"
    waiting.goto(f"{live}/en/my/exchanges/")
    waiting.get_by_role("button", name="Yes, I take the seat").click()
    assert states() == {"learner": "registered", "mentor": "withdrawn", "trainer": "registered", "network": "registered"}


def read_calendar(live) -> dict:
    with urlopen(f"{live}/en/exchanges/a-market-of-things-lent.ics") as answer:
        return {str(entry["UID"]): entry for entry in Calendar.from_ical(answer.read()).walk("VEVENT")}


def session(number: int):
    return Exchange.objects.get(slug="a-market-of-things-lent").sessions.order_by("pk")[number]


def move_second_day(live, page, first_day) -> None:
    page.goto(f"{live}{DESK}sessions/{session(1).key}/")
    page.locator("input[name=day]").fill(f"{first_day + timedelta(days=6)}")
    page.locator("main form button.button--primary").click()
    assert "3 people get a mail, and their calendars are corrected." in page.inner_text("main")
    page.get_by_role("button", name="Keep it, and tell them").click()


def cancel_third_day(live, page) -> None:
    page.goto(f"{live}{DESK}sessions/{session(2).key}/cancel/")
    page.locator("main [name=reason]").fill("The hall is taken that day.")
    page.locator("main form button.button--danger").click()


def calendar_has_learnt_of_it(before: dict, after: dict, first_day) -> None:
    kept, moved, cancelled = (str(session(number).key) for number in range(3))
    assert before.keys() == after.keys() == {kept, moved, cancelled}
    for name in ("DTSTART", "DTEND", "SEQUENCE", "STATUS"):
        assert after[kept][name] == before[kept][name], name
    begins = datetime.combine(first_day + timedelta(days=6), time(9, 30), tzinfo=LISBON)
    assert after[moved]["DTSTART"].dt.astimezone(UTC) == begins.astimezone(UTC)
    assert after[moved]["SEQUENCE"] == before[moved]["SEQUENCE"] + 1
    assert (before[cancelled]["STATUS"], after[cancelled]["STATUS"]) == ("CONFIRMED", "CANCELLED")


def another_city_sees_none_of_it(live, page) -> None:
    live.sign_in(page, "coordinator-mahdia")
    for path in ("", "people/", "people/list.csv", "edit/"):
        assert page.request.get(f"{live}{DESK}{path}").status == 404, path
    assert page.request.get(f"{live}/en/city/cascais/").status == 404


def test_the_archive_shows_who_came_and_what_was_decided(seeded_live, open_page):
    page = open_page("laptop")
    page.goto(f"{seeded_live}/en/exchanges/cascais-2022/")
    words = page.inner_text("main")
    assert "24–25 Nov 2022" in words or "24 November 2022" in words
    for said in ("Each city drafts a local plan out of what it saw.", "training that fits around work"):
        assert said in words
    assert "Ainhoa" not in words, "names of people who came are nobody's business"

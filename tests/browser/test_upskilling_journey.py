"""What somebody can do now, told as a story: marks and what stands behind them, badges a stranger checks, a city that writes to its people, a network that finds nobody."""

import csv
import io
import json
import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from academy.emails import deliver
from academy.models import Intention, SelfAssessment, User
from courses.models import BadgeAward
from home.city_letters import CityLetter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
DONE = {  # skill: (kind of evidence, what it says)
    "Working with others": ("Lesson done", "One person, one vote"),  # of the course she finished
    "Bookkeeping for small organisations": ("Mentoring received", "1 h"),
    "Telling our story": ("Mentoring given", "1 h"),
    "Learning through experience": ("Exchange visited", "Two days at the bench"),
}
BADGES = ["First steps in the solidarity economy", "Good neighbour of Cascais", "Went to see"]  # learning, mentoring, a visit
FIGURES = "/en/city/cascais/figures/"
CITIES = ["Barcelona", "Cascais", "Garges-lès-Gonesse", "Larissa", "Mahdia", "Pamplona", "Pordenone", "Sidi Bouzid"]
SMALL = {1, 2, 3, 4}
LETTER = "Shall we sit down together on Thursday?"


def test_from_a_mark_of_evidence_to_a_network_where_nobody_is_found(seeded_live, open_page):
    learner = open_page("phone", javascript=False)
    seeded_live.sign_in(learner, "learner")
    sees_what_stands_behind_each_mark(seeded_live, learner)
    address, token, picture = takes_a_badge_along(seeded_live, learner)
    a_stranger_checks(seeded_live, open_page("phone", javascript=False), address, token, picture)
    answers_half_and_finds_it_again(seeded_live, learner, open_page("phone", javascript=False))

    desk = open_page("laptop", javascript=False)
    seeded_live.sign_in(desk, "coordinator-cascais")
    writes_to_somebody_stuck(seeded_live, desk)
    prints_the_report(seeded_live, desk)
    network = open_page("laptop", javascript=False)
    seeded_live.sign_in(network, "network")
    compares_the_cities_and_finds_nobody(seeded_live, network)
    mahdia = open_page("phone", javascript=False)
    seeded_live.sign_in(mahdia, "coordinator-mahdia")
    for path in (FIGURES, f"{FIGURES}figures.csv", f"{FIGURES}figures.json", f"{FIGURES}report.pdf", f"{FIGURES}stuck/", f"{FIGURES}stuck/letter/"):
        assert mahdia.request.get(f"{seeded_live}{path}").status == 404, path


# The learner ------------------------------------------------------------------------------------------------

def sees_what_stands_behind_each_mark(live, page) -> None:
    page.goto(f"{live}/en/my/")
    page.get_by_role("link", name="My skills", exact=True).click()
    for skill, (kind, what) in DONE.items():
        page.get_by_role("link", name=skill, exact=True).first.click()
        pieces = page.get_by_role("region", name="Evidence").get_by_role("listitem").filter(has_text=kind).filter(has_text=what)
        assert pieces.count() >= 1 and "level" in pieces.first.inner_text(), (skill, page.inner_text("main"))
        if kind != "Exchange visited":
            page.get_by_role("navigation", name="You are here").get_by_role("link", name="My skills").click()
    pieces.first.get_by_role("link").click()
    assert "Two days at the bench" in page.inner_text("h1") and "/exchanges/" in page.url, "what stands behind the mark is the exchange itself"


def takes_a_badge_along(live, page) -> tuple[str, str, bytes]:
    """(the path of the address to share, the JWT, the PNG with the badge inside)"""
    page.goto(f"{live}/en/my/badges/")
    assert sorted(page.locator("section[aria-labelledby=earned] h3").all_inner_texts()) == BADGES
    address = page.get_by_label("Address to share").first.input_value()
    award = BadgeAward.objects.get(pk=urlsplit(address).path.split("/")[-2])
    assert award.holder == live.person("learner")
    files = {}
    for kind in ("JWT", "PNG"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=f"{kind} of {award.badge.title_in('en')}").click()
        files[kind] = coming.value.path().read_bytes()
    token = files["JWT"].decode().strip()
    assert token.count(".") == 2 and files["PNG"].startswith(b"\x89PNG") and token.encode() in files["PNG"]
    assert b"Lua" not in files["JWT"] + files["PNG"]
    return urlsplit(address).path, token, files["PNG"]


def answers_half_and_finds_it_again(live, page, elsewhere) -> None:
    page.goto(f"{live}/en/my/skills/")
    page.get_by_role("link", name="Look at my skills again").click()
    page.get_by_role("button", name="Begin").click()
    total = int(re.search(r"0 of (\d+) answered", page.inner_text("main"))[1])
    half = total // 2
    assert half >= 1
    for level in range(half):
        page.get_by_role("radio").nth(2 + level % 3).check()
        page.get_by_role("button", name="Keep and go on").click()
    page.get_by_role("link", name="Stop here: what I answered is kept").click()
    live.sign_in(elsewhere, "learner")
    elsewhere.goto(f"{live}/en/my/skills/")
    assert f"You began looking at {total} skills" in elsewhere.inner_text("main") and f": {half} answered" in elsewhere.inner_text("main")
    elsewhere.get_by_role("link", name="Go on with it").click()
    assert f"{half} of {total} answered" in elsewhere.inner_text("main") and elsewhere.get_by_text("left for later").count() == total - half
    kept = SelfAssessment.objects.of(live.person("learner")).unfinished().get()
    assert [kept.answers[code] for code in kept.codes[:half]] == [2 + level % 3 for level in range(half)]


# A stranger -------------------------------------------------------------------------------------------------

def a_stranger_checks(live, page, address: str, token: str, picture: bytes) -> None:
    page.goto(f"{live}{address}")
    said = page.inner_text("main")
    assert "This badge is genuine and valid" in said and "earned by Lua Demo" in said and page.title().startswith(page.inner_text("h1"))
    page.get_by_role("link", name="Check another badge").click()
    assert "This badge is genuine and valid" in check(page, picture)
    place = picture.index(token.encode()) + token.index(".") + 40  # within what the badge says
    other = b"A" if picture[place:place + 1] != b"A" else b"B"
    assert "This badge does not hold" in check(page, picture[:place] + other + picture[place + 1:])
    page.get_by_label("Or paste its text").fill(token[:-9] + ("A" if token[-9] != "A" else "B") + token[-8:])
    page.get_by_role("button", name="Check it").click()
    assert "This badge does not hold" in page.inner_text("main"), "nor with one letter of its signature changed"


def check(page, picture: bytes) -> str:
    page.get_by_label("The file of the badge").set_input_files({"name": "badge.png", "mimeType": "image/png", "buffer": picture})
    page.get_by_role("button", name="Check it").click()
    return page.locator(".badge-verdict").inner_text()


# The city ---------------------------------------------------------------------------------------------------

def writes_to_somebody_stuck(live, page) -> None:
    page.goto(f"{live}/en/city/cascais/")
    assert "This year in figures" in page.inner_text("main")
    page.get_by_role("link", name="All figures, other months, the report").click()
    assert "Cascais in figures" in page.inner_text("h1") and page.locator(".figure-multiples svg").count() >= 3
    page.get_by_role("link", name="Write to people who are stuck").click()
    page.get_by_role("checkbox", name="Célia de Exemplo").check()
    page.get_by_role("button", name="Write to those ticked").click()
    page.get_by_label("Message").fill(LETTER)
    page.get_by_role("button", name="Look at it first").click()
    said = page.inner_text("main")
    assert "As your readers will see it" in said and LETTER in said and "To 1 person" in said and not CityLetter.objects.exists()
    page.get_by_role("button", name="Send to 1 person").click()
    assert "Your letter is on its way to 1 person." in page.inner_text("body") and "How is the course going?" in page.inner_text("main")
    deliver(Intention.objects.get(kind="mail", key__contains="city_letter:"))  # it alone: much else of the demo waits, too
    letter = mail.outbox[-1]
    assert "classmate-3@demo.example" in letter.to[0] and "coordinator-cascais@demo.example" in letter.reply_to[0]
    assert LETTER in letter.body and "Cora Demo" in letter.body and "/mails/city/stop/" in letter.body


def prints_the_report(live, page) -> None:
    page.goto(f"{live}{FIGURES}")
    answer = page.request.get(f"{live}" + page.get_by_role("link", name="Report for the city’s team (PDF)").get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    words = "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.body())).pages)
    assert "Cascais" in words and f"{timezone.localdate().year}" in words and "Lessons done" in words
    assert found_of(words, of="cascais") == []


# The network ------------------------------------------------------------------------------------------------

def compares_the_cities_and_finds_nobody(live, page) -> None:
    page.goto(f"{live}/en/network/?year=2026")
    assert sorted(page.get_by_role("table", name="Cities side by side").first.locator("tbody th").all_inner_texts()) == CITIES
    files = {kind: page.request.get(f"{live}" + page.locator(f"main a[href*='figures.{kind}']").get_attribute("href")).text() for kind in ("csv", "json")}
    assert files["csv"].count("\n") > 100 and {each["name"] for each in json.loads(files["json"])["published"][-1]["cities"]} == set(CITIES)
    assert found_of(page.content() + files["csv"] + files["json"], but="network") == []

    cells = page.locator("main td").all_text_contents()
    assert len(cells) > 150 and [each for each in cells if each.strip().isdigit() and int(each) in SMALL] == []
    charts = page.locator("main svg:not(.chart--matrix) text, main .chart--matrix text:not(.chart__number)").all_text_contents()  # cities are numbered there
    assert [each for each in charts if each.strip().isdigit() and int(each) in SMALL] == []
    rows = list(csv.reader(io.StringIO(files["csv"].lstrip("\ufeff"))))
    assert [row for row in rows[1:] if row[-1].isdigit() and int(row[-1]) in SMALL] == []
    numbers = list(counts_in(json.loads(files["json"])))
    assert len(numbers) > 500 and [each for each in numbers if each in SMALL] == []


def counts_in(told):
    """Every number of the file but the one that says how the file is written."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key != "format":
                yield from counts_in(value)
    elif isinstance(told, list):
        for each in told:
            yield from counts_in(each)
    elif isinstance(told, int | float):
        yield told


def found_of(text: str, *, of: str = "", but: str = "") -> list[str]:
    """Names and addresses of people of the academy (of one city) that stand in a text."""
    people = User.objects.exclude(email=f"{but}@demo.example").exclude(name="")
    known = [each for pair in (people.filter(city__slug=of) if of else people).values_list("name", "email") for each in pair]
    assert len(known) > 20
    return [each for each in known if each in text]

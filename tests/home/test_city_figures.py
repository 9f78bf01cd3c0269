"""A city's figures: a small world counted by hand, read by its own team only, and never longer in the asking for being larger."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.counting_events import count_all
from academy.models import PersonCell, Tally, record
from academy.models.skills import Skill
from cohorts.models import Exchange
from home.city_figures import city_figures
from home.city_figures_safe import published_of
from home.city_report import city_report
from home.figure_period import Period
from home.publishing_figures import publish_until
from home.report_pdf import report_pdf
from tests.gatherings import make_exchange, make_session
from tests.world import enrol, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PAGE = "/en/city/cascais/figures/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def did(person, verb, kind, key, month, **details) -> None:
    record(person, verb, kind, key, at=datetime(2026, month, 10, 12, tzinfo=UTC), details=details)


@pytest.fixture
def counted(world):
    """Cascais, by hand: Lia joined, did two lessons and finished in March; Marta did one lesson in May and mentored 90 minutes; six others did a lesson in May.
    Mahdia's Mouna did a lesson, and was at Cascais's exchange in June. Six said before and after of one skill."""
    key = str(world.key)
    world.lia.entry_path, world.lia.joined_at = "student", datetime(2026, 1, 5, tzinfo=UTC)
    world.lia.save()
    did(world.lia, "joined", "course", key, 3)
    did(world.lia, "completed", "lesson", "l1", 3, course=key)
    did(world.lia, "completed", "lesson", "l2", 3, course=key)
    did(world.lia, "finished", "course", key, 3)
    did(world.marta, "completed", "lesson", "l1", 5, course=key)
    did(world.marta, "mentored", "mentoring_session", "s1", 5, minutes=90, skill="", level=0, city=world.mahdia.pk, on="2026-05-10")
    did(world.mouna, "completed", "lesson", "l1", 5, course=key)
    hosted = make_exchange(world, "visit", "A visit", sessions=0)
    make_session(hosted, "Day", datetime(2026, 6, 4, 9, tzinfo=UTC))
    make_exchange(world, "draft", "A plan", draft=True)
    did(world.mouna, "attended", "exchange", str(hosted.key), 6, session="x", host=world.cascais.pk, on="2026-06-04")
    Skill.objects.create(code="few", labels={"en": "Asked of one"})
    Skill.objects.create(code="vision", labels={"en": "Seeing ahead"})
    did(world.lia, "assessed", "skills", "a0", 9, moment="after", levels={"few": 7}, before={"few": 1})
    for number in range(6):
        person = make_person(f"p{number}", f"Person {number}", world.cascais, entry_path="starting")
        did(person, "completed", "lesson", "l1", 5, course=key)
        did(person, "assessed", "skills", f"a{number + 1}", 9, moment="after", levels={"vision": 5}, before={"vision": 0 if number else 6})
    count_all()
    return world


def of(city, first="2026-01", last="2026-11"):
    found = city_figures(city, Period(first, last), NOW, NOW.date())
    return found, {each.definition.key: each.value for each in found.headline}


def test_the_numbers_are_those_counted_by_hand(counted):
    _found, year = of(counted.cascais)
    assert year == {"active": 8, "joined": 1, "lessons": 9, "finished": 1, "hosted": 1, "visited": 0, "welcomed": 1, "met": 0, "gave": 90, "received": 0, "badges": 0}
    _found, may = of(counted.cascais, "2026-05", "2026-05")
    assert (may["active"], may["lessons"], may["finished"], may["hosted"]) == (7, 7, 0, 0)
    spring, some = of(counted.cascais, "2026-03", "2026-05")
    assert (some["active"], some["lessons"], spring.headline[0].of_busiest_month) == (7, 9, True), "Lia in March, seven in May: the busiest month, and said so"
    assert of(counted.mahdia)[1]["visited"] == 1


def test_the_page_shows_them_with_what_they_mean_and_keeps_one_persons_levels_to_herself(counted, client):
    client.force_login(counted.carla)
    words = client.get(PAGE).content.decode()
    for said in ("Cascais in figures", "January 2026 to November 2026", "People active", "1.5 h", "once both sides confirmed it", "Doing things together", "Seeing ahead", "Student, 18 to 24"):
        assert said in words
    assert "Asked of one" not in words and "style=" not in words.split("<main", 1)[1]
    assert "Person 1" not in words
    assert 'direction="rtl"' in client.get(PAGE.replace("/en/", "/ar/")).content.decode()


def test_a_bad_period_is_said_at_its_field_and_the_typed_stays(counted, client):
    client.force_login(counted.carla)
    for first, last, said in (("2026-05", "2026-03", "cannot end before it starts"), ("2026-05", "2027-01", "has not begun yet"), ("May", "2026-05", "year and number"),
                              ("2026-13", "2026-05", "year and number"), ("2019-01", "2026-05", "did not exist yet"), ("2021-01", "2026-05", "three years"), ("", "2026-05", "required")):
        answer = client.get(PAGE, {"from": first, "to": last})
        words = answer.content.decode()
        assert answer.status_code == 200 and said in words and f'value="{last}"' in words and "January 2026 to November 2026" in words, (first, last)
    assert client.get(f"{PAGE}figures.csv", {"from": "2026-05", "to": "2026-03"}).status_code == 302


def test_others_find_nothing_and_the_network_reads_neither_numbers_nor_names(counted, client):
    paths = ["", "figures.csv", "figures.json", "report.pdf", "stuck/", "stuck/letter/"]
    for who in (counted.mouna, counted.stranger, counted.lia):
        client.force_login(who)
        assert {client.get(PAGE + path).status_code for path in paths} == {404}
    client.force_login(counted.nadia)
    assert {client.get(PAGE + path).status_code for path in paths[1:]} == {404}
    for page in (PAGE, "/en/city/cascais/"):
        words = client.get(page).content.decode()
        assert "for its own coordinators" in words and "Nothing is published yet" in words and "Lia" not in words and "<rect" not in words.split("<main", 1)[1]
    client.logout()
    assert client.get(PAGE).status_code == 302 and client.post(PAGE).status_code in (302, 405)


def test_the_files_hold_the_same_numbers_in_safe_cells(counted, client):
    client.force_login(counted.carla)
    counted.course.title = "=1+1"
    counted.course.save()
    rows = list(csv.reader(StringIO(client.get(f"{PAGE}figures.csv").content.decode("utf-8-sig"))))
    assert ["all", "", "", "Lessons done", "9"] in [row[:5] for row in rows] and ["course", str(counted.key), "'=1+1", "Lessons done", "9"] in [row[:5] for row in rows]
    data = json.loads(client.get(f"{PAGE}figures.json").content)
    assert {"part": "month", "of": "2026-05", "name": "", "figure": "lessons", "value": 7, "busiest_month": False} in data["numbers"] and data["definitions"]["gave"]["unit"] == "hours"
    assert {each["value"] for each in data["numbers"] if each["part"] == "skill"} == {1.0, 5.0}


def test_what_leaves_the_city_is_what_is_published_and_nothing_else(counted, client):
    publish_until("2026-10", NOW)
    may, all_of_it = (dict((each.key, number) for each, number in published_of(counted.cascais, Period("2026-01", last)).numbers) for last in ("2026-05", "2026-11"))
    assert (may["active"], may["lessons"], may["finished"]) == (10, 10, None) == (all_of_it["active"], all_of_it["lessons"], all_of_it["finished"])
    assert published_of(counted.cascais, Period("2026-01", "2026-03")).numbers[0][1] is None, "Lia alone, in March"
    client.force_login(counted.nadia)
    for page in (PAGE, "/en/city/cascais/"):
        shown = client.get(page).content.decode()
        assert "January 2026 to October 2026" in shown and "under 5" in shown and "1.5 h" not in shown and "/en/network/" in shown
    client.force_login(counted.carla)
    hand = pdf_words(client.get(f"{PAGE}report.pdf", {"from": "2026-01", "to": "2026-11", "kind": "handed-on"}).content)
    assert "January 2026 to October 2026" in hand and "under 5" in hand and "Doing things together" not in hand and "Seeing ahead" not in hand
    assert client.get(f"{PAGE}report.pdf", {"from": "2025-01", "to": "2025-11", "kind": "handed-on"}).status_code == 302, "nothing is published of it"


def test_the_front_page_asks_little_and_no_more_of_a_larger_city(counted, client):
    client.force_login(counted.carla)
    client.get("/en/city/cascais/")
    asked = []
    for more in (1, 12):
        for number in range(more):
            person = make_person(f"m{more}{number}", "M", counted.cascais)
            enrol(person, counted.course, last_seen_on=(NOW - timedelta(days=20)).date())
            did(person, "completed", "lesson", "l1", 1 + number % 9, course=str(counted.key))
        count_all()
        for path in ("/en/city/cascais/", PAGE, f"{PAGE}stuck/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            asked.append(len(queries))
    assert asked[:3] == asked[3:], asked
    assert asked[0] <= 16 and asked[1] <= 16, asked


def pdf_words(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_the_report_is_printed_for_the_team(counted, client):
    client.force_login(counted.carla)
    team, again = (client.get(f"{PAGE}report.pdf", {"from": "2026-01", "to": "2026-11", "kind": "team"}) for _n in range(2))
    assert team.content == again.content, "the same data, the same bytes"
    words = pdf_words(team.content)
    for said in ("Cascais in figures", "Exact numbers: not to be handed on", "Doing things together", "Seeing ahead", "Lessons done"):
        assert said in words, words
    assert "Lia" not in words and "Asked of one" not in words


def test_an_arabic_report_is_shaped_and_mirrored(counted):
    from django.utils import translation
    from pypdf import PdfReader

    with translation.override("ar"):
        made = city_report(counted.cascais, Period("2026-01", "2026-11"), handed_on=False, at=NOW, language="ar")
        data = report_pdf(made)
    pages = PdfReader(BytesIO(data)).pages
    assert 1 <= len(pages) <= 3
    assert any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in pages[0].extract_text()), "Arabic letters"


def test_nothing_done_is_said_and_not_drawn(world, client):
    assert not Tally.objects.exists() and not PersonCell.objects.exists() and not Exchange.objects.exists()
    client.force_login(world.carla)
    words = client.get(PAGE).content.decode()
    assert "fewer than five people said where they stand" in words and "<rect" not in words.split("<main", 1)[1]

"""The network of hubs and a hub's figures: what can be borrowed in a few questions, and numbers in which nobody can be found."""

from datetime import UTC, date, datetime, timedelta

import pytest

from academy.models import Hub, HubWorker, Organisation
from courses.models import CoursePage
from home.demo.incubation import lay_incubation
from home.hub_figures import cells_from, cells_of, due_quarters, publish_due, quarter_of
from home.hub_figures_page import figures_csv, periods_of
from home.hub_network import network_context
from mentoring.incubation import advising, journeys, niches
from mentoring.models import AdviceGiven, HubFigures
from tests.home.hub_world import make_entry, make_hub
from tests.mentoring.help_world import ask_for_help
from tests.mentoring.help_world import make_hub as make_worked_hub
from tests.world import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OPENED = datetime(2026, 2, 10, tzinfo=UTC)


def asked(n: int = 0, **more) -> dict:
    return {"asked": n, "answered_in_time": n, "referred": 0, "accepted": 0, "declined": 0, "outcomes": {}, "by_stage": {"idea": n}, "by_kind": {"legal": n}, "priorities": {}, **more}


def every_hidden_part_may_be_anything(whole: int | None, parts: list[int | None]) -> bool:
    """Parts that add up to a whole: does each that is not told fit with 0 and with 4? Where none is told, nothing narrows one more than another."""
    told, hidden = [part for part in parts if part is not None], sum(part is None for part in parts)
    if not hidden or not told:
        return True
    least, most = (0, 4) if whole is None else (max(5, whole - 2), whole + 2)
    return sum(max(5, part - 2) for part in told) + 4 <= most and sum(part + 2 for part in told) + 4 * (hidden - 1) >= least


def test_a_quarter_begins_and_ends_where_calendars_say():
    assert [quarter_of(date(2026, month, 15)) for month in (1, 6, 8, 12)] == [(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 9, 30)),
                                                                               (date(2026, 10, 1), date(2026, 12, 31))]


def test_no_number_under_five_is_told_and_none_can_be_worked_out():
    for n in range(0, 31):
        for small in range(0, min(n, 4) + 1):
            raw = asked(n, answered_in_time=n - small, by_stage={"idea": n - small, "growing": small}, by_kind={"legal": n - small, "space": small}, priorities={"women": n - small, "young": small},
                        referred=n, accepted=n - small, declined=small, outcomes={"helped": n - small, "partly": small})
            cells = cells_from(raw, small, {"founded": n - small, "stopped": small}, 60 * n, small)
            assert all(cell is None or (cell >= 5 and cell % 5 == 0) for cell in cells.values()), (n, small)
            for part in ("stage:growing", "kind:space", "priority:young", "declined", "outcome:partly", "end:stopped", "begun", "hours"):
                assert cells[part] is None, part
            for whole, parts in (("asked", "stage:"), ("ended", "end:")):
                assert every_hidden_part_may_be_anything(cells[whole], [cell for name, cell in cells.items() if name.startswith(parts)]), (n, small, parts)
            assert every_hidden_part_may_be_anything(cells["referred"], [cells["accepted"], cells["declined"], None]), (n, small)
    assert cells_from(asked(12), 12, {}, 60 * 43, 5)["hours"] == 45 and cells_from(asked(12), 12, {}, 60 * 43, 4)["hours"] is None


def test_a_quarter_is_published_once_two_weeks_after_its_end_and_never_live(client, world):
    worker = make_person("hanen", "Hanen Helps", world.mahdia)
    hub = make_worked_hub(world.mahdia, worker, opened_at=OPENED)
    HubWorker.objects.update(started_on=date(2026, 1, 1))
    for day in range(7):
        ask_for_help(hub, datetime(2026, 5, 4 + day, 9, tzinfo=UTC), stage="idea")
    for number in range(3):
        ask_for_help(hub, datetime(2026, 8, 4 + number, 9, tzinfo=UTC), stage="growing")
    assert due_quarters(hub, datetime(2026, 7, 14, 12, tzinfo=UTC)) == [(date(2026, 1, 1), date(2026, 3, 31))]
    assert due_quarters(hub, datetime(2026, 7, 15, 12, tzinfo=UTC))[-1] == (date(2026, 4, 1), date(2026, 6, 30))
    assert "empty" in client.get("/en/desk/mahdia/figures/").content.decode() and "figures" not in client.get("/en/desk/mahdia/").content.decode()
    at = datetime(2026, 10, 20, tzinfo=UTC)
    assert publish_due(at) == "3 quarters of hubs published" and publish_due(at) == "0 quarters of hubs published"
    page, sheet = client.get("/en/desk/mahdia/figures/?period=2026-Q2").content.decode(), client.get("/en/desk/mahdia/figures.csv").content.decode("utf-8-sig")
    assert "<td>5</td>" in page and "2026-Q2,2026-04-01,2026-06-30,asked,Requests: People asked,5" in sheet and "2026-Q3,2026-07-01,2026-09-30,asked,Requests: People asked,\r\n" in sheet
    numbers = [line.rsplit(",", 1)[1] for line in sheet.splitlines()[1:]]
    assert {each for each in numbers if each} == {"5"} and "How people are protected" in page
    before = HubFigures.objects.values_list("first", "cells")
    kept = list(before)
    for day in range(9):
        ask_for_help(hub, datetime(2026, 5, 4 + day, 10, tzinfo=UTC))
    publish_due(at + timedelta(days=1))
    assert list(before.all()) == kept
    publish_due(datetime(2027, 1, 20, tzinfo=UTC))
    year = periods_of(hub)[0]
    assert year.code == "2026" and year.cells["asked"] == 5 and year.cells["stage:growing"] is None, "the sum of what is told, not of what there was"
    assert "2026,2026-01-01,2026-12-31,asked" in figures_csv(hub) and client.post("/en/desk/mahdia/figures/").status_code == 405
    Hub.objects.update(closed_at=at)
    assert client.get("/en/desk/mahdia/figures/").status_code == client.get("/en/desk/mahdia/figures.csv").status_code == 404


def test_the_network_shows_what_can_be_borrowed_in_the_same_few_questions(client, world, django_assert_num_queries):
    def grow(city, n):
        hub = make_hub(city)
        for number in range(n):
            entry = make_entry(city, f"{city.name} house {number}", services=2, places=0)
            entry.services.update(open_to_cities=True, kind="training")
            niches.note(hub, None, by=None, at=OPENED, title=f"Drying fruit {number}", why="Figs.", language="en", call="")
        return hub
    grow(world.mahdia, 1)
    network_context("en", OPENED)
    with django_assert_num_queries(11):
        first = network_context("en", OPENED)
    assert first["common"] == [] and len(first["rows"]) == 1
    grow(world.cascais, 4)
    CoursePage.objects.update(city=world.cascais)
    with django_assert_num_queries(11):
        second = network_context("en", OPENED)
    assert len(second["rows"]) == 2 and len(second["common"]) == 1 and {each.hub.city.slug for each in second["common"][0]["niches"]} == {"cascais", "mahdia"}
    closed = Organisation.objects.get(name="Cascais house 0").entry
    closed.services.update(open_to_cities=False, kind="legal")
    page = client.get("/en/desk/network/").content.decode()
    assert world.course.title in page and "Cascais house 1" in page and "Cascais house 0" not in page and "Drying fruit" in page
    assert client.get("/en/desk/cascais/").status_code == 200 and client.post("/en/desk/network/").status_code == 405


def test_hours_stand_on_five_people_at_each_end(world):
    worker = make_person("hanen", "Hanen Helps", world.mahdia)
    hub = make_worked_hub(world.mahdia, worker, opened_at=OPENED)
    at = datetime(2026, 5, 10, 12, tzinfo=UTC)
    first, last = quarter_of(at.date())
    for number in range(5):
        leads, advises = make_person(f"leads{number}", "Leads", world.mahdia), make_person(f"advises{number}", "Advises", world.mahdia)
        journey = journeys.begin(hub, email=leads.email, by=worker, at=at, title="J", words="", stage="idea", started_on=at.date(), place=None)
        adviser = advising.name_adviser(journey, email=advises.email, field="legal", by=worker, at=at)
        assert cells_of(hub, first, last)["hours"] is None
        advising.write_time(adviser, on=at.date(), minutes=180, about="", at=at)
    cells = cells_of(hub, first, last)
    assert (cells["hours"], cells["begun"], cells["ended"]) == (15, 5, None)


def test_the_demo_lays_incubation_once_by_the_verbs_of_everybody(world):
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    hub = make_worked_hub(world.mahdia, make_person("hanen", "Hanen Helps", world.mahdia), opened_at=OPENED)
    HubWorker.objects.update(started_on=date(2025, 1, 1))
    for _twice in range(2):
        lay_incubation(at)
    over, running = hub.journeys.exclude(finished_on=None).count(), hub.journeys.filter(finished_on=None).count()
    assert (running, over, hub.niches.count(), hub.projects.public().count(), hub.capacity_offers.count()) == (1, 1, 2, 1, 1)
    assert AdviceGiven.objects.count() == 6 and hub.figures.count() == 3
    assert all(cell is None or cell >= 5 for each in hub.figures.all() for cell in each.cells.values())

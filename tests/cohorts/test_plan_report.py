"""The yearly report of a plan: counted by dates, the same for good, as a page and as a file."""

from datetime import date
from decimal import Decimal

import pytest

from cohorts.plan import measuring
from cohorts.plan.plan_report import plan_report
from cohorts.plan.planning import take_back_plan
from tests.cohorts.plan_world import make_indicator, make_measure, make_plan
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
PUBLIC = "/en/cities/cascais/plan/"


@pytest.fixture
def plan(world):
    """One measure done in 2025, one begun in 2025 and done in 2026 (late meanwhile), one dropped in 2026, one made in 2026."""
    made, by = make_plan(world), {"by": world.carla, "at": NOW}
    first = made.measures.get()
    measuring.start(first, on=date(2025, 2, 1), **by)
    measuring.finish(first, on=date(2025, 12, 31), **by)
    second = make_measure(world, made, "A repair van", due_on=date(2025, 12, 30))
    measuring.start(second, on=date(2025, 3, 1), **by)
    measuring.finish(second, on=date(2026, 1, 1), **by)
    third = make_measure(world, made, "A shop")
    measuring.drop(third, on=date(2026, 2, 1), why="Too few signed.", **by)
    make_measure(world, made, "A farm", at=NOW)
    make_indicator(world, made, values={date(2025, 12, 31): "4", date(2026, 6, 30): "9.5"})
    return made


def numbers(report) -> dict[str, list[str]]:
    return {name: [measure.title for measure, _words in rows] for name, _heading, rows in report.parts}


def test_each_year_counts_what_its_dates_say(world, plan):
    first, second = (plan_report(plan, year, "en", NOW) for year in (2025, 2026))
    assert numbers(first) == {"done": ["A shared kitchen"], "begun": ["A repair van"], "late": ["A repair van"], "dropped": []}
    assert first.until == date(2025, 12, 31) and first.is_over and first.standing == "1 of 3 measures is done, 1 is under way, 1 is planned."
    assert numbers(second) == {"done": ["A repair van"], "begun": [], "late": [], "dropped": ["A shop"]}
    assert second.until == NOW.date() and not second.is_over and second.standing == "2 of 4 measures are done, 1 is planned, 1 was dropped."
    assert [(row.latest.value, change) for row, change in first.indicators] == [(Decimal("4"), "+2 in 2025")]
    assert [(row.latest_words, row.progress.percent, change) for row, change in second.indicators] == [("9.50", 75, "+5.50 in 2026")]
    assert first.sources == ("Rooms in use again: Count of the office",)
    assert plan_report(plan, 2024, "en", NOW) is None and plan_report(plan, 2027, "en", NOW) is None


def test_the_report_is_read_and_printed_in_latin_and_arabic_letters(world, plan, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = client.get(f"{PUBLIC}2025/").content.decode()
    assert "The year 2025 of the plan" in page and "+2 in 2025" in page and f"{PUBLIC}2025/report.pdf" in page
    english, again, arabic = (client.get(f"/{language}/cities/cascais/plan/2025/report.pdf") for language in ("en", "en", "ar"))
    assert english["Content-Type"] == "application/pdf" and english.content[:5] == arabic.content[:5] == b"%PDF-"
    assert english.content == again.content != arabic.content, "the same data, the same bytes"
    for year in ("2024", "2027", "1", "99999"):
        assert client.get(f"{PUBLIC}{year}/").status_code == 404
    assert client.post(f"{PUBLIC}2025/").status_code == 405
    take_back_plan(plan, by=world.carla, at=NOW)
    assert client.get(f"{PUBLIC}2025/").status_code == client.get(f"{PUBLIC}2025/report.pdf").status_code == 404
    client.force_login(world.carla)
    assert client.get(f"{PUBLIC}2025/").status_code == 200

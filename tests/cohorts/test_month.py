"""The month as a table: weeks begin where the reader's weeks begin, and each session stands on the days it has at its place."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from cohorts.month_grid import bounds, month_after, month_before, month_grid
from tests.gatherings import make_exchange, make_session
from tests.world import NOW

MONDAY, SUNDAY = 0, 6
DECEMBER = date(2026, 12, 1)


def test_weeks_are_whole_and_begin_where_they_are_told():
    for first_weekday in range(7):
        weeks = month_grid(DECEMBER, first_weekday, [])
        days = [day.date for week in weeks for day in week]
        assert all(len(week) == 7 and week[0].date.weekday() == first_weekday for week in weeks)
        assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
        assert (days[0], days[-1]) == bounds(DECEMBER, first_weekday)
        assert sum(day.is_inside for week in weeks for day in week) == 31


def test_what_lasts_stands_on_each_of_its_days_and_nothing_outside_the_table():
    weeks = month_grid(DECEMBER, MONDAY, [(date(2026, 11, 1), date(2026, 12, 1), "long"), (date(2026, 12, 31), date(2027, 2, 1), "over"), (date(2027, 5, 1), date(2027, 5, 2), "far")])
    held = {day.date: day.items for week in weeks for day in week if day.items}
    assert held == {date(2026, 11, 30): ["long"], date(2026, 12, 1): ["long"], **{date(2026, 12, 31) + timedelta(days=number): ["over"] for number in range(4)}}


def test_months_follow_each_other_over_the_turn_of_the_year():
    assert month_after(DECEMBER) == date(2027, 1, 1) and month_before(date(2027, 1, 1)) == DECEMBER
    assert month_after(date(2027, 1, 31)) == date(2027, 2, 1) and month_before(date(2027, 3, 31)) == date(2027, 2, 1)


# On the page -------------------------------------------------------------------------------------------

@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


def table(client, query: str = "&month=2026-12", language: str = "en") -> str:
    answer = client.get(f"/{language}/exchanges/?view=month{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def squares(html: str) -> dict[str, str]:
    """{ISO date: the rest of its square}"""
    return {found[1]: found[2] for found in re.finditer(r'<time datetime="([\d-]+)">(.*?)</td>', html, re.S)}


def days_with(html: str, words: str) -> list[str]:
    return [day for day, square in squares(html).items() if words in square]


@pytest.mark.django_db
@pytest.mark.usefixtures("november")
class TestMonth:
    def test_sessions_stand_on_their_days_with_hour_city_and_title(self, world, client):
        make_exchange(world)
        html = table(client)
        assert days_with(html, "How neighbours run services") == ["2026-12-10", "2026-12-11"]
        assert "09:00 Cascais" in squares(html)["2026-12-10"] and html.count('scope="col"') == 7

    @pytest.mark.parametrize(("language", "first"), [("en", "Mon"), ("pt", "domingo"), ("ar", "الاثنين"), ("fr", "lun.")])
    def test_the_week_begins_as_the_reader_is_used_to(self, world, client, language, first):
        assert re.search(r'<th scope="col"[^>]*><abbr title="[^"]+">([^<]+)', table(client, language=language))[1] == first

    def test_the_day_is_that_of_the_place(self, world, client):
        """23:30 UTC is half past midnight of the next day in Mahdia."""
        made = make_exchange(world, host_city=world.mahdia, sessions=0)
        make_session(made, "Late", datetime(2026, 12, 10, 23, 30, tzinfo=UTC), hours=1)
        assert days_with(table(client), "How neighbours run services") == ["2026-12-11"]

    def test_what_ends_at_midnight_is_not_on_the_next_day(self, world, client):
        made = make_exchange(world, sessions=0)
        make_session(made, "Evening", datetime(2026, 12, 10, 20, tzinfo=UTC), hours=4)
        assert days_with(table(client), "How neighbours run services") == ["2026-12-10"]

    def test_ten_o_clock_stays_ten_over_the_change_of_clocks(self, world, client):
        made = make_exchange(world, sessions=0)
        make_session(made, "Before", datetime(2027, 3, 23, 10, tzinfo=UTC), hours=1)
        make_session(made, "After", datetime(2027, 3, 30, 9, tzinfo=UTC), hours=1)
        assert days_with(table(client, "&month=2027-03"), "10:00 Cascais") == ["2027-03-23", "2027-03-30"]

    def test_cancelled_and_past_ones_stay_marked(self, world, client):
        made = make_exchange(world)
        made.sessions.filter(title="Day 2").update(cancelled_at=NOW, cancelled_reason="Flood")
        assert days_with(table(client), "Cancelled") == ["2026-12-11"]
        made.sessions.update(starts_at=NOW - timedelta(days=400), ends_at=NOW - timedelta(days=399))
        assert "How neighbours run services" in table(client, "&month=2025-10")

    def test_the_filter_holds_from_month_to_month(self, world, client):
        make_exchange(world, "one", "In Mahdia", host_city=world.mahdia)
        make_exchange(world, "two", "In Cascais")
        html = table(client, "&month=2026-12&city=mahdia")
        assert "In Mahdia" in html and "In Cascais" not in html
        assert 'href="?city=mahdia&amp;view=month&amp;month=2027-01"' in html and 'name="month" value="2026-12"' in html

    def test_drafts_are_not_in_it(self, world, client):
        make_exchange(world, draft=True)
        client.force_login(world.carla)
        assert "How neighbours run services" not in table(client)

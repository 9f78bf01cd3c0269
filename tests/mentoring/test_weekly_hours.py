"""Local hours laid over the reference week in UTC, held against the standard library's zones, minute by minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentoring.weekly_hours import local_words, stretches, utc_hours

WINTER, SUMMER = date(2027, 1, 11), date(2027, 7, 12)
FORWARD, BACK = date(2027, 3, 22), date(2027, 10, 25)  # Mondays of the weeks whose Sunday changes the clocks in Europe
ZONES = ["Europe/Lisbon", "Africa/Tunis", "Europe/Athens", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham", "Pacific/Kiritimati", "UTC", "Africa/Casablanca"]
EVENING = [24 + 18, 24 + 19, 24 + 20]


def test_in_winter_lisbon_is_utc():
    assert utc_hours(EVENING, "Europe/Lisbon", WINTER) == [(42, 45)]


def test_in_summer_lisbon_is_an_hour_ahead():
    assert utc_hours(EVENING, "Europe/Lisbon", SUMMER) == [(41, 44)]


def test_monday_at_midnight_in_tunis_is_sunday_in_utc():
    assert utc_hours([0, 1], "Africa/Tunis", WINTER) == [(0, 1), (167, 168)]


def test_sunday_evening_in_st_johns_reaches_into_the_next_utc_week():
    """Three and a half hours behind: 20:00-24:00 on Sunday is 23:30-03:30 UTC, of which only whole hours count, around the end of the week."""
    assert utc_hours([164, 165, 166, 167], "America/St_Johns", WINTER) == [(0, 3)]


def test_half_an_hour_is_not_an_hour():
    assert utc_hours([24 + 18], "Asia/Kolkata", WINTER) == []
    assert utc_hours([24 + 18, 24 + 19], "Asia/Kolkata", WINTER) == [(37, 38)]  # 18:00-20:00 there is 12:30-14:30: the whole hour 13


def test_the_hour_the_clocks_jump_over_is_not_there():
    sunday_2 = 6 * 24 + 2  # in Athens the clocks go from 3 to 4, in Lisbon from 1 to 2
    assert utc_hours([sunday_2 - 1], "Europe/Lisbon", FORWARD) == []
    assert utc_hours([sunday_2], "Europe/Lisbon", FORWARD) == [(6 * 24 + 1, 6 * 24 + 2)]


def test_the_hour_that_comes_twice_counts_twice():
    assert utc_hours([6 * 24 + 1], "Europe/Lisbon", BACK) == [(6 * 24, 6 * 24 + 2)]


def test_the_whole_week_is_the_whole_week():
    assert all(utc_hours(range(168), zone, monday) == [(0, 168)] for zone in ZONES for monday in (WINTER, FORWARD, BACK))


@pytest.mark.parametrize("hour", [-1, 168])
def test_an_hour_outside_the_week_is_refused(hour):
    with pytest.raises(ValueError, match="0 to 167"):
        utc_hours([hour], "UTC", WINTER)


@settings(max_examples=150, deadline=None)
@given(hours=st.sets(st.integers(0, 167), max_size=60), zone=st.sampled_from(ZONES), monday=st.sampled_from([WINTER, SUMMER, FORWARD, BACK, date(2027, 3, 8), date(2027, 11, 1)]))
@example(hours=set(range(100, 168)), zone="Europe/Athens", monday=FORWARD)
@example(hours={0, 1, 2, 3, 164, 165, 166, 167}, zone="Pacific/Kiritimati", monday=BACK)
def test_each_utc_hour_is_free_if_each_of_its_minutes_is(hours, zone, monday):
    """The slow meaning, from zoneinfo alone: an hour is free when a clock on the wall shows free hours during all its minutes."""
    begin, clock, expected = datetime(monday.year, monday.month, monday.day, tzinfo=UTC), ZoneInfo(zone), set()
    for hour in range(168):
        walls = [(begin + timedelta(hours=hour, minutes=minute)).astimezone(clock) for minute in (0, 5, 14, 15, 29, 30, 44, 45, 59)]
        if all(wall.weekday() * 24 + wall.hour in hours for wall in walls):
            expected.add(hour)
    ranges = utc_hours(hours, zone, monday)
    assert {hour for start, end in ranges for hour in range(start, end)} == expected
    assert all(0 <= start < end <= 168 for start, end in ranges)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


def test_hours_in_words():
    assert local_words([*EVENING, *(hour + 48 for hour in EVENING), 5 * 24 + 9], "Europe/Lisbon") == "Tuesday, Thursday 18:00–21:00; Saturday 09:00–10:00 (Lisbon)"
    assert local_words([], "Europe/Lisbon") == ""
    with translation.override("pt"):
        assert local_words(EVENING, "Europe/Athens").lower() == "terça-feira 18:00–21:00 (atenas)"


def test_midnight_ends_a_stretch_at_24():
    assert stretches([23, 24]) == {((23, 24),): [0], ((0, 1),): [1]}

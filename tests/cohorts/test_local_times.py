"""Wall-clock times and the moments they mean, on every night."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.local_times import NoSuchTime, TwiceThatTime, days_later, moment_of, moments_of, wall_of

LISBON, TUNIS, BARCELONA = ZoneInfo("Europe/Lisbon"), ZoneInfo("Africa/Tunis"), ZoneInfo("Europe/Madrid")
ZONES = st.sampled_from([LISBON, TUNIS, BARCELONA, ZoneInfo("Europe/Athens"), ZoneInfo("America/St_Johns"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Africa/Cairo")])
WALLS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(lambda wall: wall.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC)).map(lambda at: at.replace(second=0, microsecond=0))


@given(WALLS, ZONES)
def test_each_moment_of_a_wall_time_shows_it(wall, zone):
    found = moments_of(wall, zone)
    assert len(found) <= 2 and list(found) == sorted(set(found))
    assert all(wall_of(at, zone) == wall for at in found)


@given(MOMENTS, ZONES)
def test_every_moment_is_found_again_by_what_the_clock_shows(at, zone):
    assert at in moments_of(wall_of(at, zone), zone)


@given(WALLS, ZONES)
def test_a_wall_time_means_one_moment_or_says_why_not(wall, zone):
    try:
        at = moment_of(wall, zone)
    except NoSuchTime as missing:
        assert moments_of(wall, zone) == ()
        assert missing.next_wall > wall and moments_of(missing.next_wall, zone)
        assert not moments_of(missing.next_wall - timedelta(minutes=1), zone), "the first one after the gap"
    except TwiceThatTime as twice:
        assert [moment_of(wall, zone, which) for which in (0, 1)] == list(twice.moments)
        assert twice.moments[0] < twice.moments[1]
    else:
        assert moments_of(wall, zone) == (at,)


@given(MOMENTS, st.integers(-400, 400), ZONES)
def test_so_many_days_later_the_clock_shows_the_same(at, days, zone):
    try:
        moved = days_later(at, days, zone)
    except NoSuchTime:
        return
    assert wall_of(moved, zone) - wall_of(at, zone) == timedelta(days=days)


def test_the_hour_that_is_jumped_over_in_lisbon():
    with pytest.raises(NoSuchTime) as refused:
        moment_of(datetime(2027, 3, 28, 1, 30), LISBON)
    assert refused.value.next_wall == datetime(2027, 3, 28, 2, 0)


def test_the_hour_that_comes_twice_in_barcelona():
    with pytest.raises(TwiceThatTime) as asked:
        moment_of(datetime(2026, 10, 25, 2, 30), BARCELONA)
    assert asked.value.moments == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert [at.astimezone(BARCELONA).utcoffset() for at in asked.value.moments] == [timedelta(hours=2), timedelta(hours=1)]


def test_a_weekly_ten_oclock_in_barcelona_is_an_hour_earlier_in_tunis_after_the_clocks_change():
    before = moment_of(datetime(2027, 3, 23, 10, 0), BARCELONA)
    after = days_later(before, 7, BARCELONA)
    assert wall_of(after, BARCELONA).hour == 10
    assert (wall_of(before, TUNIS).hour, wall_of(after, TUNIS).hour) == (10, 9)

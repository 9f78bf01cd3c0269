"""Meetings that repeat, in the wall time of their zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.local_times import NoSuchTime, wall_of
from cohorts.models import SessionSeries
from cohorts.recurring import MOST, TooMany, dates_of, leave_out, occurrences, rule_for, write_out
from tests.gatherings import make_exchange
from tests.world import NOW

BARCELONA, LISBON = ZoneInfo("Europe/Madrid"), ZoneInfo("Europe/Lisbon")
FIRSTS = st.dates(date(2024, 1, 1), date(2032, 1, 1))


@given(st.sampled_from(["week", "two_weeks", "month"]), FIRSTS, st.integers(1, MOST))
def test_so_many_times_is_so_many_dates_all_on_one_weekday_beginning_with_the_first(every, first, times):
    dates = dates_of(rule_for(every, first, times=times), first)
    assert len(dates) == times
    assert {each.weekday() for each in dates} == {first.weekday()}
    assert dates == sorted(set(dates))
    if every != "month" or first.day <= 28:
        assert dates[0] == first
    if every == "month":
        assert len({(each.year, each.month) for each in dates}) == times, "once a month"


@given(st.sampled_from(["week", "two_weeks"]), FIRSTS, st.integers(0, 400))
def test_until_a_date_goes_up_to_it_and_not_beyond(every, first, days):
    until, step = first + timedelta(days=days), 7 if every == "week" else 14
    dates = dates_of(rule_for(every, first, until=until), first) if days // step < MOST else []
    assert all(first <= each <= until for each in dates)
    assert not dates or dates[-1] + timedelta(days=step) > until


def test_the_same_weekday_of_the_month():
    assert dates_of(rule_for("month", date(2026, 12, 10), times=3), date(2026, 12, 10)) == [date(2026, 12, 10), date(2027, 1, 14), date(2027, 2, 11)]


def test_who_begins_on_a_fifth_tuesday_means_the_last():
    assert dates_of(rule_for("month", date(2026, 12, 29), times=3), date(2026, 12, 29)) == [date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23)]


def test_no_more_than_sixty():
    with pytest.raises(TooMany) as refused:
        rule_for("week", date(2026, 12, 1), until=date(2028, 12, 1))
    assert refused.value.count == 105


@pytest.mark.parametrize("end", [{}, {"times": 3, "until": date(2027, 1, 1)}, {"times": 0}, {"until": date(2026, 11, 1)}])
def test_it_needs_one_end_and_a_sound_one(end):
    with pytest.raises(ValueError, match=r"."):
        rule_for("week", date(2026, 12, 1), **end)


def test_ten_oclock_stays_ten_oclock_across_the_change_of_clocks():
    made = occurrences(rule_for("week", date(2027, 3, 16), times=4), date(2027, 3, 16), time(10), 90, BARCELONA)
    assert {wall_of(each.starts_at, BARCELONA).time() for each in made} == {time(10)}
    assert [each.starts_at.hour for each in made] == [9, 9, 8, 8]
    assert {each.ends_at - each.starts_at for each in made} == {timedelta(minutes=90)}


def test_a_meeting_in_the_hour_that_is_jumped_over_is_refused_and_may_be_left_out():
    rule = rule_for("week", date(2027, 3, 21), times=3)
    with pytest.raises(NoSuchTime) as refused:
        occurrences(rule, date(2027, 3, 21), time(1, 30), 60, LISBON)
    assert refused.value.wall.date() == date(2027, 3, 28)
    assert len(occurrences(rule, date(2027, 3, 21), time(1, 30), 60, LISBON, [date(2027, 3, 28)])) == 2


@pytest.mark.django_db
def test_a_series_is_written_out_once_and_what_is_left_out_stays_out(world):
    made = make_exchange(world, sessions=0)
    series = SessionSeries.objects.create(exchange=made, title="Circle", rule=rule_for("week", date(2027, 3, 16), times=4), first_on=date(2027, 3, 16),
                                          starts_local=time(10), minutes=60)
    leave_out(series, date(2027, 3, 23))
    assert len(write_out(series, made.zone, NOW, place="Online")) == 3
    assert write_out(series, made.zone, NOW) == []
    first, *_rest, last = series.sessions.all()
    assert first.original_starts_at == first.starts_at == datetime(2027, 3, 16, 10, tzinfo=UTC)
    assert last.starts_at == datetime(2027, 4, 6, 9, tzinfo=UTC) and last.place == "Online"

"""Times are said on the clocks of the exchange, and on the reader's own when those show something else."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from academy.both_times import both_times, days_words, moment_words, offset_of, place_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MORNING = at("2026-12-10T09:00"), at("2026-12-10T17:00")


def test_who_is_not_signed_in_reads_the_clocks_of_the_place_with_their_distance_from_utc():
    when = both_times(*MORNING, "Europe/Lisbon")
    assert (when.there.day, when.there.hours, when.there.place, when.there.offset) == ("Thursday, 10 December 2026", "09:00–17:00", "Lisbon", "UTC+0")
    assert when.here is None


def test_a_reader_elsewhere_reads_their_own_hours_too():
    when = both_times(*MORNING, "Europe/Lisbon", "Africa/Tunis")
    assert when.here.hours == "10:00–18:00" and when.here.place == "Tunis" and when.same_day


def test_clocks_that_show_the_same_are_not_said_twice():
    assert both_times(*MORNING, "Europe/Lisbon", "Europe/London").here is None


def test_the_same_two_zones_differ_in_summer_and_agree_in_winter():
    summer = at("2027-06-10T09:00"), at("2027-06-10T10:00")
    assert both_times(*summer, "Europe/Rome", "Africa/Tunis").here.hours == "10:00–11:00"
    assert both_times(*MORNING, "Europe/Rome", "Africa/Tunis").here is None


def test_another_date_at_the_readers_place_is_said():
    late = at("2026-12-10T23:30"), at("2026-12-11T00:30")
    when = both_times(*late, "Europe/Lisbon", "Europe/Athens")
    assert not when.same_day and when.here.first_day == date(2026, 12, 11)
    assert "11 December 2026" in when.there.hours and when.there.hours.startswith("23:30 until 00:30")


def test_half_hours_from_utc_are_written_out():
    assert offset_of(MORNING[0], "Asia/Kolkata") == "UTC+5:30" and offset_of(MORNING[0], "America/St_Johns") == "UTC-3:30"


def test_a_deadline_is_said_in_both_zones():
    assert moment_words(MORNING[1], "Europe/Lisbon", "Africa/Tunis") == "10 December 2026, 17:00 (Lisbon, UTC+0); for you 10 December 2026, 18:00"
    assert "for you" not in moment_words(MORNING[1], "Europe/Lisbon")


@pytest.mark.parametrize(("language", "place"), [("en", "Lisbon"), ("pt", "Lisboa"), ("ar", "لشبونة")])
def test_the_place_is_named_in_the_readers_language(language, place):
    with translation.override(language):
        assert place_of("Europe/Lisbon") == place


def test_days_that_follow_each_other_are_one_range():
    assert days_words(date(2026, 12, 10), date(2026, 12, 11)).startswith("10–11 Dec")
    assert days_words(date(2026, 12, 10), date(2026, 12, 10)) == "10 December 2026"

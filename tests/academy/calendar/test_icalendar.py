"""The calendar files: as golden files, and read back by the icalendar library whatever the words are."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText

from academy.standards.calendar_entry import CalendarEntry, CalendarHead, NotCalendarText, Party, plain
from academy.standards.icalendar import write_calendar
from tests.academy.calendar.samples import CHANGED, CIRCLE, GOLDEN, HEAD, SERIES, VISIT, entry


def read(written: bytes):
    """The VEVENTs of a file by (uid, recurrence id), as the library reads them."""
    calendar = Calendar.from_ical(written)
    assert calendar.errors == [] and all(event.errors == [] for event in calendar.walk("VEVENT"))
    return {(str(event["UID"]), event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(("name", "entries"), [("visit.ics", VISIT), ("series.ics", SERIES), ("empty.ics", [])])
def test_the_golden_files(name, entries):
    assert write_calendar(HEAD, entries) == (GOLDEN / name).read_bytes()


def test_the_same_entries_are_the_same_bytes_in_any_order():
    written, mixed = write_calendar(HEAD, SERIES + VISIT), SERIES + VISIT
    for seed in range(5):
        random.Random(seed).shuffle(mixed)
        assert write_calendar(HEAD, mixed) == written


def test_no_line_is_longer_than_75_bytes_and_every_line_ends_properly():
    for line in write_calendar(HEAD, SERIES + VISIT).split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
        line.decode()  # folded between letters, never inside one


def test_a_cancelled_entry_stays_in_as_cancelled_with_its_sequence():
    event = read(write_calendar(HEAD, VISIT))["7d0c-2@academy.example", None]
    assert (str(event["STATUS"]), event["SEQUENCE"], str(event["TRANSP"])) == ("CANCELLED", 3, "TRANSPARENT")


def test_there_is_one_vtimezone_for_each_zone_in_use():
    zones = [str(part["TZID"]) for part in Calendar.from_ical(write_calendar(HEAD, SERIES + VISIT)).walk("VTIMEZONE")]
    assert zones == ["Europe/Lisbon", "Europe/Madrid"]
    assert b"TZID=" not in write_calendar(HEAD, [entry(zone="UTC")])


def test_the_new_year_on_another_clock_is_explained_too():
    late = entry(starts_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC), ends_at=datetime(2027, 1, 1, 1, tzinfo=UTC), zone="Africa/Casablanca")
    written = write_calendar(HEAD, [late])
    assert b"DTSTART:20250101T000000" in written and b"DTSTART:2028" in written


def test_the_hour_that_comes_twice_is_told_in_utc_unless_it_repeats():
    twice = entry(zone="Europe/Madrid", starts_at=datetime(2027, 10, 31, 0, 30, tzinfo=UTC), ends_at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    assert b"DTSTART:20271031T003000Z\r\nDTEND:20271031T013000Z\r\n" in write_calendar(HEAD, [twice])
    assert b"DTSTART;TZID=Europe/Madrid:20271031T023000" in write_calendar(HEAD, [replace(twice, rule="FREQ=WEEKLY;COUNT=3")])


def test_an_empty_calendar_holds_what_it_must():
    assert [part.name for part in Calendar.from_ical(write_calendar(HEAD, [])).subcomponents] == ["VTIMEZONE"]


def test_an_occurrence_is_named_by_the_moment_it_would_have_had():
    events = read(write_calendar(HEAD, SERIES))
    madrid = ZoneInfo("Europe/Madrid")
    assert events[CIRCLE.uid, datetime(2027, 4, 1, 10, tzinfo=madrid)]["DTSTART"].dt == datetime(2027, 4, 1, 11, tzinfo=madrid)
    assert str(events[CIRCLE.uid, datetime(2027, 4, 8, 10, tzinfo=madrid)]["STATUS"]) == "CANCELLED"
    assert events[CIRCLE.uid, None]["EXDATE"].dts[0].dt == datetime(2027, 3, 18, 10, tzinfo=madrid)


# Words -------------------------------------------------------------------------------------------------------

one_line = st.text(max_size=200).map(plain)
titles = one_line.filter(bool)
lines = st.text(max_size=400).map(lambda words: plain(words, lines=True))
moments = st.datetimes(datetime(2022, 1, 1), datetime(2032, 1, 1)).map(lambda moment: moment.replace(microsecond=0, tzinfo=UTC))
zones = st.sampled_from(["Europe/Lisbon", "Europe/Athens", "Africa/Tunis", "Africa/Casablanca", "Australia/Lord_Howe", "UTC"])


@given(title=titles, description=lines, location=one_line, categories=st.lists(titles, max_size=3), label=one_line, starts=moments, zone=zones,
       minutes=st.integers(1, 3000), sequence=st.integers(0, 10_000), name=titles)
def test_whatever_the_words_are_they_come_back_the_same(title, description, location, categories, label, starts, zone, minutes, sequence, name):
    made = entry(title=title, description=description, location=location, categories=tuple(categories), conference_url="https://meet.example/a?b=c,d;e",
                 conference_label=label, starts_at=starts, ends_at=starts + timedelta(minutes=minutes), zone=zone, sequence=sequence)
    written = write_calendar(CalendarHead(name=name), [made])
    event = read(written)[made.uid, None]
    assert str(event["SUMMARY"]) == title
    assert str(event.get("DESCRIPTION", "")) == description
    assert str(event.get("LOCATION", "")) == location
    assert [str(word) for word in event["CATEGORIES"].cats] == categories if categories else "CATEGORIES" not in event
    assert str(event["CONFERENCE"]) == made.conference_url and event["CONFERENCE"].params.get("LABEL", "") == label
    assert event["SEQUENCE"] == sequence
    assert [event[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND")] == [starts, made.ends_at]
    unfolded = written.replace(b"\r\n ", b"")  # the library takes NAME for a value of unknown kind, and leaves its backslashes
    assert b"\r\nNAME:" + vText(name).to_ical() + b"\r\n" in unfolded
    assert written.count(b"BEGIN:VEVENT") == 1 and b"\r" not in written.replace(b"\r\n", b"")


@given(st.text(alphabet=st.characters(), max_size=60))
def test_plain_text_is_text_a_calendar_takes(words):
    if plain(words):
        entry(title=plain(words), description=plain(words, lines=True))


@pytest.mark.parametrize("fields", [
    {"title": "two\rATTACH:evil"}, {"title": "two\nlines"}, {"title": "nul\0"}, {"title": ""}, {"uid": ""}, {"uid": "a\r\nb"}, {"location": "a\x85b"},
    {"description": "a\rb"}, {"description": "x" * 10_001}, {"url": "javascript:alert(1)"}, {"url": "https://x.example/\r\nX-EVIL:1"}, {"image_url": "https://x.example/a b"},
    {"conference_url": "https://x.example/\"><"}, {"categories": ("a\nb",)}, {"status": "GONE"}, {"sequence": -1}, {"geo": (91, 0)},
    {"rule": "FREQ=WEEKLY\r\nX-EVIL:1"}, {"rule": "not a rule"}, {"starts_at": datetime(2022, 11, 24, 9)}, {"ends_at": datetime(2022, 11, 24, 9, tzinfo=UTC)},
    {"exdates": (datetime(2022, 1, 1),)}, {"rule": "FREQ=DAILY", "recurrence_id": CHANGED}])
def test_it_refuses_what_must_not_stand_in_a_calendar(fields):
    with pytest.raises(NotCalendarText):
        entry(**fields)


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nATTENDEE:x", "a b@c", "a@b,c@d", "a@" + "b" * 260])
def test_it_refuses_an_address_that_is_none(address):
    with pytest.raises(NotCalendarText):
        Party("Lia", address)


def test_the_fields_an_entry_never_has():
    """No notes, nobody's name or address: what a feed cannot hold it cannot tell."""
    assert {"attendee", "attendees", "organiser", "notes"} & set(CalendarEntry.__slots__) == set()

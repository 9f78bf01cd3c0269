"""What the VTIMEZONEs say, hour by hour, against the zone data of the machine; read by two readers that know nothing of how they were made."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from dateutil.rrule import rrulestr
from icalendar import Timezone

from academy.standards.vtimezones import changes, vtimezone

CITIES = ["Europe/Lisbon", "Europe/Rome", "Europe/Madrid", "Europe/Paris", "Africa/Tunis", "Europe/Athens"]
# No daylight saving at all, Ramadan, halves of hours, the south, a negative summer, rules of other weeks.
OTHERS = ["Africa/Casablanca", "Europe/Dublin", "Australia/Lord_Howe", "America/New_York", "America/Santiago", "Asia/Gaza", "Africa/Cairo", "Asia/Amman",
          "Asia/Jerusalem", "Asia/Kolkata", "Pacific/Chatham", "America/St_Johns", "Atlantic/Azores", "Antarctica/Troll", "Asia/Beirut", "Europe/Istanbul"]
FIRST, LAST = 2022, 2030


def signed(text: str) -> timedelta:
    return (-1 if text[0] == "-" else 1) * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


@cache
def onsets(zone: str) -> list[tuple[datetime, timedelta]]:
    """[(moment, offset from then)] as RFC 5545 reads the component, its rules spelled out by dateutil."""
    found, lines = [], {}
    for line in vtimezone(zone, FIRST, LAST).decode().split("\r\n"):
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            lines = {}
        lines[name] = value
        if name == "END" and value in ("STANDARD", "DAYLIGHT"):
            start, before = datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S"), signed(lines["TZOFFSETFROM"])
            walls = rrulestr(lines["RRULE"], dtstart=start).between(start, datetime(LAST + 2, 1, 1), inc=True) if "RRULE" in lines else [start]
            found += [((wall - before).replace(tzinfo=UTC), signed(lines["TZOFFSETTO"])) for wall in walls]
    return sorted(found)


def hours_around_changes(zone: str):
    for year in range(FIRST, LAST + 1):
        yield from (datetime(year, month, 15, 12, tzinfo=UTC) for month in range(1, 13))
    for change in changes(zone, FIRST, LAST):
        moment = (change.onset - change.before).replace(tzinfo=UTC, minute=0)
        yield from (moment + timedelta(minutes=30 * half) for half in range(-96, 97))


@pytest.mark.parametrize("zone", CITIES + OTHERS)
def test_every_half_hour_around_every_change_has_its_true_offset(zone):
    info, known = ZoneInfo(zone), onsets(zone)
    wrong = []
    for moment in hours_around_changes(zone):
        said = [offset for onset, offset in known if onset <= moment][-1]
        if said != moment.astimezone(info).utcoffset():
            wrong.append((moment, said))
    assert wrong == []


@pytest.mark.parametrize("zone", CITIES)
def test_dateutil_and_the_icalendar_library_read_the_same_clock(zone):
    written, info = vtimezone(zone, FIRST, LAST), ZoneInfo(zone)
    (theirs,) = [tz.tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{written.decode()}END:VCALENDAR\r\n")).get(zone)]
    librarys = Timezone.from_ical(written).to_tz(lookup_tzid=False)
    compared = 0
    for moment in hours_around_changes(zone):
        wall = moment.astimezone(info)
        if tz.datetime_exists(wall) and not tz.datetime_ambiguous(wall):
            bare = wall.replace(tzinfo=None)
            assert bare.replace(tzinfo=theirs).utcoffset() == wall.utcoffset(), moment
            assert librarys.localize(bare).utcoffset() == wall.utcoffset() if hasattr(librarys, "localize") else bare.replace(tzinfo=librarys).utcoffset() == wall.utcoffset(), moment
            compared += 1
    assert compared > 100


def test_daylight_saving_is_two_rules_and_tunis_one_line():
    madrid = vtimezone("Europe/Madrid", 2022, 2030).decode()
    assert madrid.count("RRULE:FREQ=YEARLY") == 2 and madrid.count("BEGIN:") == 3 and "RDATE" not in madrid
    tunis = vtimezone("Africa/Tunis", 2022, 2030).decode()
    assert "RRULE" not in tunis and tunis.count("BEGIN:STANDARD") == 1 and "DAYLIGHT" not in tunis and tunis.count("TZOFFSETTO:+0100") == 1


def test_the_onset_is_told_on_the_clock_before_the_change():
    athens = vtimezone("Europe/Athens", 2027, 2027).decode()
    assert "DTSTART:20260329T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZNAME:EEST\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300" in athens
    assert "DTSTART:20261025T040000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZNAME:EET\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200" in athens


def test_a_wrong_clock_would_be_noticed():
    """The control: with the onset on the clock after the change, the offsets differ where the test looks."""
    shifted = [(onset + timedelta(hours=1), offset) for onset, offset in onsets("Europe/Madrid")]
    info = ZoneInfo("Europe/Madrid")
    assert any([offset for onset, offset in shifted if onset <= moment][-1] != moment.astimezone(info).utcoffset() for moment in hours_around_changes("Europe/Madrid"))


def test_no_such_zone_is_an_error():
    with pytest.raises((KeyError, ValueError)):
        vtimezone("Atlantis/Centre", 2026, 2027)

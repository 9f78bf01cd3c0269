"""ical.js, in a real Chromium, subscribes to the calendars over HTTP: every beginning is right by the VTIMEZONE in the file, and changes arrive."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from academy.feed_addresses import give_calendar_address
from academy.standards.calendar_entry import CalendarEntry, CalendarHead
from academy.standards.icalendar import write_calendar
from academy.standards.vtimezones import changes
from tests.cohorts.calendar_story import AFTER, BEFORE, begin, organiser_acts
from tests.world import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LIBRARY = Path(__file__).resolve().parents[1] / "vendor" / "ical.js" / "ical.js"
ZONES = ["Europe/Lisbon", "Europe/Rome", "Europe/Madrid", "Europe/Paris", "Africa/Tunis", "Europe/Athens", "Africa/Casablanca"]
# Spells out every occurrence of a file, with the zones the file itself explains and no others.
READ = """(words) => {
  const calendar = new ICAL.Component(ICAL.parse(words));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
  const seen = [];
  const see = (event, starts) => seen.push([event.summary, starts.toJSDate().toISOString(), event.component.getFirstPropertyValue("status"), event.sequence]);
  for (const event of events.filter((each) => !each.isRecurrenceException())) {
    for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    if (!event.isRecurring()) { see(event, event.startDate); continue; }
    const dates = event.iterator();
    for (let next = dates.next(), count = 0; next && count < 200; next = dates.next(), count++) {
      const details = event.getOccurrenceDetails(next);
      see(details.item, details.startDate);
    }
  }
  return seen;
}"""
FETCH = """async ([address, mark]) => {
  const answer = await fetch(address, { cache: "no-store", headers: mark ? { "If-None-Match": mark } : {} });
  return { status: answer.status, mark: answer.headers.get("ETag"), words: await answer.text() };
}"""


@pytest.fixture
def reader(page, live_server):
    """A page of the academy's own host with nothing but the library on it."""
    page.route("**/reader/", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>r</title><script type=module src=ical.js></script>"))
    page.route("**/reader/ical.js", lambda route: route.fulfill(content_type="text/javascript", body=LIBRARY.read_text() + "\nwindow.ICAL = ICALmodule;\n"))
    page.goto(f"{live_server.url}/reader/")
    page.wait_for_function("window.ICAL")
    return page


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def seen_in(reader, words: str) -> set:
    return {(title, datetime.fromisoformat(starts.replace("Z", "+00:00")), status == "CANCELLED") for title, starts, status, _sequence in reader.evaluate(READ, words)}


@pytest.mark.parametrize("which", ["personal", "public"])
def test_what_is_moved_is_seen_moved_and_what_is_cancelled_cancelled(world, live_server, reader, which):
    begin(world)
    address = "/feeds/" + give_calendar_address(world.lia, NOW).rpartition("/feeds/")[2] if which == "personal" else "/en/exchanges/feed.ics"
    first = reader.evaluate(FETCH, [address, ""])
    assert seen_in(reader, first["words"]) == BEFORE
    assert reader.evaluate(FETCH, [address, first["mark"]])["status"] == 304
    organiser_acts(world)
    second = reader.evaluate(FETCH, [address, first["mark"]])
    assert (second["status"], seen_in(reader, second["words"])) == (200, AFTER)
    newer = {(title, sequence) for title, _starts, _status, sequence in reader.evaluate(READ, second["words"])}
    assert {("How neighbours run services: Day 1", 0), ("How neighbours run services: Day 2", 1), ("Cancelled: Fair of the cooperatives", 1)} <= newer


def moments_of(zone: str) -> list[datetime]:
    """Noon of each month from 2022 to 2030, and the hours around every change, those too that have the same name on the clock."""
    found = [datetime(year, month, 15, 12, tzinfo=UTC) for year in range(2022, 2031) for month in range(1, 13)]
    for change in changes(zone, 2022, 2030):
        moment = (change.onset - change.before).replace(tzinfo=UTC)
        found += [moment + timedelta(hours=hour) for hour in range(-30, 31)]
    return found


def calendar_of(zone: str, moments: list[datetime]) -> str:
    return write_calendar(CalendarHead(name="Clock"), [CalendarEntry(
        uid=f"{number}@clock", sequence=0, starts_at=moment, ends_at=moment + timedelta(minutes=30), zone=zone, title=moment.isoformat(), last_modified=NOW)
        for number, moment in enumerate(moments)]).decode()


@pytest.mark.parametrize("zone", ZONES)
def test_it_reads_every_hour_around_every_change_as_we_meant_it(reader, zone):
    moments = moments_of(zone)
    assert seen_in(reader, calendar_of(zone, moments)) == {(moment.isoformat(), moment, False) for moment in moments}


def test_it_goes_by_the_clock_in_the_file(reader):
    """The control: with a wrong VTIMEZONE the same reader is an hour off, so the test above sees what it says it sees."""
    summer = datetime(2027, 7, 1, 12, tzinfo=UTC)
    wrong = calendar_of("Europe/Madrid", [summer]).replace("TZOFFSETTO:+0200", "TZOFFSETTO:+0300")
    assert seen_in(reader, wrong) == {(summer.isoformat(), summer - timedelta(hours=1), False)}

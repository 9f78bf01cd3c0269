"""khal, with vdirsyncer over HTTP, subscribes to the calendars and sees what was moved and cancelled, on clocks of two cities."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from academy.feed_addresses import give_calendar_address
from tests.cohorts.calendar_story import AFTER, BEFORE, MADRID, TUNIS, begin, organiser_acts
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]
PROGRAMS = Path(sys.executable).parent


class Khal:
    """A calendar program of somebody in a zone, with its own folder and nobody else's settings."""

    def __init__(self, folder: Path, address: str, zone: str) -> None:
        self.folder, self.zone = folder, zone
        self.env = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder),
                    "LANG": "C.UTF-8", "VDIRSYNCER_CONFIG": str(folder / "vdirsyncer.conf"), "TZ": "UTC"}
        (folder / "kept").mkdir(parents=True)
        (folder / "vdirsyncer.conf").write_text(
            f'[general]\nstatus_path = "{folder}/status/"\n\n[pair academy]\na = "here"\nb = "there"\ncollections = null\nconflict_resolution = "b wins"\n\n'
            f'[storage here]\ntype = "filesystem"\npath = "{folder}/kept"\nfileext = ".ics"\n\n[storage there]\ntype = "http"\nurl = "{address}"\n')
        (folder / "khal.conf").write_text(
            f"[calendars]\n[[academy]]\npath = {folder}/kept\nreadonly = True\n\n[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n\n"
            f"[sqlite]\npath = {folder}/khal.db\n")

    def run(self, program: str, *words: str) -> str:
        done = subprocess.run([PROGRAMS / program, *words], env=self.env, capture_output=True, text=True, timeout=60, cwd=self.folder)
        assert done.returncode == 0, (program, words, done.stdout, done.stderr)
        return done.stdout

    def sync(self) -> None:
        if not (self.folder / "status").exists():
            self.run("vdirsyncer", "discover", "academy")
        self.run("vdirsyncer", "sync", "academy")

    def lines(self, days: str = "200d") -> list[list[str]]:
        """[[title, beginning on this zone's clock, state]] from 1 December 2026 on."""
        said = self.run("khal", "-c", str(self.folder / "khal.conf"), "list", "--format", "{title}|{start-long}|{status}", "--day-format", "", "2026-12-01", days)
        return [line.strip().split("|") for line in said.splitlines() if "|" in line]

    def sees(self) -> set:
        zone = ZoneInfo(self.zone)
        return {(title, datetime.fromisoformat(starts).replace(tzinfo=zone).astimezone(UTC), state.strip() == "CANCELLED") for title, starts, state in self.lines()}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.mark.parametrize(("which", "zone"), [("personal", TUNIS), ("public", MADRID)])
def test_what_is_moved_is_seen_moved_and_what_is_cancelled_cancelled(world, live_server, tmp_path, which, zone):
    begin(world)
    path = give_calendar_address(world.lia, NOW).rpartition("/feeds/")[2]
    khal = Khal(tmp_path / "khal", f"{live_server.url}/feeds/{path}" if which == "personal" else f"{live_server.url}/en/exchanges/feed.ics", zone)
    khal.sync()
    assert khal.sees() == BEFORE
    organiser_acts(world)
    khal.sync()
    assert khal.sees() == AFTER


def test_ten_in_barcelona_is_ten_there_all_year_and_nine_in_tunis_from_april(world, live_server, tmp_path):
    begin(world)
    seen = {}
    for zone in (MADRID, TUNIS):
        khal = Khal(tmp_path / zone.replace("/", "-"), f"{live_server.url}/en/exchanges/circle.ics", zone)
        khal.sync()
        seen[zone] = [starts for _title, starts, _state in khal.lines()]
    assert seen[MADRID] == ["2027-03-11 10:00", "2027-03-18 10:00", "2027-03-25 10:00", "2027-04-01 10:00", "2027-04-08 10:00"]
    assert seen[TUNIS] == ["2027-03-11 10:00", "2027-03-18 10:00", "2027-03-25 10:00", "2027-04-01 09:00", "2027-04-08 09:00"]


def test_a_seat_given_back_is_seen_cancelled(world, live_server, tmp_path):
    from cohorts.models import Registration
    from cohorts.registering import withdraw

    visit, _circle = begin(world)
    khal = Khal(tmp_path / "khal", live_server.url + "/feeds/" + give_calendar_address(world.lia, NOW).rpartition("/feeds/")[2], MADRID)
    khal.sync()
    withdraw(Registration.objects.get(exchange=visit, person=world.lia), by=world.lia, at=NOW)
    khal.sync()
    assert {title for title, _starts, cancelled in khal.sees() if cancelled} == {"Cancelled: How neighbours run services: Day 1", "Cancelled: How neighbours run services: Day 2"}

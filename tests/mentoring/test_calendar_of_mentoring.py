"""Sessions in the personal calendar of both, and as a file: whom with, when and where, and nothing else; cancelled ones stay as cancelled."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from academy.calendar_sources import parts_for
from academy.erasure import erase_person
from academy.standards.calendar_entry import CANCELLED, CONFIRMED
from mentoring import ending, planning
from mentoring.calendar_rows import rows_of
from mentoring.models import ClosingReason
from tests.mentoring.mentorship_story import HOUR, at, planned
from tests.rounds import make_mentorship, propose_pair, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair(world):
    return make_mentorship(world)


def entries(person, when=NOW):
    return [entry for part in parts_for(person, "en", when) for entry in part.make()]


def test_a_session_stands_in_both_calendars_with_a_first_name_only(world, pair):
    session = planned(pair, place="https://meet.example/us")
    session.minutes, session.next_step = "SECRET", "SECRET"
    session.save()
    pair.goals.create(text="SECRET", written_by="mentor", written_at=NOW)
    mine, = entries(world.lia)
    theirs, = entries(world.marta)
    assert (mine.title, theirs.title, mine.status) == ("Mentoring with Marta", "Mentoring with Lia", CONFIRMED)
    assert mine.uid == theirs.uid and mine.starts_at == session.starts_at and mine.conference_url == "https://meet.example/us"
    for entry in (mine, theirs):
        assert entry.description == "" and "SECRET" not in repr(entry) and "@" not in repr(entry)
        assert "Mentors" not in repr(entry) and "Learns" not in repr(entry)
    for person in (world.carla, world.nadia, world.stranger):
        assert entries(person) == []


def test_moved_and_cancelled_are_seen_as_that(world, pair):
    session = planned(pair)
    planning.change(session, world.lia, NOW + HOUR, starts_at=session.starts_at + HOUR, ends_at=session.ends_at + HOUR)
    assert [(entry.sequence, entry.starts_at) for entry in entries(world.lia)] == [(1, session.starts_at + HOUR)]
    planning.cancel(session, world.marta, NOW + 2 * HOUR)
    entry, = entries(world.lia)
    assert (entry.status, entry.sequence, entry.title) == (CANCELLED, 2, "Cancelled: Mentoring with Marta")
    assert entries(world.lia, NOW + timedelta(days=200)) == []


def test_the_end_takes_out_what_was_planned(world, pair):
    planned(pair)
    ending.end(pair, ClosingReason.DONE, world.lia, NOW + HOUR)
    assert [entry.status for entry in entries(world.marta)] == [CANCELLED]


def test_before_both_said_yes_nothing_stands_in_anybodys_calendar(world, pair):
    propose_pair(take_part(pair.round, world.teo, offers={"bookkeeping": 3}), take_part(pair.round, world.mouna, wants={"bookkeeping": (1, 1)}))
    assert entries(world.teo) == entries(world.mouna) == []


def test_a_former_member_is_not_named(world, pair):
    planned(pair)
    erase_person(world.marta, at=NOW)
    assert [entry.title for entry in entries(world.lia)] == ["Cancelled: Mentoring"]


def test_somebody_without_a_name_is_not_called_by_their_address(world, pair):
    world.marta.name = ""
    world.marta.save()
    planned(pair)
    assert [entry.title for entry in entries(world.lia)] == ["Mentoring"]


def test_one_query_however_many_sessions(world, pair):
    for count in (1, 20):
        for _more in range(count):
            planned(pair)
        with CaptureQueriesContext(connection) as captured:
            found = rows_of(world.lia, NOW)
        assert len(captured) == 1
    assert len(found) == 21


def test_one_session_as_a_file(world, pair, client):
    session = planned(pair, place="Library")
    client.force_login(world.lia)
    answer = client.get(at("mentorship_session_ics", pair, session.pk))
    event, = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"].startswith("text/calendar") and "private" in answer["Cache-Control"]
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), event["DTSTART"].dt) == ("Mentoring with Marta", "Library", session.starts_at)
    assert "ATTENDEE" not in event and "ORGANIZER" not in event
    again = client.get(at("mentorship_session_ics", pair, session.pk), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304

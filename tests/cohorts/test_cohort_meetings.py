"""Meetings of a cohort: called, moved, cancelled, attended; in mails and in calendars."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.calendar_sources import parts_for
from academy.outbox_drain import drain
from academy.standards.calendar_entry import CANCELLED, CONFIRMED
from cohorts import joining, meeting_changes
from cohorts.meeting_entries import meetings_of
from cohorts.models import CohortMeeting, JoinWay, MeetingAttendance
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db
FACTS = {"title": "First evening", "day": "2026-12-10", "begins": "18:00", "ends": "19:30", "place": "Library", "online_url": "", "note": ""}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort(world):
    return make_cohort(world, join_way=JoinWay.CODE, code="c")


@pytest.fixture
def desk(world, cohort, client):
    client.force_login(make_facilitator(world, cohort))
    return client


def at(name, *more):
    return reverse(name, args=["winter", *more])


def called(cohort, world, **fields) -> CohortMeeting:
    starts = NOW + timedelta(days=20)
    return meeting_changes.call(cohort, world.carla, NOW, **{"title": "First evening", "starts_at": starts, "ends_at": starts + timedelta(hours=1), "place": "Library", **fields})


# At the desk ----------------------------------------------------------------------------------------------

def test_a_meeting_is_called_on_the_clocks_of_the_cohort_and_told(world, cohort, desk, mailoutbox):
    world.stranger.time_zone = "Africa/Tunis"
    world.stranger.save()
    put_in(cohort, world.stranger)
    assert desk.post(at("lead_meeting_new"), FACTS).status_code == 302
    made = CohortMeeting.objects.get()
    assert (made.starts_at, made.ends_at) == (datetime(2026, 12, 10, 18, tzinfo=UTC), datetime(2026, 12, 10, 19, 30, tzinfo=UTC))
    drain()
    mail = mailoutbox[0]
    assert mail.subject == "Winter: First evening"
    assert "18:00–19:30 (Lisbon, UTC+0)" in mail.body
    assert "19:00–20:30" in mail.body


@pytest.mark.parametrize(("typed", "words"), [
    ({"ends": "17:00"}, "cannot end before it starts"), ({"ends": "18:00"}, "cannot end before it starts"), ({"place": ""}, "Say where"),
    ({"day": "2027-06-01"}, "far outside the cohort"), ({"title": "Two\u2028lines"}, "one line"), ({"online_url": "javascript:alert(1)"}, "valid URL"), ({"day": ""}, "required")])
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(cohort, desk, typed, words):
    answer = desk.post(at("lead_meeting_new"), {**FACTS, "note": "Bring a plan", **typed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "Bring a plan" in html
    assert not CohortMeeting.objects.exists()


def test_a_time_that_does_not_exist_is_refused_with_the_reason(world, desk, cohort):
    cohort.ends_on = datetime(2027, 4, 30).date()
    cohort.save()
    answer = desk.post(at("lead_meeting_new"), {**FACTS, "day": "2027-03-28", "begins": "01:30", "ends": "03:00"})
    assert answer.status_code == 422
    assert "01:30 does not exist on that day" in answer.content.decode()
    assert "02:00" in answer.content.decode()


def test_a_meeting_may_go_past_midnight(desk, cohort):
    assert desk.post(at("lead_meeting_new"), {**FACTS, "begins": "22:00", "ends": "00:30"}).status_code == 302
    assert CohortMeeting.objects.get().ends_at == datetime(2026, 12, 11, 0, 30, tzinfo=UTC)


def test_moving_raises_the_sequence_and_is_told_but_a_corrected_title_is_not(world, cohort, desk, mailoutbox):
    put_in(cohort, world.lia)
    desk.post(at("lead_meeting_new"), FACTS)
    meeting = CohortMeeting.objects.get()
    desk.post(at("lead_meeting", meeting.key), {**FACTS, "title": "First evening!"})
    meeting.refresh_from_db()
    assert (meeting.title, meeting.sequence) == ("First evening!", 0)
    desk.post(at("lead_meeting", meeting.key), {**FACTS, "begins": "18:30"})
    meeting.refresh_from_db()
    assert meeting.sequence == 1
    drain()
    # The first news was overtaken: one mail, with what holds.
    assert [mail.subject for mail in mailoutbox] == ["Winter: “First evening” has changed"]
    assert "18:30–19:30" in mailoutbox[0].body


def test_cancelling_needs_a_reason_and_is_final(world, cohort, desk, mailoutbox):
    put_in(cohort, world.lia)
    meeting = called(cohort, world)
    assert desk.post(at("lead_cancellation", meeting.key), {"reason": ""}).status_code == 422
    assert desk.post(at("lead_cancellation", meeting.key), {"reason": "The library is closed."}).status_code == 302
    desk.post(at("lead_cancellation", meeting.key), {"reason": "Again"})
    desk.post(at("lead_meeting", meeting.key), FACTS)
    meeting.refresh_from_db()
    assert (meeting.cancelled_reason, meeting.sequence, meeting.title) == ("The library is closed.", 1, "First evening")
    drain()
    assert [mail.subject for mail in mailoutbox] == ["Winter: “First evening” is cancelled"]
    assert "The library is closed." in mailoutbox[0].body


def test_a_meeting_that_is_over_is_news_to_nobody(world, cohort, mailoutbox):
    put_in(cohort, world.lia)
    called(cohort, world, starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1))
    drain()
    assert mailoutbox == []


# Who is there ---------------------------------------------------------------------------------------------

def test_the_list_is_ticked_and_unticked(world, cohort, desk):
    lia, marta = put_in(cohort, world.lia), put_in(cohort, world.marta)
    other = put_in(make_cohort(world, slug="other"), world.stranger)
    meeting = called(cohort, world)
    assert "Lia Learns" in desk.get(at("lead_presence", meeting.key)).content.decode()
    desk.post(at("lead_presence", meeting.key), {"there": [lia.pk, marta.pk, other.pk, "x", "²", "9" * 30]})
    assert set(MeetingAttendance.objects.values_list("membership_id", flat=True)) == {lia.pk, marta.pk}
    desk.post(at("lead_presence", meeting.key), {"there": [lia.pk]})
    assert set(MeetingAttendance.objects.values_list("membership_id", flat=True)) == {lia.pk}


def test_who_left_before_the_meeting_is_not_on_its_list(world, cohort, desk):
    member = put_in(cohort, world.lia)
    meeting = called(cohort, world)
    joining.leave(member, NOW)
    assert "Lia Learns" not in desk.get(at("lead_presence", meeting.key)).content.decode()


# In calendars ---------------------------------------------------------------------------------------------

def entries(person, when=NOW):
    return [entry for part in parts_for(person, "en", when) for entry in part.make()]


def test_meetings_stand_in_the_personal_calendar(world, cohort):
    put_in(cohort, world.lia)
    meeting = called(cohort, world, online_url="https://meet.example/x")
    entry, = entries(world.lia)
    assert (entry.uid, entry.title, entry.status, entry.zone, entry.sequence) == (str(meeting.key), "Winter: First evening", CONFIRMED, "Europe/Lisbon", 0)
    assert entry.conference_url == "https://meet.example/x"
    assert entries(world.stranger) == []


def test_moved_and_cancelled_are_seen_as_that(world, cohort):
    put_in(cohort, world.lia)
    meeting = called(cohort, world)
    meeting_changes.change(meeting, world.carla, NOW + timedelta(hours=1), ends_at=meeting.ends_at + timedelta(hours=1))
    assert entries(world.lia)[0].sequence == 1
    meeting_changes.cancel(meeting, world.carla, NOW + timedelta(hours=2), "Ill")
    entry, = entries(world.lia)
    assert (entry.status, entry.sequence, entry.last_modified) == (CANCELLED, 2, NOW + timedelta(hours=2))
    assert entries(world.lia, NOW + timedelta(days=200)) == []


def test_who_leaves_sees_it_cancelled_and_who_comes_back_sees_it_again(world, cohort):
    mine = put_in(cohort, world.lia)
    called(cohort, world)
    joining.leave(mine, NOW + timedelta(hours=1))
    entry, = entries(world.lia)
    assert (entry.status, entry.sequence) == (CANCELLED, 1)
    joining.ask(world.lia, cohort, NOW + timedelta(hours=2), code="c")
    entry, = entries(world.lia)
    assert (entry.status, entry.sequence) == (CONFIRMED, 2)


def test_the_calendar_takes_two_queries_however_many_meetings(world, cohort):
    put_in(cohort, world.lia)
    for _more in range(30):
        called(cohort, world)
    with CaptureQueriesContext(connection) as captured:
        assert len(meetings_of(world.lia, NOW)) == 30
    assert len(captured) == 2


def test_the_meetings_page_takes_as_many_queries_for_few_as_for_many(world, cohort, desk):
    counts = []
    for number in (2, 12):
        for _more in range(number):
            called(cohort, world)
        put_in(cohort, make_person(f"m{number}", "More"))
        desk.get(at("lead_meetings"))
        with CaptureQueriesContext(connection) as captured:
            desk.get(at("lead_meetings"))
        counts.append(len(captured))
    assert counts[0] == counts[1]

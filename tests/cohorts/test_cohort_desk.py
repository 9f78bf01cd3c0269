"""A cohort's desk: who comes in, what they see, and what they do there."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.models import Event
from academy.models.people import Role
from academy.outbox_drain import drain
from cohorts import joining
from cohorts.models import CohortInvitation, CohortMeeting, CohortMembership, CohortMessage, CohortTimetable, MeetingAttendance, TimetableLine
from cohorts.models import MembershipState as State
from courses.models import Enrolment
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.world import NOW, enrol, grant, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
PAGES = ["lead", "lead_csv", "lead_meetings", "lead_meeting_new", "lead_timetable", "lead_messages", "lead_invitations"]


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort(world):
    return make_cohort(world)


@pytest.fixture
def fausta(world, cohort):
    return make_facilitator(world, cohort)


def at(name, *more, slug="winter"):
    return reverse(name, args=[slug, *more])


def sit(client, person):
    client.force_login(person)
    return client


# Who comes in ---------------------------------------------------------------------------------------------

def wrong_people(world):
    return [world.stranger, world.lia, world.marta, world.mouna, grant(make_person("farid", "Farid", world.mahdia), Role.FACILITATOR, world.mahdia)]


@pytest.mark.parametrize("name", PAGES)
def test_strangers_members_and_other_cities_find_no_desk(world, cohort, fausta, client, name):
    put_in(cohort, world.lia)
    assert "/account/login/" in client.get(at(name)).url
    for person in wrong_people(world):
        assert sit(client, person).get(at(name)).status_code == 404, person
    assert sit(client, fausta).get(at(name)).status_code == 200


@pytest.mark.parametrize("name", [each for each in PAGES if each != "lead"])
def test_who_only_reads_has_the_roster_and_nothing_else(world, cohort, client, name):
    for person in (world.teo, world.nadia):
        assert sit(client, person).get(at("lead")).status_code == 200
        assert client.get(at(name)).status_code == 404


def writing(cohort, world):
    """[(address, what is posted)] of everything that changes something."""
    asked = put_in(cohort, world.marta, State.ASKED)
    member = put_in(cohort, world.lia)
    meeting = CohortMeeting.objects.create(cohort=cohort, title="First", starts_at=NOW + timedelta(days=20), ends_at=NOW + timedelta(days=20, hours=1))
    invitation = CohortInvitation.objects.create(cohort=cohort, email="a@people.example")
    facts = {"title": "New", "day": "2026-12-10", "begins": "18:00", "ends": "19:00", "place": "Library"}
    return [
        (at("lead_request", asked.pk), {"answer": "accept"}), (at("lead_taking_out", member.pk), {"reason": "Because"}), (at("lead_meeting_new"), facts),
        (at("lead_meeting", meeting.key), facts), (at("lead_cancellation", meeting.key), {"reason": "Ill"}), (at("lead_presence", meeting.key), {"there": member.pk}),
        (at("lead_timetable"), {"opens_on_1": "2026-12-08"}), (at("lead_filling"), {"every_days": 7}),
        (at("lead_messages"), {"audience": "all", "subject": "Hello", "text": "All", "form_key": uuid.uuid4()}),
        (at("lead_invitations"), {"addresses": "b@people.example", "language": "en"}), (at("lead_invitation_withdrawal", invitation.pk), {}),
    ]


def everything(cohort):
    return [list(rows.order_by("pk").values()) for rows in (CohortMembership.objects.all(), CohortMeeting.objects.all(), MeetingAttendance.objects.all(), TimetableLine.objects.all(),
                                                            CohortMessage.objects.all(), CohortInvitation.objects.all())]


def test_nobody_else_changes_anything(world, cohort, fausta, client):
    posts = writing(cohort, world)
    before = everything(cohort)
    for address, typed in posts:
        assert "/account/login/" in client.post(address, typed).url
    for person in (*wrong_people(world), world.teo, world.nadia):
        for address, typed in posts:
            assert sit(client, person).post(address, typed).status_code == 404, (person, address)
    assert everything(cohort) == before


def test_who_leads_can_do_each_of_them(world, cohort, fausta, client):
    for address, typed in writing(cohort, world):
        assert sit(client, fausta).post(address, typed).status_code == 302, address
    for address, _typed in writing(make_cohort(world, slug="other"), world)[-1:]:
        assert client.get(address).status_code == 405


def test_things_of_another_cohort_are_not_there(world, cohort, fausta, client):
    other = make_cohort(world, slug="other", city=world.mahdia)
    asked = put_in(other, world.marta, State.ASKED)
    meeting = CohortMeeting.objects.create(cohort=other, title="First", starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    sit(client, fausta)
    for address in (at("lead_request", asked.pk), at("lead_taking_out", asked.pk), at("lead_meeting", meeting.key), at("lead_presence", meeting.key), at("lead_cancellation", meeting.key)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"answer": "accept", "reason": "x"}).status_code == 404


# The roster -----------------------------------------------------------------------------------------------

def test_the_coordinator_of_a_city_that_takes_part_sees_its_own_people(world, cohort, client):
    put_in(cohort, world.lia)
    world.stranger.city = world.mahdia
    put_in(cohort, world.stranger)
    html = sit(client, world.mouna).get(at("lead")).content.decode()
    assert "Some Stranger" in html
    assert "Lia Learns" not in html
    assert "You read here, and change nothing" in html


def test_the_network_reads_numbers_and_no_names(world, cohort, client):
    put_in(cohort, world.lia)
    html = sit(client, world.nadia).get(at("lead")).content.decode()
    assert "Cascais under 5" in html.replace("<bdi>", "").replace("</bdi>", "")
    assert "Lia Learns" not in html


def test_the_roster_says_how_each_gets_on_and_who_is_stuck(world, cohort, fausta, client):
    lia, marta = put_in(cohort, world.lia, joined_at=NOW - timedelta(days=60)), put_in(cohort, world.marta)
    enrol(world.lia, world.course, last_seen_on=NOW.date() - timedelta(days=20))
    enrol(world.marta, world.course, last_seen_on=NOW.date())
    meeting = CohortMeeting.objects.create(cohort=cohort, title="First", starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1))
    MeetingAttendance.objects.create(meeting=meeting, membership=lia)
    sit(client, fausta)
    html = client.get(at("lead")).content.decode()
    assert "not seen for 20 days" in html
    assert "1 of 1" in html
    stuck = client.get(at("lead"), {"who": "stuck"}).content.decode()
    assert "Lia Learns" in stuck
    assert "Marta Mentors" not in stuck
    assert "Marta Mentors" in client.get(at("lead"), {"words": "marta"}).content.decode()
    assert marta.person.name not in client.get(at("lead"), {"city": "mahdia"}).content.decode()


def test_the_roster_takes_as_many_queries_for_five_as_for_fifty(world, cohort, fausta, client):
    counts = {}
    sit(client, fausta)
    for size in (5, 50):
        while cohort.seats_taken < size:
            person = make_person(f"more{cohort.seats_taken}", f"More {cohort.seats_taken}", (world.cascais, world.mahdia)[cohort.seats_taken % 2])
            put_in(cohort, person)
            enrol(person, world.course)
        for name in ("lead", "lead_csv"):
            client.get(at(name))
        with CaptureQueriesContext(connection) as captured:
            client.get(at("lead"))
        with CaptureQueriesContext(connection) as of_file:
            client.get(at("lead_csv"))
        counts[size] = len(captured), len(of_file)
    assert counts[5] == counts[50], counts
    assert counts[50][0] <= 30, counts


def test_the_file_is_safe_for_spreadsheets_and_stands_in_the_log(world, cohort, fausta, client):
    put_in(cohort, make_person("evil", "=HYPERLINK(1)", world.cascais))
    answer = sit(client, fausta).get(at("lead_csv"))
    text = answer.content.decode()
    assert "'=HYPERLINK(1)" in text
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.filter(verb="exported", object_key="winter").exists()


# Requests -------------------------------------------------------------------------------------------------

def test_a_request_is_accepted_from_the_roster(world, cohort, fausta, client):
    asked = joining.ask(world.lia, cohort, NOW, message="On Mondays")
    assert "On Mondays" in sit(client, fausta).get(at("lead")).content.decode()
    client.post(at("lead_request", asked.pk), {"answer": "accept"})
    assert CohortMembership.objects.get().is_member
    assert Enrolment.objects.get(person=world.lia).cohort_slug == "winter"
    assert "answered" in client.post(at("lead_request", asked.pk), {"answer": "accept"}, follow=True).content.decode()


def test_refusing_needs_a_reason_which_the_person_reads(world, cohort, fausta, client, mailoutbox):
    asked = joining.ask(world.lia, cohort, NOW)
    answer = sit(client, fausta).post(at("lead_request", asked.pk), {"answer": "refuse", "reason": " "})
    assert answer.status_code == 422
    assert CohortMembership.objects.get().state == State.ASKED
    client.post(at("lead_request", asked.pk), {"answer": "refuse", "reason": "This one is in Portuguese."})
    drain()
    assert "This one is in Portuguese." in mailoutbox[0].body


# Timetable ------------------------------------------------------------------------------------------------

def test_the_timetable_is_laid_out_and_edited(world, cohort, fausta, client):
    sit(client, fausta)
    client.post(at("lead_filling"), {"every_days": 7})
    assert TimetableLine.objects.count() == 3
    html = client.get(at("lead_timetable")).content.decode()
    assert 'value="2026-12-14"' in html
    client.post(at("lead_timetable"), {"opens_on_1": "2026-12-07", "due_on_1": "2026-12-09", "opens_on_2": "2026-12-15"})
    assert TimetableLine.objects.count() == 2
    assert CohortTimetable.objects.get().edited_at == NOW


@pytest.mark.parametrize(("typed", "words"), [
    ({"opens_on_2": "2026-11-30"}, "lies outside the cohort"), ({"opens_on_1": "2026-12-20", "due_on_1": "2026-12-10"}, "due before it opens"), ({"opens_on_1": "soon"}, "Enter a valid date")])
def test_a_wrong_date_is_said_and_nothing_is_lost(world, cohort, fausta, client, typed, words):
    answer = sit(client, fausta).post(at("lead_timetable"), {"due_on_3": "2027-01-10", **typed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert 'value="2027-01-10"' in html
    assert not TimetableLine.objects.exists()


def test_a_timetable_that_does_not_fit_is_said(world, cohort, fausta, client):
    answer = sit(client, fausta).post(at("lead_filling"), {"every_days": 40})
    assert answer.status_code == 422
    assert "need 81 days, but the cohort lasts 56" in answer.content.decode()


def test_a_cohort_without_a_course_has_no_timetable(world, client):
    make_cohort(world, slug="talk", course_key=None)
    sit(client, world.carla)
    assert client.get(at("lead_timetable", slug="talk")).status_code == 404
    assert client.get(at("lead", slug="talk")).status_code == 200


# Messages -------------------------------------------------------------------------------------------------

def message(**typed):
    return {"audience": "all", "subject": "Hello", "text": "We meet on Monday.", "form_key": uuid.uuid4(), **typed}


def test_a_message_reaches_those_it_is_for_each_alone(world, cohort, fausta, client, mailoutbox):
    world.stranger.city = world.mahdia
    world.stranger.save()
    put_in(cohort, world.lia)
    put_in(cohort, world.stranger)
    sit(client, fausta)
    typed = message()
    for _double_click in range(2):
        assert client.post(at("lead_messages"), typed).status_code == 302
    client.post(at("lead_messages"), message(audience="city", city=world.mahdia.pk, subject="To you"))
    drain()
    assert sorted((len(mail.to), mail.subject) for mail in mailoutbox) == [(1, "Winter: Hello"), (1, "Winter: Hello"), (1, "Winter: To you")]
    assert "stranger@" in next(mail for mail in mailoutbox if "To you" in mail.subject).to[0]


def test_a_message_to_the_stuck_is_for_the_stuck(world, cohort, fausta, client, mailoutbox):
    put_in(cohort, world.lia)
    put_in(cohort, world.marta)
    enrol(world.lia, world.course, last_seen_on=NOW.date() - timedelta(days=20))
    enrol(world.marta, world.course, last_seen_on=NOW.date())
    sit(client, fausta).post(at("lead_messages"), message(audience="stuck"))
    drain()
    assert [mail.to[0] for mail in mailoutbox if "lia@" in mail.to[0]] == [mail.to[0] for mail in mailoutbox]
    assert len(mailoutbox) == 1


def test_a_message_to_nobody_or_no_city_is_said(world, cohort, fausta, client):
    sit(client, fausta)
    assert "Nobody would get it" in client.post(at("lead_messages"), message()).content.decode()
    put_in(cohort, world.lia)
    answer = client.post(at("lead_messages"), message(audience="city"))
    assert answer.status_code == 422
    assert "We meet on Monday." in answer.content.decode()
    assert not CohortMessage.objects.exists()


def test_who_left_meanwhile_is_left_alone(world, cohort, fausta, client, mailoutbox):
    member = put_in(cohort, world.lia)
    sit(client, fausta).post(at("lead_messages"), message())
    joining.leave(member, NOW)
    drain()
    assert not [mail for mail in mailoutbox if "Hello" in mail.subject]

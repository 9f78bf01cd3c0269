"""Invitations to one person's calendar: one message a meeting, newer with every turn, and nobody else in them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from academy.models import User
from academy.standards.itip import read_reply
from cohorts.calendar_invitations import invitations
from cohorts.models import Exchange, Registration, RegistrationState, SessionSeries
from cohorts.recurring import write_out
from tests.gatherings import make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState


def read(parts):
    """[(method of the part and inside, events)]"""
    found = []
    for part in parts:
        calendar = Calendar.from_ical(part.data)
        assert calendar["METHOD"] == part.method
        found.append((part.method, calendar.walk("VEVENT")))
    return found


def test_each_meeting_is_a_message_of_its_own(world):
    exchange = make_exchange(world, online_url="https://meet.example/room")
    found = read(invitations(seat(exchange, world.lia), "REQUEST", "en"))
    assert [(method, [str(event["UID"]) for event in events]) for method, events in found] == [("REQUEST", [str(each.key)]) for each in exchange.sessions.all()]
    (event,) = found[0][1]
    assert (event["SUMMARY"], event["STATUS"], event["CONFERENCE"]) == ("How neighbours run services: Day 1", "CONFIRMED", "https://meet.example/room")


def test_it_is_to_that_person_only(world):
    exchange = make_exchange(world)
    seat(exchange, world.mouna)
    for part in invitations(seat(exchange, world.lia), "REQUEST", "en"):
        (event,) = Calendar.from_ical(part.data).walk("VEVENT")
        assert event["ATTENDEE"] == f"mailto:{world.lia.email}" and event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        assert world.mouna.email.encode() not in part.data and world.carla.email.encode() not in part.data


def test_an_offer_asks(world):
    (event,) = read(invitations(seat(make_exchange(world, sessions=1), world.lia, State.OFFERED), "REQUEST", "en"))[0][1]
    assert (event["STATUS"], event["ATTENDEE"].params["PARTSTAT"], event["ATTENDEE"].params["RSVP"]) == ("TENTATIVE", "NEEDS-ACTION", "TRUE")


def test_a_change_a_withdrawal_and_a_return_are_each_newer(world):
    exchange = make_exchange(world, sessions=1)
    registration, seen = seat(exchange, world.lia), []

    def note(method):
        (method, (event,)), = read(invitations(Registration.objects.get(pk=registration.pk), method, "en"))
        seen.append((method, int(event["SEQUENCE"]), str(event["STATUS"])))

    note("REQUEST")
    exchange.sessions.update(sequence=1)
    note("REQUEST")
    Registration.objects.update(state=State.WITHDRAWN, revision=2)
    note("CANCEL")
    Registration.objects.update(state=State.REGISTERED, revision=3)
    note("REQUEST")
    assert seen == [("REQUEST", 0, "CONFIRMED"), ("REQUEST", 1, "CONFIRMED"), ("CANCEL", 2, "CANCELLED"), ("REQUEST", 3, "CONFIRMED")]


def test_of_two_meetings_the_cancelled_one_is_cancelled_and_the_other_asked_for(world):
    exchange = make_exchange(world)
    exchange.sessions.filter(title="Day 2").update(cancelled_at=NOW, sequence=1)
    assert [method for method, _events in read(invitations(seat(exchange, world.lia), "REQUEST", "en"))] == ["REQUEST", "CANCEL"]


def test_a_cancelled_exchange_is_cancelled_whatever_was_asked(world):
    registration = seat(make_exchange(world), world.lia)
    Exchange.objects.update(cancelled_at=NOW, cancelled_reason="x")
    assert {method for method, _events in read(invitations(registration, "REQUEST", "en"))} == {"CANCEL"}


def test_a_series_is_one_message_without_its_cancelled_dates(world):
    exchange = make_exchange(world, "circle", "Circle", sessions=0, time_zone="Europe/Madrid")
    series = SessionSeries.objects.create(exchange=exchange, title="Circle", rule="FREQ=WEEKLY;COUNT=4", first_on=date(2027, 3, 11), starts_local=time(10), minutes=60)
    write_out(series, ZoneInfo("Europe/Madrid"), NOW)
    _first, second, third, _fourth = series.sessions.order_by("starts_at")
    series.sessions.filter(pk=second.pk).update(cancelled_at=NOW, sequence=2)
    series.sessions.filter(pk=third.pk).update(starts_at=third.starts_at + timedelta(hours=1), ends_at=third.ends_at + timedelta(hours=1), sequence=1)
    exchange.refresh_span()
    ((method, (master, moved)),) = read(invitations(seat(exchange, world.lia), "REQUEST", "en"))
    assert (method, master["RRULE"].to_ical(), [each.dt.astimezone(UTC) for each in master["EXDATE"].dts]) == (
        "REQUEST", b"FREQ=WEEKLY;COUNT=4", [datetime(2027, 3, 18, 9, tzinfo=UTC)])
    assert {str(each["STATUS"]) for each in (master, moved)} == {"CONFIRMED"} and {str(each["UID"]) for each in (master, moved)} == {str(series.key)}
    assert int(master["SEQUENCE"]) == int(moved["SEQUENCE"]) == 2


def test_who_has_no_address_gets_none(world):
    exchange = make_exchange(world)
    guest = Registration.objects.create(exchange=exchange, guest_name="Dona Rosa", city=world.cascais, state=State.REGISTERED, place=99)
    assert invitations(guest, "REQUEST", "en") == []
    registration = seat(exchange, world.lia)
    User.objects.filter(pk=world.lia.pk).update(email="")
    assert invitations(Registration.objects.get(pk=registration.pk), "CANCEL", "en") == []


def test_a_hostile_name_stays_one_name(world):
    User.objects.filter(pk=world.lia.pk).update(name='Lia"; PARTSTAT=X:mailto:evil@x.example, "')
    registration = Registration.objects.get(pk=seat(make_exchange(world, sessions=1), world.lia).pk)
    (event,) = read(invitations(registration, "REQUEST", "en"))[0][1]
    assert event["ATTENDEE"] == f"mailto:{world.lia.email}" and event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


def test_an_answer_to_it_names_the_same_meeting_and_person(world):
    (part,) = invitations(seat(make_exchange(world, sessions=1), world.lia), "REQUEST", "en")
    answer = part.data.replace(b"METHOD:REQUEST", b"METHOD:REPLY").replace(b"PARTSTAT=ACCEPTED", b"PARTSTAT=DECLINED")
    reply = read_reply(answer)
    assert (reply.uid, reply.attendee, reply.partstat) == (str(Exchange.objects.get().sessions.get().key), world.lia.email, "DECLINED")

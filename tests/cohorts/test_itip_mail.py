"""The life of an invitation, as the calendar at the other end sees it: every message newer than the one before, from the same organiser, for one person."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.template.loader import get_template
from icalendar import Calendar

from academy.emails import _contexts
from academy.outbox import find_handler
from cohorts.cancelling import cancel_exchange
from cohorts.changing import cancel_session, change_session
from cohorts.models import Exchange
from cohorts.registering import register, withdraw
from cohorts.session_plan import SessionPlan
from tests.cohorts.mails import calendars, send_all
from tests.gatherings import make_exchange, make_visitors
from tests.world import NOW

pytestmark = pytest.mark.django_db


class CalendarProgram:
    """Keeps what RFC 5546 says a calendar keeps: by uid, the newest by SEQUENCE; a CANCEL of what it does not know is nothing."""

    def __init__(self, address: str) -> None:
        self.address, self.kept, self.organisers = address, {}, set()

    def receive(self, message) -> None:
        for method, calendar in calendars(message):
            assert str(calendar["METHOD"]) == method in ("REQUEST", "CANCEL")
            for event in calendar.walk("VEVENT"):
                assert str(event["ATTENDEE"]).removeprefix("mailto:") == self.address and not isinstance(event["ATTENDEE"], list)
                self.organisers.add(str(event["ORGANIZER"]))
                uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
                if uid in self.kept and sequence < self.kept[uid][0]:
                    raise AssertionError(f"{method} {sequence} came after {self.kept[uid][0]}")
                if uid in self.kept or method == "REQUEST":
                    self.kept[uid] = (sequence, method == "REQUEST" and str(event["STATUS"]) != "CANCELLED", event["DTSTART"].dt)

    def shown(self) -> list:
        return sorted(starts for _sequence, stands, starts in self.kept.values() if stands)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


def fresh(exchange) -> Exchange:
    return Exchange.objects.select_related("host_city").get(pk=exchange.pk)


def test_a_calendar_follows_from_the_seat_to_the_cancellation(world, clock):
    exchange, program, at = make_exchange(world), CalendarProgram("lia@people.example"), NOW

    def tick():
        nonlocal at
        at += timedelta(minutes=5)
        clock.move_to(at)
        return at

    def hear() -> list:
        for message in send_all():
            if program.address in message["To"]:
                program.receive(message)
        return [f"{each:%d %H:%M}" for each in program.shown()]

    mine = register(exchange, world.lia, at=at)
    assert hear() == ["10 09:00", "11 09:00"]
    second = exchange.sessions.get(title="Day 2")
    change_session(second, SessionPlan(second.title, second.starts_at + timedelta(hours=25), second.ends_at + timedelta(hours=25)), seen=fresh(exchange).changed_at,
                   by=world.carla, at=tick())
    assert hear() == ["10 09:00", "12 10:00"]
    withdraw(mine, by=world.lia, at=tick())
    assert hear() == []
    register(exchange, world.lia, at=tick())
    assert hear() == ["10 09:00", "12 10:00"]
    cancel_session(exchange.sessions.get(title="Day 1"), "Flood.", seen=fresh(exchange).changed_at, by=world.carla, at=tick())
    assert hear() == ["12 10:00"]
    cancel_exchange(fresh(exchange), "Storm.", seen=fresh(exchange).changed_at, by=world.carla, at=tick())
    assert hear() == []
    assert len(program.organisers) == 1, "calendars take changes from the same organiser only"


def test_two_people_get_two_invitations_that_know_nothing_of_each_other(world, clock, settings):
    settings.REPLY_ADDRESS = "academy@town.example"
    exchange = make_exchange(world, sessions=1)
    people = make_visitors(world.mahdia, 2)
    for person in people:
        register(exchange, person, at=NOW)
    first, second = send_all()
    assert people[1].email not in str(first) and people[0].email not in str(second)
    organisers = [str(event["ORGANIZER"]) for message in (first, second) for _method, each in calendars(message) for event in each.walk("VEVENT")]
    assert len(set(organisers)) == 2 and {parseaddr(first["Reply-To"])[1], parseaddr(second["Reply-To"])[1]} == {each.removeprefix("mailto:") for each in organisers}


def test_the_file_beside_is_the_same_calendar(world, clock):
    register(make_exchange(world), world.lia, at=NOW)
    (message,) = send_all()
    files = [Calendar.from_ical(part.get_payload(decode=True)).to_ical() for part in message.iter_attachments()]
    assert files == [calendar.to_ical() for _method, calendar in calendars(message)] and len(files) == 2


def test_every_mail_of_ours_has_a_context_and_its_two_templates():
    find_handler("mail")
    ours = sorted(name for name in _contexts if name.startswith("cohorts/"))
    assert {"cohorts/registered", "cohorts/changed", "cohorts/thanks", "cohorts/digest"} <= set(ours)
    for name in ours:
        for part in ("subject", "body"):
            get_template(f"emails/{name}/{part}.txt")

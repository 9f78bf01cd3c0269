"""Everybody in play hears of a change or a cancellation, each once, with what was before and what is now."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from academy.models import Intention
from cohorts import notices
from cohorts.cancelling import cancel_exchange
from cohorts.changing import cancel_session, change_exchange, change_session
from cohorts.models import DigestLine, Exchange, MailChoice, Registration, RegistrationState
from cohorts.registering import register, withdraw
from cohorts.session_plan import SessionPlan
from tests.cohorts.mails import calendars, events, send_all, text_of_mail
from tests.gatherings import make_exchange, make_visitors, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def visit(world):
    """Lia has a seat, Marta waits, the stranger has left; all mails so far are sent."""
    exchange = make_exchange(world, seats=1)
    register(exchange, world.lia, at=NOW)
    register(exchange, world.marta, at=NOW)
    gone = register(exchange, world.stranger, at=NOW)
    withdraw(gone, by=world.stranger, at=NOW)
    send_all()
    return Exchange.objects.get(pk=exchange.pk)


def move_second_day(world, exchange, by=timedelta(days=1), at=NOW):
    exchange.refresh_from_db()
    second = exchange.sessions.order_by("pk")[1]
    plan = SessionPlan(second.title, second.starts_at + by, second.ends_at + by, second.note, second.place, second.online_url)
    change_session(second, plan, seen=exchange.changed_at, by=world.carla, at=at)


class TestAChange:
    def test_those_in_play_are_told_before_and_now_once(self, world, visit):
        move_second_day(world, visit)
        sent = send_all()
        assert sorted(each["To"].addresses[0].username for each in sent) == ["lia", "marta"]
        said = text_of_mail(sent[0])
        assert "• Day 2\n  Before: Friday, 11 December 2026, 09:00–17:00 (Lisbon, UTC+0)\n  Now: Saturday, 12 December 2026, 09:00–17:00 (Lisbon, UTC+0)" in said.replace("\r", "")
        assert "Day 1\n" not in said.split("So it is now")[0]
        assert send_all() == []

    def test_a_seat_gets_the_update_with_a_higher_sequence_and_who_waits_none(self, world, visit):
        before = {event["UID"]: int(event["SEQUENCE"]) for event in events_for(world, visit)}
        move_second_day(world, visit)
        sent = {each["To"].addresses[0].username: each for each in send_all()}
        after = {event["UID"]: event for event in events(sent["lia"])}
        second = str(visit.sessions.get(title="Day 2").key)
        assert int(after[second]["SEQUENCE"]) > before[second] and after[second]["DTSTART"].dt.day == 12
        assert {method for method, _calendar in calendars(sent["lia"])} == {"REQUEST"}
        assert calendars(sent["marta"]) == []

    def test_the_other_persons_clock_is_said_too(self, world, visit):
        (visitor,) = make_visitors(world.mahdia, 1)
        register(visit, visitor, at=NOW)
        send_all()
        move_second_day(world, visit, timedelta(hours=1))
        said = next(text_of_mail(each) for each in send_all() if "mahdia" in each["To"])
        assert "Now: Friday, 11 December 2026, 10:00–18:00 (Lisbon, UTC+0)" in said and "For you: Friday, 11 December 2026, 11:00–19:00 (Tunis, UTC+1)" in said

    def test_two_changes_that_undo_each_other_are_no_news(self, world, visit):
        move_second_day(world, visit)
        move_second_day(world, visit, -timedelta(days=1), at=NOW + timedelta(minutes=1))
        subjects = [each["Subject"] for each in send_all()]
        assert len(subjects) == 2, "the first notice finds nothing different; the second tells what was undone"

    def test_a_change_and_a_cancellation_before_the_mail_tell_the_cancellation_alone(self, world, visit):
        move_second_day(world, visit)
        visit.refresh_from_db()
        cancel_exchange(visit, "Storm.", by=world.carla, seen=visit.changed_at, at=NOW + timedelta(minutes=1))
        assert {each["Subject"].split(":")[0] for each in send_all()} == {"Cancelled"}

    def test_who_registers_after_it_is_not_told(self, world, visit):
        move_second_day(world, visit)
        (late,) = make_visitors(world.cascais, 1, "late")
        register(visit, late, at=NOW + timedelta(seconds=1))
        assert [each["Subject"].split(":")[0] for each in send_all() if "late" in each["To"]] == ["You are on the waiting list"]

    def test_a_new_place_and_link_are_told_the_link_not_in_clear(self, world, visit):
        change_exchange(visit, {"place_name": "Mercado da Vila", "online_url": "https://meet.example/new"}, seen=visit.changed_at, by=world.carla, at=NOW)
        sent = {each["To"].addresses[0].username: each for each in send_all()}
        assert "Before: Casa das Histórias" in text_of_mail(sent["lia"]) and "Now: Mercado da Vila" in text_of_mail(sent["lia"])
        assert "meet.example" not in sent["marta"].as_string()
        assert "meet.example" not in str(list(Intention.objects.values_list("payload", flat=True)))

    def test_without_knowing_what_was_before_it_says_how_it_is(self, world, visit):
        with transaction.atomic():
            notices.tell_everyone(visit, notices.CHANGED, NOW)
        assert "So it is now:" in text_of_mail(send_all()[0])


class TestCancelling:
    def test_a_session_is_told_with_the_reason_and_what_stays(self, world, visit):
        second = visit.sessions.get(title="Day 2")
        cancel_session(second, "The hall is flooded.", seen=visit.changed_at, by=world.carla, at=NOW)
        sent = {each["To"].addresses[0].username: each for each in send_all()}
        assert set(sent) == {"lia", "marta"}
        said = text_of_mail(sent["lia"])
        assert "“Day 2” on Friday, 11 December 2026" in said and "The hall is flooded." in said
        assert "Day 1" in said.split("What stays:")[1] and "Day 2" not in said.split("What stays:")[1]
        told = {str(event["UID"]): str(event["STATUS"]) for event in events(sent["lia"])}
        assert told[str(second.key)] == "CANCELLED" and set(told.values()) == {"CANCELLED", "CONFIRMED"}

    def test_the_whole_exchange_is_told_and_leaves_calendars(self, world, visit):
        cancel_exchange(visit, "Storm.", by=world.carla, seen=visit.changed_at, at=NOW)
        sent = {each["To"].addresses[0].username: each for each in send_all()}
        assert set(sent) == {"lia", "marta"} and "Storm." in text_of_mail(sent["lia"])
        assert {method for method, _calendar in calendars(sent["lia"])} == {"CANCEL"} and calendars(sent["marta"]) == []
        assert {str(event["STATUS"]) for event in events(sent["lia"])} == {"CANCELLED"}

    def test_who_was_entered_by_an_office_is_left_to_the_office(self, world):
        exchange = make_exchange(world)
        register(exchange, None, city=world.cascais, guest_name="Dona Rosa", guest_contact="214", entered_by=world.carla, at=NOW)
        exchange.refresh_from_db()
        cancel_exchange(exchange, "Storm.", by=world.carla, seen=exchange.changed_at, at=NOW)
        assert send_all() == []


class TestTheDailyMail:
    def choose(self, *people):
        for person in people:
            MailChoice.objects.create(person=person, daily_digest=True)

    def test_a_change_can_wait_for_who_waits_and_not_for_who_has_a_seat(self, world, visit):
        self.choose(world.lia, world.marta)
        move_second_day(world, visit)
        assert [each["To"].addresses[0].username for each in send_all()] == ["lia"]
        assert list(DigestLine.objects.values_list("person__name", "template")) == [("Marta Mentors", "cohorts/changed")]

    def test_a_change_within_three_days_waits_for_nobody(self, world, visit, clock):
        self.choose(world.marta)
        clock.move_to(visit.starts_at - timedelta(days=2))
        move_second_day(world, visit, timedelta(hours=1), at=visit.starts_at - timedelta(days=2))
        assert "marta" in [each["To"].addresses[0].username for each in send_all()]

    def test_a_cancellation_waits_for_nobody(self, world, visit):
        self.choose(world.marta)
        cancel_exchange(visit, "Storm.", by=world.carla, seen=visit.changed_at, at=NOW)
        assert "marta" in [each["To"].addresses[0].username for each in send_all()]


def events_for(world, exchange) -> list:
    """What stands in Lia's calendar, from an invitation made anew."""
    from icalendar import Calendar

    from cohorts.calendar_invitations import invitations
    mine = Registration.objects.get(person=world.lia, exchange=exchange)
    return [event for part in invitations(mine, "REQUEST", "en") for event in Calendar.from_ical(part.data).walk("VEVENT")]


def test_telling_a_full_hall_writes_one_mail_each(world):
    exchange = make_exchange(world, seats=200)
    for visitor in make_visitors(world.mahdia, 30):
        seat(exchange, visitor)
    with transaction.atomic():
        notices.tell_everyone(exchange, notices.CHANGED, NOW)
    sent = send_all()
    assert len(sent) == len({each["To"] for each in sent}) == 30

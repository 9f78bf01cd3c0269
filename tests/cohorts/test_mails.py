"""What one person is told about their registration: once, in their language and zone, as it is when the mail is sent."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from academy.models import Intention
from cohorts.deciding import approve, reject
from cohorts.models import Admission, Exchange, Registration, RegistrationState
from cohorts.registering import accept_offer, decline_offer, register, withdraw
from tests.cohorts.mails import calendars, events, link_in, send_all, text_of_mail
from tests.gatherings import make_exchange, make_session, make_visitors, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


def only_mail():
    (sent,) = send_all()
    return sent


class TestASeat:
    def test_it_is_confirmed_with_dates_place_and_invitation(self, world):
        exchange = make_exchange(world, place_address="Av. da República 300")
        register(exchange, world.lia, at=NOW)
        sent = only_mail()
        said = text_of_mail(sent)
        assert sent["Subject"] == "You have a seat: How neighbours run services"
        assert "Day 1: Thursday, 10 December 2026, 09:00–17:00 (Lisbon, UTC+0)" in said and "For you" not in said
        assert "Casa das Histórias, Av. da República 300" in said
        assert "http://127.0.0.1:8000/en/exchanges/neighbourhood-services/" in said
        assert "You get this mail because you asked to take part" in said and "/en/my/mails/" in said
        assert [method for method, _calendar in calendars(sent)] == ["REQUEST", "REQUEST"]

    def test_it_is_told_once_however_often_the_button_is_pressed(self, world):
        exchange = make_exchange(world)
        for _press in range(3):
            register(exchange, world.lia, at=NOW)
        assert len(send_all()) == 1 and send_all() == []

    def test_it_shows_both_times_to_somebody_elsewhere(self, world):
        (visitor,) = make_visitors(world.mahdia, 1)
        register(make_exchange(world), visitor, at=NOW)
        said = text_of_mail(only_mail())
        assert "09:00–17:00 (Lisbon, UTC+0)" in said
        assert "For you: Thursday, 10 December 2026, 10:00–18:00 (Tunis, UTC+1)" in said

    def test_it_speaks_the_persons_language_and_direction(self, world):
        (visitor,) = make_visitors(world.mahdia, 1)
        visitor.language = "ar"
        visitor.save()
        register(make_exchange(world), visitor, at=NOW)
        sent = only_mail()
        html = sent.get_body(("html",)).get_content()
        assert 'lang="ar" dir="rtl"' in html and sent["Content-Language"] == "ar"
        assert "/ar/exchanges/neighbourhood-services/" in text_of_mail(sent) and "10 ديسمبر" in text_of_mail(sent)

    def test_who_has_one_learns_the_link(self, world):
        exchange = make_exchange(world, online_url="https://meet.example/secret", seats=1)
        register(exchange, world.lia, at=NOW)
        register(exchange, world.marta, at=NOW)
        seated, waiting = send_all()
        assert "https://meet.example/secret" in text_of_mail(seated)
        assert "meet.example" not in waiting.as_string()

    def test_the_invitation_is_for_that_person_alone(self, world):
        exchange = make_exchange(world)
        for person in (world.marta, world.stranger, world.lia):
            seat(exchange, person) if person is not world.lia else register(exchange, person, at=NOW)
        sent = only_mail()
        for event in events(sent):
            assert str(event["ATTENDEE"]) == "mailto:lia@people.example" and event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        whole = "".join(part.get_content() if part.get_content_maintype() == "text" else part.get_payload(decode=True).decode()
                        for part in sent.walk() if not part.is_multipart())
        assert "Marta" not in whole and "marta@" not in whole and "carla@" not in whole

    def test_a_name_made_to_break_out_stays_a_name(self, world):
        world.lia.name = 'Lia" <eve@example.org>, "x\r\nBcc: eve@example.org\r\nATTENDEE:mailto:eve@example.org'
        world.lia.save()
        register(make_exchange(world, sessions=1), world.lia, at=NOW)
        sent = only_mail()
        assert sent["Bcc"] is None and [address.addr_spec for address in sent["To"].addresses] == ["lia@people.example"]
        (event,) = events(sent)
        assert str(event["ATTENDEE"]) == "mailto:lia@people.example" and mail.outbox[-1].recipients()[0].endswith("<lia@people.example>")

    def test_many_meetings_are_counted_rather_than_listed(self, world):
        exchange = make_exchange(world, sessions=11)
        register(exchange, world.lia, at=NOW)
        said = text_of_mail(only_mail())
        assert "Day 8:" in said and "Day 9:" not in said and "and 3 more, on the page" in said


class TestWaiting:
    def test_it_says_the_place_and_why(self, world):
        exchange = make_exchange(world, seats=1)
        register(exchange, world.marta, at=NOW)
        register(exchange, world.stranger, at=NOW)
        send_all()
        register(exchange, world.lia, at=NOW)
        sent = only_mail()
        assert sent["Subject"].startswith("You are on the waiting list")
        said = text_of_mail(sent)
        assert "You are number 2 on the waiting list" in said and "The one seat is taken." in said and "hold it for 48 hours" in said
        assert calendars(sent) == []

    def test_the_place_is_the_one_at_sending_time(self, world):
        exchange = make_exchange(world, seats=1)
        register(exchange, world.marta, at=NOW)
        first = register(exchange, world.stranger, at=NOW)
        register(exchange, world.lia, at=NOW)
        withdraw(first, by=world.stranger, at=NOW)
        to_lia = [each for each in send_all() if "lia@" in each["To"]]
        assert len(to_lia) == 1 and "You are number 1" in text_of_mail(to_lia[0])

    def test_asking_is_acknowledged_and_decided(self, world):
        exchange = make_exchange(world, admission=Admission.APPROVAL)
        mine = register(exchange, world.lia, at=NOW)
        assert only_mail()["Subject"].startswith("You asked to take part")
        reject(mine, world.carla, "We look for people who run a kitchen.", NOW)
        sent = only_mail()
        assert sent["Subject"].startswith("No seat this time") and "We look for people who run a kitchen." in text_of_mail(sent)
        assert calendars(sent) == []
        approve(mine, world.carla, NOW)
        assert only_mail()["Subject"].startswith("You have a seat")


class TestOffers:
    @pytest.fixture
    def offered(self, world):
        """Lia, whom Marta's seat was offered."""
        exchange = make_exchange(world, seats=1)
        marta = register(exchange, world.marta, at=NOW)
        register(exchange, world.lia, at=NOW)
        send_all()
        withdraw(marta, by=world.marta, at=NOW)
        return Registration.objects.get(person=world.lia)

    def test_it_says_until_when_and_how(self, world, offered):
        sent = next(each for each in send_all() if "lia@" in each["To"])
        said = text_of_mail(sent)
        assert sent["Subject"].startswith("A seat is free for you")
        assert "until 24 November 2026, 10:00 (Lisbon, UTC+0)" in said and link_in(sent, "/exchanges/reply/")
        assert {method for method, _calendar in calendars(sent)} == {"REQUEST"}
        assert {str(event["STATUS"]) for event in events(sent)} == {"TENTATIVE"}
        assert {event["ATTENDEE"].params["PARTSTAT"] for event in events(sent)} == {"NEEDS-ACTION"}

    def test_an_offer_that_was_answered_before_the_mail_went_is_not_told(self, world, offered):
        accept_offer(offered, at=NOW)
        assert [each["Subject"].split(":")[0] for each in send_all() if "lia@" in each["To"]] == ["You have a seat"]

    def test_one_that_ran_out_is_told_and_leaves_the_calendar(self, world, offered, clock):
        send_all()
        clock.move_to(NOW + timedelta(hours=48, minutes=1))
        sent = only_mail()
        assert sent["Subject"].startswith("The seat went to the next person") and "end of the line" in text_of_mail(sent)
        assert {method for method, _calendar in calendars(sent)} == {"CANCEL"}

    def test_one_that_was_declined_is_confirmed_and_leaves_the_calendar(self, world, offered):
        send_all()
        decline_offer(offered, at=NOW)
        sent = only_mail()
        assert sent["Subject"].startswith("You gave the offered seat on")
        assert {method for method, _calendar in calendars(sent)} == {"CANCEL"}


class TestLeaving:
    def test_a_seat_given_back_leaves_the_calendar_with_a_higher_sequence(self, world):
        mine = register(make_exchange(world, sessions=1), world.lia, at=NOW)
        (invited,) = events(only_mail())
        withdraw(mine, by=world.lia, at=NOW)
        sent = only_mail()
        ((method, calendar),) = calendars(sent)
        (gone,) = calendar.walk("VEVENT")
        assert method == str(calendar["METHOD"]) == "CANCEL" and str(gone["STATUS"]) == "CANCELLED"
        assert gone["UID"] == invited["UID"] and gone["SEQUENCE"] > invited["SEQUENCE"] and gone["ORGANIZER"] == invited["ORGANIZER"]
        assert str(gone["ATTENDEE"]) == "mailto:lia@people.example"

    def test_coming_back_is_newer_than_leaving(self, world):
        exchange = make_exchange(world, sessions=1)
        seen = []
        mine = register(exchange, world.lia, at=NOW)
        seen += events(only_mail())
        withdraw(mine, by=world.lia, at=NOW)
        seen += events(only_mail())
        register(exchange, world.lia, at=NOW)
        seen += events(only_mail())
        assert [int(event["SEQUENCE"]) for event in seen] == sorted({int(event["SEQUENCE"]) for event in seen})

    def test_who_only_waited_has_nothing_in_the_calendar_to_take_out(self, world):
        exchange = make_exchange(world, seats=1)
        seat(exchange, world.marta)
        mine = register(exchange, world.lia, at=NOW)
        send_all()
        withdraw(mine, by=world.lia, at=NOW)
        assert calendars(only_mail()) == []

    def test_a_seat_that_was_taken_back_is_told_with_the_reason(self, world):
        mine = register(make_exchange(world), world.lia, at=NOW)
        send_all()
        reject(mine, world.carla, "The bus is too small.", NOW)
        sent = only_mail()
        assert "have taken your seat back" in text_of_mail(sent) and "The bus is too small." in text_of_mail(sent)
        assert {method for method, _calendar in calendars(sent)} == {"CANCEL"}


class TestNothingStale:
    def test_a_seat_given_back_before_the_mail_went_is_only_told_as_given_back(self, world):
        mine = register(make_exchange(world), world.lia, at=NOW)
        withdraw(mine, by=world.lia, at=NOW)
        assert only_mail()["Subject"].startswith("You are no longer registered")

    def test_a_confirmation_of_a_cancelled_exchange_is_not_sent(self, world):
        exchange = make_exchange(world)
        register(exchange, world.lia, at=NOW)
        Exchange.objects.filter(pk=exchange.pk).update(cancelled_at=NOW, cancelled_reason="Storm.")
        assert send_all() == []

    def test_nor_of_one_that_is_over(self, world, clock):
        register(make_exchange(world), world.lia, at=NOW)
        clock.move_to(NOW + timedelta(days=40))
        assert send_all() == []

    def test_the_dates_are_those_of_the_moment_it_is_sent(self, world):
        exchange = make_exchange(world, sessions=1)
        register(exchange, world.lia, at=NOW)
        session = exchange.sessions.get()
        session.starts_at, session.ends_at = session.starts_at + timedelta(days=1), session.ends_at + timedelta(days=1)
        session.save()
        assert "Friday, 11 December 2026" in text_of_mail(only_mail())

    def test_somebody_entered_by_an_office_gets_none(self, world):
        register(make_exchange(world), None, city=world.cascais, guest_name="Dona Rosa", guest_contact="214 000 000", entered_by=world.carla, at=NOW)
        assert send_all() == [] and not Intention.objects.filter(kind="mail").exists()


def test_a_session_of_its_own_place_and_link_says_so(world):
    exchange = make_exchange(world, sessions=1)
    make_session(exchange, "Kitchen", NOW + timedelta(days=30), place="Mercado", online_url="https://meet.example/kitchen")
    register(exchange, world.lia, at=NOW)
    said = text_of_mail(only_mail())
    assert "Place: Mercado" in said and "https://meet.example/kitchen" in said

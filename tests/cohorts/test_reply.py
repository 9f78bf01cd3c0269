"""Answers that arrive by mail: over real IMAP and TLS, from the invitation that was really sent, and only from whom it was sent to."""

import ssl
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import quote

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import override_settings
from icalendar import Calendar

from academy.models import Intention
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.registering import register, withdraw
from cohorts.reply_address import organiser_address, registration_at
from cohorts.reply_mailbox import LARGEST_MAIL, MOST_MAILS, answer_in, read_replies
from tests.cohorts.imap_server import SECRET, USER, Mailbox, make_certificate
from tests.cohorts.mails import calendars, send_all
from tests.gatherings import make_exchange
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
State = RegistrationState


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def mailbox(certificate, monkeypatch):
    """The academy reads this mailbox, and trusts its certificate."""
    made = Mailbox(certificate)
    monkeypatch.setattr("cohorts.reply_mailbox.ssl.create_default_context", trusting(certificate))
    with override_settings(REPLY_MAILBOX_URL=f"imaps://{USER}:{quote(SECRET, safe='')}@127.0.0.1:{made.port}/INBOX", REPLY_ADDRESS="academy@town.example"):
        yield made
    made.close()


def trusting(certificate):
    real = ssl.create_default_context
    return lambda: real(cafile=certificate)


def reply_to(sent, partstat: str, *, number: int = 0, to: str | None = None, attendee: str | None = None, sequence: int | None = None, occurrence=None) -> bytes:
    """What a calendar sends back for the invitation in a mail: to its ORGANIZER, as its ATTENDEE."""
    _method, calendar = calendars(sent)[number]
    (event, *_more) = calendar.walk("VEVENT")
    answer = Calendar.from_ical(calendar.to_ical())
    answer["METHOD"] = "REPLY"
    for each in answer.walk("VEVENT"):
        each["ATTENDEE"].params["PARTSTAT"] = partstat
        if attendee:
            params = each["ATTENDEE"].params
            each["ATTENDEE"] = type(each["ATTENDEE"])(f"mailto:{attendee}")
            each["ATTENDEE"].params = params
        if sequence is not None:
            each["SEQUENCE"] = sequence
        if occurrence:
            each.add("RECURRENCE-ID", occurrence)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = attendee or "lia@people.example", to or str(event["ORGANIZER"]).removeprefix("mailto:"), f"{partstat}: visit"
    mail.set_content("See the calendar part.")
    mail.add_alternative(answer.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def state_of(registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def read_and_carry_out() -> int:
    kept = read_replies()
    send_all()
    return kept


@pytest.fixture
def seated(world, mailbox):
    """Lia's registration for a day's exchange with one seat, and the mail that confirmed it."""
    mine = register(make_exchange(world, sessions=1, seats=1), world.lia, at=NOW)
    (sent,) = send_all()
    mine.sent = sent
    return mine


@pytest.fixture
def offered(world, seated):
    """Marta's: she waited, and Lia's seat is offered to her."""
    mine = register(seated.exchange, world.marta, at=NOW)
    withdraw(seated, by=world.lia, at=NOW)
    mine.refresh_from_db()
    mine.sent = next(each for each in send_all() if each["Subject"].startswith("A seat is free"))
    return mine


class TestAnAnswer:
    def test_no_gives_the_seat_back_and_the_mail_is_read_once(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED"))
        assert read_and_carry_out() == 1
        assert state_of(seated) == State.WITHDRAWN and Exchange.objects.get().seats_taken == 0
        assert mailbox.seen == {1} and read_replies() == 0

    def test_no_lets_the_offer_go_to_the_next(self, world, offered, mailbox):
        mailbox.deliver(reply_to(offered.sent, "DECLINED", attendee="marta@people.example"))
        read_and_carry_out()
        assert state_of(offered) == State.DECLINED

    def test_yes_takes_the_offer(self, offered, mailbox):
        mailbox.deliver(reply_to(offered.sent, "ACCEPTED", attendee="marta@people.example"))
        read_and_carry_out()
        assert state_of(offered) == State.REGISTERED

    @pytest.mark.parametrize("partstat", ["TENTATIVE", "NEEDS-ACTION", "DELEGATED"])
    def test_anything_else_changes_nothing(self, offered, mailbox, partstat):
        mailbox.deliver(reply_to(offered.sent, partstat, attendee="marta@people.example"))
        read_and_carry_out()
        assert state_of(offered) == State.OFFERED and mailbox.seen == {1}

    def test_yes_to_a_seat_changes_nothing(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "ACCEPTED"))
        read_and_carry_out()
        assert state_of(seated) == State.REGISTERED

    def test_the_invitation_asks_for_answers_at_an_address_of_its_own(self, seated):
        address = organiser_address(seated)
        assert address.startswith(f"academy+{seated.pk}-") and address.endswith("@town.example") and len(address.split("@")[0]) <= 64
        assert seated.sent["Reply-To"].addresses[0].addr_spec == address
        assert registration_at(address.upper()) == seated.pk


class TestWhoMayAnswer:
    def test_not_who_only_knows_the_address_and_the_uid(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED", to="academy@town.example"),
                        reply_to(seated.sent, "DECLINED", to=f"academy+{seated.pk}-{'0' * 24}@town.example"))
        assert read_and_carry_out() == 0
        assert state_of(seated) == State.REGISTERED and mailbox.seen == {1, 2}

    def test_not_one_person_for_another(self, world, seated, offered_to_nobody, mailbox):
        """Marta has an invitation of her own, and puts Lia's name into her answer."""
        mailbox.deliver(reply_to(offered_to_nobody.sent, "DECLINED", attendee="lia@people.example"))
        read_and_carry_out()
        assert state_of(seated) == State.REGISTERED and state_of(offered_to_nobody) == State.REGISTERED

    @pytest.fixture
    def offered_to_nobody(self, world, seated):
        Exchange.objects.update(seats=2)
        mine = register(seated.exchange, world.marta, at=NOW)
        (mine.sent,) = send_all()
        return mine

    def test_not_with_the_uid_of_another_exchange(self, world, seated, mailbox):
        other = register(make_exchange(world, "other", "Other", sessions=1), world.lia, at=NOW)
        (sent,) = send_all()
        mailbox.deliver(reply_to(sent, "DECLINED", to=organiser_address(seated)))
        read_and_carry_out()
        assert {state_of(seated), state_of(other)} == {State.REGISTERED}

    def test_a_former_key_still_opens(self, seated, settings):
        address = organiser_address(seated)
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, longer than the first one was, for sure"
        assert registration_at(address) == seated.pk and organiser_address(seated) != address
        settings.SECRET_KEY_FALLBACKS = []
        assert registration_at(address) is None


class TestOldAnswers:
    def test_an_older_sequence_is_ignored(self, world, seated, mailbox):
        session = seated.exchange.sessions.get()
        session.sequence += 1
        session.save()
        mailbox.deliver(reply_to(seated.sent, "DECLINED"))
        read_and_carry_out()
        assert state_of(seated) == State.REGISTERED

    def test_an_answer_to_the_seat_before_does_not_touch_the_seat_taken_again(self, world, seated, mailbox, clock):
        earlier = reply_to(seated.sent, "DECLINED", sequence=50)
        clock.move_to(NOW + timedelta(hours=1))
        withdraw(seated, by=world.lia, at=NOW + timedelta(hours=1))
        register(seated.exchange, world.lia, at=NOW + timedelta(hours=1))
        send_all()
        mailbox.deliver(earlier)
        read_and_carry_out()
        assert state_of(seated) == State.REGISTERED

    def test_the_same_mail_twice_is_one_answer(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED"), reply_to(seated.sent, "DECLINED"))
        read_and_carry_out()
        assert Intention.objects.filter(kind="cohorts.reply").count() == 1 and state_of(seated) == State.WITHDRAWN


class TestSeveralMeetings:
    @pytest.fixture
    def two_days(self, world, mailbox):
        mine = register(make_exchange(world), world.lia, at=NOW)
        (mine.sent,) = send_all()
        return mine

    def test_no_to_one_of_them_keeps_the_seat_and_says_so(self, two_days, mailbox):
        mailbox.deliver(reply_to(two_days.sent, "DECLINED"))
        read_replies()
        (sent,) = send_all()
        assert sent["Subject"].startswith("You still have your seat") and state_of(two_days) == State.REGISTERED

    def test_no_to_all_of_them_gives_it_back(self, two_days, mailbox):
        mailbox.deliver(reply_to(two_days.sent, "DECLINED"), reply_to(two_days.sent, "DECLINED", number=1))
        read_and_carry_out()
        assert state_of(two_days) == State.WITHDRAWN

    def test_a_no_that_became_a_yes_does_not_count(self, two_days, mailbox):
        mailbox.deliver(reply_to(two_days.sent, "DECLINED"), reply_to(two_days.sent, "ACCEPTED"), reply_to(two_days.sent, "DECLINED", number=1))
        read_and_carry_out()
        assert state_of(two_days) == State.REGISTERED

    def test_no_to_one_occurrence_keeps_the_seat(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED", occurrence=NOW))
        read_and_carry_out()
        assert state_of(seated) == State.REGISTERED


class TestTrouble:
    def test_a_line_cut_before_the_mark_reads_it_again_and_does_it_once(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED"))
        mailbox.dies_at = "UID STORE"
        with pytest.raises(CommandError, match="could not be read"):
            call_command("read_replies")
        assert mailbox.seen == set()
        mailbox.dies_at = ""
        assert read_and_carry_out() == 1
        assert mailbox.seen == {1} and Intention.objects.filter(kind="cohorts.reply").count() == 1 and state_of(seated) == State.WITHDRAWN

    def test_what_nobody_understands_is_marked_and_stops_nothing(self, seated, mailbox):
        mailbox.deliver(b"", b"\xff\xfe\x00", b"To: =?utf-8?b?" + b"A" * 3000 + b"?=\r\n\r\nx", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 2000,
                        reply_to(seated.sent, "DECLINED").replace(b"BEGIN:VEVENT", b"BEGIN:V"), reply_to(seated.sent, "DECLINED"))
        assert read_and_carry_out() == 1
        assert mailbox.seen == {1, 2, 3, 4, 5, 6} and state_of(seated) == State.WITHDRAWN

    def test_a_huge_mail_is_not_fetched(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED") + b"x" * LARGEST_MAIL)
        assert read_and_carry_out() == 0
        assert mailbox.seen == {1} and not any("BODY" in each for each in mailbox.said) and state_of(seated) == State.REGISTERED

    def test_a_flood_is_read_in_portions(self, mailbox):
        mailbox.deliver(*[b"Subject: spam\r\n\r\nx"] * (MOST_MAILS + 3))
        read_replies()
        assert len(mailbox.seen) == MOST_MAILS
        read_replies()
        assert len(mailbox.seen) == MOST_MAILS + 3

    def test_only_the_calendar_part_is_looked_into(self, seated):
        hidden = EmailMessage()
        hidden["To"] = organiser_address(seated)
        hidden.set_content("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR")
        assert answer_in(hidden.as_bytes()) is None

    def test_a_request_is_no_reply(self, seated, mailbox):
        mailbox.deliver(reply_to(seated.sent, "DECLINED").replace(b"METHOD:REPLY", b"METHOD:REQUEST"))
        assert read_and_carry_out() == 0

    def test_a_server_that_cannot_show_who_it_is_gets_no_password(self, mailbox, monkeypatch):
        monkeypatch.undo()
        with pytest.raises(CommandError, match="SSLCertVerificationError"):
            call_command("read_replies")
        assert mailbox.said == []

    def test_a_wrong_password_is_said_without_it(self, mailbox, settings):
        settings.REPLY_MAILBOX_URL = settings.REPLY_MAILBOX_URL.replace(quote(SECRET, safe=""), "wrong-one")
        with pytest.raises(CommandError) as trouble:
            call_command("read_replies")
        assert "wrong-one" not in str(trouble.value)

    def test_without_a_mailbox_nothing_is_read(self, capsys):
        call_command("read_replies")
        assert "No mailbox is configured" in capsys.readouterr().out

"""Thanks the day after, and who sees to it that what is due is asked for: the loop, the beat, the night."""

import threading
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings

from academy.management.commands import outbox_loop
from academy.models import Intention
from cohorts.cancelling import cancel_exchange
from cohorts.due_mails import queue_due_mails
from cohorts.models import Attendance, MailChoice, Registration, RegistrationState
from cohorts.thanks import thank
from home.management.commands import nightly
from tests.cohorts.mails import send_all, text_of_mail
from tests.gatherings import BEGINS, make_exchange, seat
from tests.world import NOW

State = RegistrationState
DAY_AFTER = datetime.fromisoformat("2026-12-12T09:00:00+00:00")


class TestThanks:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def visit(self, world):
        exchange = make_exchange(world)
        for person in (world.lia, world.marta):
            seat(exchange, person)
        seat(exchange, world.stranger, State.WITHDRAWN)
        return exchange

    def thanked(self, at=DAY_AFTER) -> list[str]:
        with time_machine.travel(at, tick=False):
            thank(at)
            return sorted(each["To"].addresses[0].username for each in send_all())

    def test_the_day_after_from_nine_where_it_was_once(self, visit):
        assert self.thanked(DAY_AFTER - timedelta(minutes=1)) == []
        assert self.thanked() == ["lia", "marta"]
        assert self.thanked(DAY_AFTER + timedelta(days=1)) == []

    def test_only_who_was_there_where_that_was_kept(self, world, visit):
        there = Registration.objects.get(person=world.lia)
        Attendance.objects.create(registration=there, exchange_session=visit.sessions.first(), marked_at=BEGINS)
        assert self.thanked() == ["lia"]

    def test_a_state_of_having_been_there_counts_too(self, world, visit):
        Registration.objects.filter(person=world.marta).update(state=State.ATTENDED)
        assert self.thanked() == ["marta"]

    def test_attendance_marked_while_the_mail_waited_counts(self, world, visit):
        with time_machine.travel(DAY_AFTER, tick=False):
            thank(DAY_AFTER)
            Attendance.objects.create(registration=Registration.objects.get(person=world.lia), exchange_session=visit.sessions.first(), marked_at=BEGINS)
            assert [each["To"].addresses[0].username for each in send_all()] == ["lia"]

    def test_after_a_long_standstill_it_no_longer_comes(self, visit):
        assert self.thanked(DAY_AFTER + timedelta(days=6)) == ["lia", "marta"]
        Intention.objects.all().delete()
        assert self.thanked(DAY_AFTER + timedelta(days=7)) == []

    def test_nobody_is_thanked_for_what_did_not_take_place(self, world, visit):
        cancel_exchange(visit, "Storm.", by=world.carla, seen=visit.changed_at, at=NOW)
        send_all()
        assert self.thanked() == []

    def test_it_leads_to_the_survey_until_it_was_answered(self, client, world, visit):
        with time_machine.travel(DAY_AFTER, tick=False):
            thank(DAY_AFTER)
            Registration.objects.filter(person=world.marta).update(survey_answered=True)
            said = {each["To"].addresses[0].username: text_of_mail(each) for each in send_all()}
            assert "/en/exchanges/neighbourhood-services/survey/" in said["lia"] and "survey/" not in said["marta"]
            client.force_login(world.lia)
            assert client.get("/en/exchanges/neighbourhood-services/survey/").status_code == 200


class TestWhoAsks:
    def turn(self, monkeypatch, minutes) -> list[str]:
        ran = []
        command = outbox_loop.Command()
        command._last = {}
        monkeypatch.setattr(command, "_run", ran.append)
        monkeypatch.setattr(outbox_loop, "drain_with_fresh_connection", lambda **_: 0)
        monkeypatch.setattr(command, "_night_is_due", lambda _at: False)
        monkeypatch.setattr(settings, "CELERY_BROKER_URL", "")  # with a broker the loop leaves this to Celery's beat
        for minute in minutes:
            with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
                command._turn(threading.Event())
        return ran

    @pytest.mark.django_db
    def test_the_loop_every_ten_minutes(self, monkeypatch):
        assert self.turn(monkeypatch, [0, 1, 9, 10, 11]).count("remind") == 2

    @pytest.mark.django_db
    @pytest.mark.parametrize(("mailbox", "times"), [("", 0), ("imaps://u:word@mail.example/INBOX", 3)])
    def test_the_loop_reads_the_mailbox_every_five_if_there_is_one(self, monkeypatch, mailbox, times):
        with override_settings(REPLY_MAILBOX_URL=mailbox):
            assert self.turn(monkeypatch, [0, 4, 5, 10]).count("read_replies") == times

    @pytest.mark.parametrize("there", [True, False])
    def test_the_beat_too(self, there):
        from academy.celery import app, schedule

        planned = schedule(reads_mailbox=there)
        assert planned["remind"]["schedule"] == 600 and ("read_replies" in planned) is there
        assert {each["task"] for each in planned.values()} <= set(app.tasks)

    @pytest.mark.django_db
    def test_the_night_as_a_net(self, world):
        seat(make_exchange(world), world.lia)
        assert "reminders queued: 1" in nightly.remind(BEGINS - timedelta(days=1)) and nightly.remind in nightly.STEPS


@pytest.mark.django_db
def test_asking_with_nothing_new_writes_nothing(world):
    seat(make_exchange(world), world.lia)
    MailChoice.objects.create(person=world.lia, daily_digest=True)
    at = BEGINS - timedelta(days=7)
    queue_due_mails(at)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        queue_due_mails(at)
    assert not [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]

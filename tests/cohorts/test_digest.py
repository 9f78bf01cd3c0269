"""One mail a day for who chose it: what can wait, and news that come no other way. No line twice, none lost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from academy.models import Intention
from academy.outbox_drain import claim
from cohorts.digest import digests_due, forget_sent_lines, news
from cohorts.digest_news import gather_news
from cohorts.due_mails import queue_due_mails
from cohorts.models import DigestLine, Exchange, MailChoice, RegistrationState
from cohorts.registering import register, withdraw
from tests.cohorts.mails import send_all, text_of_mail
from tests.gatherings import BEGINS, make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
MORNING = NOW.replace(hour=7)  # Lisbon, winter
WEEK_BEFORE = BEGINS - timedelta(days=7)


@pytest.fixture
def chooser(world):
    MailChoice.objects.create(person=world.lia, daily_digest=True)
    return world.lia


def at(moment):
    """The mails that go out when everything due is queued at a moment."""
    with time_machine.travel(moment, tick=False):
        queue_due_mails(moment)
        return send_all()


class TestWhatWaits:
    def test_the_reminder_a_week_before_is_a_line_of_the_next_mail(self, world, chooser):
        seat(make_exchange(world), chooser)
        assert at(WEEK_BEFORE) == [] and DigestLine.objects.get().template == "cohorts/reminder_week"
        (sent,) = at(WEEK_BEFORE + timedelta(minutes=10))
        assert sent["Subject"] == "One piece of news from the exchanges"
        assert "In a week: How neighbours run services" in text_of_mail(sent) and "Thursday, 10 December 2026" in text_of_mail(sent)
        assert at(WEEK_BEFORE + timedelta(days=1)) == []

    def test_the_one_a_day_before_is_a_mail_of_its_own(self, world, chooser):
        seat(make_exchange(world), chooser)
        Exchange.objects.update(published_at=NOW - timedelta(days=30))
        (sent,) = at(BEGINS - timedelta(days=1))
        assert sent["Subject"].startswith("Very soon")

    def test_a_seat_is_confirmed_at_once(self, world, chooser):
        with time_machine.travel(NOW, tick=False):
            register(make_exchange(world), chooser, at=NOW)
            assert [each["Subject"].split(":")[0] for each in send_all()] == ["You have a seat"]


class TestWhen:
    def test_from_seven_in_the_morning_where_the_reader_is(self, world, chooser):
        make_exchange(world, published_at=MORNING - timedelta(hours=1))
        chooser.time_zone = "America/Lima"  # UTC-5: seven is twelve in Lisbon
        chooser.save()
        assert at(MORNING + timedelta(hours=4, minutes=59)) == []
        assert len(at(MORNING + timedelta(hours=5))) == 1

    def test_what_comes_later_that_day_waits_for_tomorrow(self, world, chooser):
        make_exchange(world, published_at=MORNING - timedelta(hours=1))
        assert len(at(MORNING)) == 1
        make_exchange(world, "second", "Second", published_at=MORNING + timedelta(hours=2))
        assert at(MORNING + timedelta(hours=3)) == []
        (sent,) = at(MORNING + timedelta(days=1))
        assert "New: Second" in text_of_mail(sent) and "neighbours" not in text_of_mail(sent)

    def test_nothing_new_is_no_mail(self, chooser):
        assert at(MORNING) == [] and not Intention.objects.exists()

    def test_lines_that_wait_still_go_out_when_the_choice_is_undone(self, world, chooser):
        make_exchange(world, published_at=MORNING)
        gather_news(MORNING)
        MailChoice.objects.update(daily_digest=False)
        assert len(at(MORNING)) == 1 and at(MORNING + timedelta(days=1)) == []


class TestNewExchanges:
    def test_of_ones_city_or_language_told_once(self, world, chooser):
        make_exchange(world, published_at=MORNING)
        make_exchange(world, "elsewhere", "Elsewhere", host_city=world.mahdia, languages=["ar"], published_at=MORNING)
        make_exchange(world, "spoken", "In English", host_city=world.mahdia, languages=["en"], published_at=MORNING)
        said = text_of_mail(at(MORNING)[0])
        assert "New: How neighbours run services" in said and "New: In English" in said and "Elsewhere" not in said
        assert at(MORNING + timedelta(days=1)) == []

    @pytest.mark.parametrize("fields", [{"cancelled_at": NOW, "cancelled_reason": "Storm."}, {"published_at": None}, {"published_at": NOW - timedelta(days=9)},
                                        {"closes_at": NOW - timedelta(days=1)}])
    def test_not_what_nobody_can_register_for(self, world, chooser, fields):
        exchange = make_exchange(world)
        Exchange.objects.filter(pk=exchange.pk).update(**fields)
        assert gather_news(NOW) == 0

    def test_not_to_who_is_in_it_already_nor_to_who_did_not_choose(self, world, chooser):
        seat(make_exchange(world), chooser)
        assert gather_news(NOW) == 0
        MailChoice.objects.create(person=world.marta, daily_digest=False)
        assert gather_news(NOW) == 0

    def test_one_that_was_cancelled_before_the_mail_is_left_out(self, world, chooser):
        exchange = make_exchange(world, published_at=MORNING)
        gather_news(MORNING)
        Exchange.objects.filter(pk=exchange.pk).update(cancelled_at=MORNING, cancelled_reason="Storm.")
        assert at(MORNING) == []


class TestTheLine:
    def test_a_better_place_is_told_the_first_is_not(self, world, chooser):
        exchange = make_exchange(world, seats=1, published_at=NOW - timedelta(days=30))
        seat(exchange, world.teo)
        ahead = seat(exchange, world.marta, RegistrationState.WAITLISTED)
        seat(exchange, chooser, RegistrationState.WAITLISTED)
        assert at(MORNING) == []
        with time_machine.travel(NOW, tick=False):
            withdraw(ahead, by=world.marta, at=NOW)
            send_all()
        (sent,) = at(MORNING + timedelta(days=1))
        assert "Number 1 on the waiting list" in text_of_mail(sent)
        assert at(MORNING + timedelta(days=2)) == []


class TestOnce:
    def test_two_workers_make_one_mail_and_mark_each_line_once(self, world, chooser):
        make_exchange(world, published_at=MORNING)
        with time_machine.travel(MORNING, tick=False):
            queue_due_mails(MORNING)
            queue_due_mails(MORNING)
            row = Intention.objects.get(kind="cohorts.digest")
            assert claim(row.pk, MORNING) is not None and claim(row.pk, MORNING) is None
        with time_machine.travel(MORNING + timedelta(minutes=5), tick=False):  # the first worker died: its lease ends
            assert len(send_all()) == 1
        assert Intention.objects.filter(key__startswith="mail:digest:").count() == 1

    def test_a_crash_while_lines_are_gathered_leaves_them_waiting(self, world, chooser, monkeypatch):
        make_exchange(world, published_at=MORNING)
        from cohorts import digest

        real, tried = digest.queue_mail, []

        def dies_once(*args, **kwargs):
            tried.append(args)
            if len(tried) == 1:
                raise RuntimeError("killed")
            return real(*args, **kwargs)

        monkeypatch.setattr(digest, "queue_mail", dies_once)
        with time_machine.travel(MORNING, tick=False):
            queue_due_mails(MORNING)
            from academy.outbox_drain import drain
            drain(lambda: MORNING)
            assert DigestLine.objects.get().sent_at is None
        with time_machine.travel(MORNING + timedelta(minutes=10), tick=False):
            drain(lambda: MORNING + timedelta(minutes=10))
            assert DigestLine.objects.get().sent_at is not None
        assert len(tried) == 2 and Intention.objects.filter(key__startswith="mail:digest:", done_at__isnull=False).count() == 1

    def test_the_same_news_is_one_line_or_one_mail_never_both(self, world, chooser):
        exchange = make_exchange(world)
        for chosen in (True, False, True):
            MailChoice.objects.update(daily_digest=chosen)
            with transaction.atomic():
                news("same", "cohorts/new_exchange", chooser.pk, can_wait=True, exchange=exchange.pk)
            send_all()
        assert DigestLine.objects.count() == 1 and not Intention.objects.filter(key="mail:same").exists()


def test_it_can_be_stopped_with_one_click(world, chooser):
    make_exchange(world, published_at=MORNING)
    (sent,) = at(MORNING)
    assert "/en/mails/stop/" in sent["List-Unsubscribe"] and "you chose one mail a day" in text_of_mail(sent)


def test_lines_that_were_sent_are_forgotten_after_sixty_days_and_not_told_again(world, chooser):
    make_exchange(world, published_at=MORNING)
    at(MORNING)
    assert forget_sent_lines(MORNING + timedelta(days=59)) == 0
    assert forget_sent_lines(MORNING + timedelta(days=61)) == 1
    assert gather_news(MORNING + timedelta(days=61)) == 0 and digests_due(MORNING + timedelta(days=61)) == 0

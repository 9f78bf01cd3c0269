"""Reminders: 7 days and 1 day before, for who has a seat and wants them, each once, whatever moves or stands still meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from academy.models import Intention, User
from cohorts.models import ExchangeSession, MailChoice, Registration, RegistrationState
from cohorts.reminders import DAY, WEEK, due, remind
from tests.cohorts.mails import send_all, text_of_mail
from tests.gatherings import BEGINS, make_exchange, make_session, make_visitors, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
WEEK_BEFORE, DAY_BEFORE = BEGINS - timedelta(days=7), BEGINS - timedelta(days=1)


@pytest.fixture
def visit(world):
    """A two-day visit on 10 and 11 December; Lia has a seat."""
    exchange = make_exchange(world)
    seat(exchange, world.lia)
    return exchange


def reminded(at) -> list[tuple[str, str]]:
    """[(who, what)] of the mails that go out at that moment."""
    with time_machine.travel(at, tick=False):
        remind(at)
        return [(each["To"].addresses[0].username, each["Subject"].split(":")[0]) for each in send_all()]


class TestWhen:
    def test_seven_days_and_one_day_before(self, visit):
        assert reminded(WEEK_BEFORE - timedelta(minutes=1)) == []
        assert reminded(WEEK_BEFORE) == [("lia", "In a week")]
        assert reminded(DAY_BEFORE - timedelta(minutes=1)) == []
        assert reminded(DAY_BEFORE) == [("lia", "Very soon")]

    def test_each_once_however_often_it_is_asked(self, visit):
        assert [len(reminded(WEEK_BEFORE + timedelta(minutes=10 * turn))) for turn in range(6)] == [1, 0, 0, 0, 0, 0]

    def test_the_second_day_of_a_visit_has_none_of_its_own(self, visit):
        reminded(DAY_BEFORE)
        assert reminded(DAY_BEFORE + timedelta(days=1)) == []

    def test_a_weekly_circle_is_reminded_a_week_before_its_first_meeting_and_a_day_before_each(self, world):
        circle = make_exchange(world, sessions=0)
        for week in range(3):
            make_session(circle, f"Meeting {week + 1}", BEGINS + timedelta(weeks=week), hours=1)
        seat(circle, world.lia)
        said = [(day, what) for day in range(-8, 15) for _who, what in reminded(BEGINS + timedelta(days=day))]
        assert said == [(-7, "In a week"), (-1, "Very soon"), (6, "Very soon"), (13, "Very soon")]

    def test_it_crosses_a_change_of_clocks_without_a_second_one(self, world):
        """28 March 2027: the second meeting is 7 days less one hour after the first."""
        circle = make_exchange(world, sessions=0)
        first = BEGINS.replace(year=2027, month=3, day=24)
        for at in (first, first + timedelta(days=7, hours=-1)):
            make_session(circle, "Circle", at, hours=1)
        seat(circle, world.lia)
        said = [what for hour in range(-8 * 24, 8 * 24) for _who, what in reminded(first + timedelta(hours=hour))]
        assert said == ["In a week", "Very soon", "Very soon"]


class TestAfterAStandstill:
    def test_a_day_late_it_still_goes_out(self, visit):
        assert reminded(WEEK_BEFORE + timedelta(days=1)) == [("lia", "In a week")]
        assert reminded(DAY_BEFORE + timedelta(hours=20)) == [("lia", "Very soon")]

    def test_when_the_other_is_near_the_earlier_one_is_left_out(self, visit):
        assert reminded(DAY_BEFORE + timedelta(minutes=1)) == [("lia", "Very soon")]

    def test_within_the_last_hour_nobody_is_reminded(self, visit):
        assert reminded(BEGINS - timedelta(minutes=59)) == []

    def test_one_that_waited_until_it_had_begun_is_not_sent(self, visit):
        remind(DAY_BEFORE)
        with time_machine.travel(BEGINS + timedelta(minutes=1), tick=False):
            assert send_all() == []


class TestMoves:
    def move(self, visit, by):
        session = visit.sessions.order_by("starts_at").first()
        ExchangeSession.objects.filter(pk=session.pk).update(starts_at=session.starts_at + by, ends_at=session.ends_at + by)
        visit.refresh_span()

    def test_another_day_is_reminded_of_again(self, visit):
        visit.sessions.filter(title="Day 2").delete()
        assert len(reminded(WEEK_BEFORE)) == 1
        self.move(visit, timedelta(days=10))
        assert reminded(WEEK_BEFORE + timedelta(days=10)) == [("lia", "In a week")]

    def test_another_hour_is_not(self, visit):
        assert len(reminded(WEEK_BEFORE)) == 1
        self.move(visit, timedelta(hours=2))
        assert reminded(WEEK_BEFORE + timedelta(hours=2)) == []

    def test_one_that_waits_while_the_date_moves_is_not_sent(self, visit):
        visit.sessions.filter(title="Day 2").delete()
        remind(WEEK_BEFORE)
        self.move(visit, timedelta(days=10))
        with time_machine.travel(WEEK_BEFORE + timedelta(minutes=1), tick=False):
            assert send_all() == []

    def test_the_first_day_cancelled_makes_the_second_the_one_to_remind_of(self, visit):
        visit.sessions.filter(title="Day 1").update(cancelled_at=NOW, cancelled_reason="Storm.")
        assert reminded(DAY_BEFORE + timedelta(days=1)) == [("lia", "Very soon")]


class TestWho:
    @pytest.mark.parametrize("state", [each for each in State if each != State.REGISTERED])
    def test_only_who_has_a_seat(self, world, visit, state):
        Registration.objects.update(state=state, offered_until=NOW)
        assert reminded(DAY_BEFORE) == []

    def test_nobody_who_gave_it_back_while_the_reminder_waited(self, visit):
        remind(DAY_BEFORE)
        Registration.objects.update(state=State.WITHDRAWN)
        with time_machine.travel(DAY_BEFORE, tick=False):
            assert send_all() == []

    @pytest.mark.parametrize("fields", [{"cancelled_at": NOW, "cancelled_reason": "Storm."}, {"published_at": None}])
    def test_nobody_of_an_exchange_that_is_cancelled_or_a_draft(self, visit, fields):
        type(visit).objects.filter(pk=visit.pk).update(**fields)
        assert reminded(DAY_BEFORE) == []

    def test_nobody_who_got_the_seat_after_it_was_due(self, visit):
        Registration.objects.update(changed_at=WEEK_BEFORE + timedelta(minutes=1))
        assert reminded(WEEK_BEFORE + timedelta(hours=1)) == []
        assert reminded(DAY_BEFORE) == [("lia", "Very soon")]

    def test_each_can_be_switched_off(self, world, visit):
        choice = MailChoice.objects.create(person=world.lia, week_before=False)
        assert reminded(WEEK_BEFORE) == [] and reminded(DAY_BEFORE) == [("lia", "Very soon")]
        choice.week_before, choice.day_before = True, False
        choice.save()
        assert len(reminded(WEEK_BEFORE)) == 1

    def test_switched_off_while_it_waits_it_is_not_sent(self, world, visit):
        remind(DAY_BEFORE)
        MailChoice.objects.create(person=world.lia, day_before=False)
        with time_machine.travel(DAY_BEFORE, tick=False):
            assert send_all() == []

    def test_nobody_erased_or_without_an_account(self, world, visit):
        User.objects.filter(pk=world.lia.pk).update(erased_at=NOW)
        Registration.objects.create(exchange=visit, guest_name="Dona Rosa", city=world.cascais, state=State.REGISTERED, place=99, changed_at=NOW)
        assert reminded(DAY_BEFORE) == []


def test_the_words_of_a_day_before_have_place_and_link(world):
    exchange = make_exchange(world, sessions=1, online_url="https://meet.example/x")
    (visitor,) = make_visitors(world.mahdia, 1)
    seat(exchange, visitor)
    with time_machine.travel(DAY_BEFORE, tick=False):
        remind(DAY_BEFORE)
        (sent,) = send_all()
    said = text_of_mail(sent)
    assert "Day 1: Thursday, 10 December 2026, 09:00–17:00 (Lisbon, UTC+0)" in said and "For you: Thursday, 10 December 2026, 10:00–18:00" in said
    assert "https://meet.example/x" in said and "Casa das Histórias" in said
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and "/en/mails/stop/" in sent["List-Unsubscribe"]


def test_a_run_asks_the_same_few_questions_for_two_people_as_for_twenty(world, visit):
    def asked(at) -> int:
        with _counting() as counted:
            for kind in (WEEK, DAY):
                list(due(kind, at))
        return len(counted)

    few = asked(WEEK_BEFORE)
    for visitor in make_visitors(world.mahdia, 18):
        seat(visit, visitor)
    assert asked(WEEK_BEFORE) == few
    remind(WEEK_BEFORE)
    with _counting() as again:
        assert remind(WEEK_BEFORE) == 0
    assert len(again) <= 6, "nothing new: nothing written, and no row looked at one by one"


def _counting():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    return CaptureQueriesContext(connection)


def test_the_command_says_what_it_queued(visit, capsys):
    with time_machine.travel(DAY_BEFORE, tick=False):
        call_command("remind")
    assert "reminders queued: 1" in capsys.readouterr().out and Intention.objects.filter(key__startswith="reminder:").count() == 1

"""Two confirmations in the same moment give the hours once, on SQLite and on PostgreSQL."""

import time

import pytest
from django.db.models import Sum
from django.utils import timezone

from academy.models import HoursGiven, LedgerSubject
from mentoring import confirming, holding
from mentoring.models import MentoringSession
from tests.mentoring.mentorship_story import was
from tests.outbox_work.processes import fork, wait_for
from tests.rounds import make_mentorship

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 6


@pytest.fixture
def sessions(world):
    """Sessions that somebody else put down as held for an hour: neither has confirmed."""
    pair = make_mentorship(world)
    made = [was(pair, days=number + 1) for number in range(ROUNDS)]
    MentoringSession.objects.update(held_minutes=60)
    for person in (world.marta, world.lia):
        assert person.subject and LedgerSubject.objects.filter(user=person).exists()
    return made


def race(deed, sessions, people) -> None:
    """Everybody does it with every session at one moment each."""
    go = time.time() + 0.3

    def run(person) -> None:
        for number, session in enumerate(sessions):
            time.sleep(max(0, go + number * 0.05 - time.time()))
            deed(session, person)
    wait_for([fork(lambda person=person: run(person)) for person in people])


def test_both_at_once_and_twice_each_give_the_hours_once(world, sessions):
    race(lambda session, person: confirming.confirm(session, person, 60, timezone.now()), sessions, [world.marta, world.lia, world.marta, world.lia])
    assert all(session.is_confirmed for session in MentoringSession.objects.all())
    assert HoursGiven.objects.count() == ROUNDS and HoursGiven.objects.aggregate(sum=Sum("minutes"))["sum"] == 60 * ROUNDS


def test_a_correction_and_a_confirmation_at_once_leave_no_hours_without_two_words(world, sessions):
    for session in sessions:
        confirming.confirm(session, world.lia, 60, timezone.now())

    def deed(session, person) -> None:
        try:
            if person == world.marta:
                confirming.confirm(session, person, 60, timezone.now())
            else:
                holding.report(session, person, timezone.now(), holding.Report(90))
        except holding.NotNow:
            pass
    race(deed, sessions, [world.marta, world.lia])
    assert HoursGiven.objects.aggregate(sum=Sum("minutes"))["sum"] in (None, 0)
    assert not any(session.is_confirmed for session in MentoringSession.objects.all())


def test_who_reads_before_they_write_would_lose_a_confirmation(world, sessions):
    """Why the row is written first: the same deed, read by both and then saved whole by both."""
    both = [(MentoringSession.objects.get(pk=sessions[0].pk), side) for side in ("mentor", "mentee")]
    for found, side in both:
        setattr(found, confirming.CONFIRMED_AT[side], timezone.now())
        found.save()
    assert not MentoringSession.objects.get(pk=sessions[0].pk).is_confirmed

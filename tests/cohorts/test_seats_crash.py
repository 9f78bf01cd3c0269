"""A server that dies in between leaves all of a registration or nothing of it; and what is decided at once is decided once."""

import os
import signal
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from academy.models import Event, Intention
from academy.outbox_drain import drain
from cohorts import promote_waitlist, registering
from cohorts.models import Exchange, Registration, RegistrationState, SeatQuota
from cohorts.promote_waitlist import expire_overdue_offers, lapse
from cohorts.refusals import Refused
from cohorts.registering import accept_offer, decline_offer, register, withdraw
from tests.gatherings import make_exchange, make_visitors
from tests.outbox_work.processes import fork, wait_for
from tests.world import NOW, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
State = RegistrationState
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def world():
    return make_world()


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def left_behind(exchange) -> tuple:
    exchange = Exchange.objects.get(pk=exchange.pk)
    return (list(exchange.registrations.order_by("place").values_list("state", "revision")), exchange.seats_taken, exchange.next_place,
            list(SeatQuota.objects.order_by("pk").values_list("taken", flat=True)), Intention.objects.count(), Event.objects.count())


def killed_in(act, monkeypatch, where: str) -> None:
    """Do it in a process of its own that is killed when it comes to `where` in cohorts.registering, before anything is committed."""
    with monkeypatch.context() as patched:
        patched.setattr(registering, where, die)
        pid = fork(act)
        _pid, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


@pytest.mark.parametrize("where", ["take_seat", "record"])
def test_killed_while_registering_nothing_is_left_and_trying_again_works(world, monkeypatch, where):
    made = make_exchange(world, seats=1, seats_per_city=1)
    before = left_behind(made)
    killed_in(lambda: register(made, world.lia, at=SOON), monkeypatch, where)
    assert left_behind(made) == before
    assert register(made, world.lia, at=SOON).state == State.REGISTERED


def test_killed_between_leaving_and_passing_on_the_seat_is_not_lost(world, monkeypatch):
    made = make_exchange(world, seats=1)
    lia, marta = register(made, world.lia, at=SOON), register(made, world.marta, at=SOON)
    before = left_behind(made)
    killed_in(lambda: withdraw(lia, by=world.lia, at=SOON), monkeypatch, "pass_on")
    assert left_behind(made) == before
    withdraw(lia, by=world.lia, at=SOON)
    assert Registration.objects.get(pk=marta.pk).state == State.OFFERED


def test_killed_right_after_the_commit_the_notice_is_there(world):
    made = make_exchange(world)

    def work() -> None:
        with transaction.atomic():
            register(made, world.lia, at=SOON)
            transaction.on_commit(die)

    _pid, status = os.waitpid(fork(work), 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert Registration.objects.get().state == State.REGISTERED and Exchange.objects.get().seats_taken == 1
    assert Intention.objects.filter(kind="cohorts.notice", done_at__isnull=True).count() == 1


def at_once(*acts) -> None:
    go_at = time.time() + 0.4

    def work(act) -> None:
        time.sleep(max(0, go_at - time.time()))
        with suppress(Refused):
            act()

    wait_for([fork(lambda act=act: work(act)) for act in acts])


def test_yes_no_and_too_late_in_the_same_moment_are_one_answer(world):
    """The person says yes and no from two windows while the outbox and the night both find that the time is over."""
    made = make_exchange(world, seats=1)
    lia, marta, mouna = (register(made, person, at=SOON) for person in (world.lia, world.marta, world.mouna))
    withdraw(lia, by=world.lia, at=SOON)
    over = SOON + timedelta(hours=48)
    at_once(lambda: accept_offer(marta, at=over - timedelta(seconds=1)), lambda: decline_offer(marta, at=over), lambda: lapse(marta.pk, over),
            lambda: lapse(marta.pk, over, revision=2), lambda: expire_overdue_offers(over))
    one, other = Registration.objects.get(pk=marta.pk), Registration.objects.get(pk=mouna.pk)
    assert (one.state, other.state) in {(State.REGISTERED, State.WAITLISTED), (State.DECLINED, State.OFFERED)}
    assert one.revision == 3 and Exchange.objects.get().seats_taken == 1
    assert Intention.objects.filter(kind="cohorts.notice", payload__registration=marta.pk, payload__revision=3).count() == 1


def test_six_leave_at_once_and_the_first_six_in_line_are_offered_their_seats(world):
    made = make_exchange(world, seats=6)
    leaving = [register(made, person, at=SOON) for person in make_visitors(world.mahdia, 6)]
    waiting = [register(made, person, at=SOON) for person in make_visitors(world.cascais, 9)]
    at_once(*(lambda each=each: withdraw(each, by=each.person, at=SOON) for each in leaving))
    assert list(Registration.objects.filter(state=State.OFFERED).order_by("place")) == waiting[:6]
    assert Exchange.objects.get().seats_taken == 6


def test_an_offer_passes_on_in_the_outbox_though_the_worker_died_at_it(world, monkeypatch):
    made = make_exchange(world, seats=1, closes_at=timezone.now() + timedelta(days=9), sessions=0, offer_hours=1)
    lia, marta, mouna = (register(made, person, at=timezone.now()) for person in (world.lia, world.marta, world.mouna))
    withdraw(lia, by=world.lia, at=timezone.now() - timedelta(hours=2))
    with monkeypatch.context() as patched:
        patched.setattr(promote_waitlist, "give_back_seat", die)
        _pid, status = os.waitpid(fork(drain), 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert Registration.objects.get(pk=marta.pk).state == State.OFFERED
    Intention.objects.filter(lease_until__isnull=False, done_at__isnull=True).update(lease_until=timezone.now() - timedelta(seconds=1))  # time passes
    drain()
    assert Registration.objects.get(pk=marta.pk).offer_has_lapsed and Registration.objects.get(pk=mouna.pk).state == State.OFFERED
    assert Exchange.objects.get().seats_taken == 1

"""Leaving: at any time until it is over, once, whatever the state."""

from datetime import timedelta

import pytest

from academy.models import Event
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.refusals import Refused
from cohorts.registering import register, withdraw
from tests.cohorts.test_register import notices
from tests.gatherings import BEGINS, make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)


@pytest.mark.parametrize("state", [State.REGISTERED, State.OFFERED, State.WAITLISTED, State.REQUESTED])
def test_one_leaves_from_every_state_in_play_and_is_told(world, state):
    made = make_exchange(world)
    left = withdraw(seat(made, world.lia, state), by=world.lia, reason=" no time ", at=SOON)
    assert (left.state, left.reason, left.offered_until) == (State.WITHDRAWN, "no time", None)
    assert Exchange.objects.get().seats_taken == 0 and notices(left) == ["withdrawn"]


def test_leaving_twice_is_leaving_once(world):
    kept = seat(make_exchange(world), world.lia)
    first, second = (withdraw(kept, by=world.lia, at=SOON) for _click in range(2))
    assert first.revision == second.revision and notices(kept) == ["withdrawn"]
    assert Event.objects.filter(verb="withdrew").count() == 1


def test_who_waited_frees_no_seat(world):
    made = make_exchange(world, seats=1)
    register(made, world.lia, at=SOON)
    waits, later = register(made, world.marta, at=SOON), register(made, world.mouna, at=SOON)
    withdraw(waits, by=world.marta, at=SOON)
    assert Registration.objects.get(pk=later.pk).state == State.WAITLISTED


def test_one_may_still_leave_while_it_goes_on_but_not_after(world):
    made = make_exchange(world)
    kept, other = seat(made, world.lia), seat(made, world.marta)
    assert withdraw(kept, by=world.lia, at=BEGINS + timedelta(hours=1)).state == State.WITHDRAWN
    with pytest.raises(Refused) as caught:
        withdraw(other, by=world.marta, at=BEGINS + timedelta(days=9))
    assert caught.value.code == "over"


def test_who_was_there_does_not_leave_any_more(world):
    kept = seat(make_exchange(world), world.lia, State.ATTENDED)
    with pytest.raises(Refused) as caught:
        withdraw(kept, by=world.carla, at=SOON)
    assert caught.value.code == "was_there"

"""The organisers say yes or no to a request, and may think again."""

from datetime import timedelta

import pytest

from academy.models import Event
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.refusals import Refused
from cohorts.registering import approve, register, reject, withdraw
from tests.cohorts.test_register import notices
from tests.gatherings import BEGINS, make_exchange
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def asked(world):
    """Lia, Marta and Mouna ask for the one seat, in this order."""
    made = make_exchange(world, seats=1, admission="approval")
    return made, [register(made, person, at=SOON) for person in (world.lia, world.marta, world.mouna)]


def fresh(registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def test_yes_gives_a_seat_once(world, asked):
    _made, (lia, _marta, _mouna) = asked
    for _click in range(2):
        assert approve(lia, world.carla, SOON).state == State.REGISTERED
    assert Exchange.objects.get().seats_taken == 1 and notices(lia) == ["requested", "registered"]
    assert Event.objects.get(verb="approved").subject == world.carla.subject


def test_yes_without_a_seat_is_a_place_in_line_by_when_one_asked(world, asked):
    _made, (lia, marta, mouna) = asked
    for each in (mouna, lia, marta):
        approve(each, world.carla, SOON)
    assert [fresh(each).state for each in (mouna, lia, marta)] == [State.REGISTERED, State.WAITLISTED, State.WAITLISTED]
    withdraw(mouna, by=world.mouna, at=SOON)
    assert fresh(lia).state == State.OFFERED and fresh(marta).state == State.WAITLISTED


def test_no_is_told_with_the_reason_and_kept(world, asked):
    _made, (lia, _marta, _mouna) = asked
    said_no = reject(lia, world.carla, " Only for staff of the city. ", SOON)
    assert (said_no.state, said_no.reason) == (State.REJECTED, "Only for staff of the city.")
    assert reject(lia, world.carla, "again", SOON).reason == "Only for staff of the city."
    assert notices(lia) == ["requested", "rejected"]


def test_a_seat_taken_back_passes_on(world, asked):
    _made, (lia, marta, _mouna) = asked
    approve(lia, world.carla, SOON)
    approve(marta, world.carla, SOON)
    reject(lia, world.carla, "", SOON)
    assert fresh(marta).state == State.OFFERED and Exchange.objects.get().seats_taken == 1


def test_thinking_again_is_a_place_at_the_end_of_the_line(world, asked):
    _made, (lia, marta, mouna) = asked
    approve(marta, world.carla, SOON)
    approve(mouna, world.carla, SOON)
    reject(lia, world.carla, "", SOON)
    again = approve(lia, world.carla, SOON)
    assert again.state == State.WAITLISTED and again.place > fresh(mouna).place


def test_who_has_left_meanwhile_is_not_let_in(world, asked):
    _made, (lia, _marta, _mouna) = asked
    withdraw(lia, by=world.lia, at=SOON)
    with pytest.raises(Refused) as caught:
        approve(lia, world.carla, SOON)
    assert caught.value.code == "has_left"


@pytest.mark.parametrize(("fields", "at", "code"), [({"cancelled_at": NOW, "cancelled_reason": "Storm"}, SOON, "cancelled"), ({}, BEGINS + timedelta(days=9), "over")])
def test_nothing_is_approved_when_it_is_cancelled_or_over(world, asked, fields, at, code):
    made, (lia, _marta, _mouna) = asked
    Exchange.objects.filter(pk=made.pk).update(**fields) if fields else None
    with pytest.raises(Refused) as caught:
        approve(lia, world.carla, at)
    assert caught.value.code == code

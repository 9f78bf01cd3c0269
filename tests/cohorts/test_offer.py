"""A freed seat: to whom it is offered, for how long, and what happens then."""

from datetime import timedelta

import pytest
import time_machine

from academy.models import Event, Intention
from academy.outbox_drain import drain
from cohorts.models import Exchange, Registration, RegistrationState, SeatQuota
from cohorts.promote_waitlist import expire_overdue_offers, lapse, promote
from cohorts.refusals import Refused
from cohorts.registering import accept_offer, decline_offer, register, withdraw
from tests.cohorts.test_register import notices
from tests.gatherings import BEGINS, make_exchange, make_visitors
from tests.world import NOW, make_world

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def full(world):
    """One seat, taken by Lia; Marta and Mouna wait."""
    made = make_exchange(world, seats=1)
    return made, [register(made, person, at=SOON) for person in (world.lia, world.marta, world.mouna)]


def fresh(registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def counts_hold() -> bool:
    return all(exchange.seats_taken == exchange.registrations.holding_seats().count() for exchange in Exchange.objects.all())


def test_who_withdraws_frees_a_seat_for_the_next_who_holds_it_for_a_time(world, full):
    _made, (lia, marta, mouna) = full
    withdraw(lia, by=world.lia, reason="ill", at=SOON)
    offered = fresh(marta)
    assert (offered.state, offered.offered_until) == (State.OFFERED, SOON + timedelta(hours=48))
    assert fresh(mouna).state == State.WAITLISTED and counts_hold()
    assert notices(marta) == ["waitlisted", "offered"] and notices(lia) == ["registered", "withdrawn"]
    due = Intention.objects.get(kind="cohorts.offer_expires")
    assert due.run_at == offered.offered_until


def test_a_newcomer_does_not_get_past_an_offer(world, full):
    made, (lia, _marta, _mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    assert register(made, world.carla, at=SOON).state == State.WAITLISTED


def test_yes_is_a_seat_and_twice_yes_is_one(world, full):
    _made, (lia, marta, _mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    for _click in range(2):
        assert accept_offer(marta, at=SOON).state == State.REGISTERED
    assert notices(marta) == ["waitlisted", "offered", "registered"] and counts_hold()
    assert not lapse(marta.pk, SOON + timedelta(days=9)), "what was accepted does not run out"


def test_no_passes_it_on(world, full):
    _made, (lia, marta, mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    declined = decline_offer(marta, reason="my daughter's birthday", at=SOON)
    assert (declined.state, declined.reason, declined.offer_has_lapsed) == (State.DECLINED, "my daughter's birthday", False)
    assert fresh(mouna).state == State.OFFERED and counts_hold()
    assert decline_offer(marta, at=SOON).revision == declined.revision


@pytest.mark.django_db(transaction=True)
def test_an_offer_runs_out_by_itself_and_passes_on():
    world = make_world()
    with time_machine.travel(SOON, tick=False):
        made = make_exchange(world, seats=1)
        lia, marta, mouna = (register(made, person, at=SOON) for person in (world.lia, world.marta, world.mouna))
        withdraw(lia, by=world.lia, at=SOON)
        drain()
        assert fresh(marta).state == State.OFFERED
    with time_machine.travel(SOON + timedelta(hours=48, seconds=1), tick=False):
        drain()
    assert fresh(marta).offer_has_lapsed and fresh(mouna).state == State.OFFERED and counts_hold()
    assert notices(marta) == ["waitlisted", "offered", "offer_lapsed"]
    assert Event.objects.filter(verb="offer_lapsed", object_key=str(marta.pk)).count() == 1


def test_yes_too_late_is_refused_and_the_seat_is_gone(world, full):
    _made, (lia, marta, mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    late = SOON + timedelta(hours=48)
    for _try in range(2):
        with pytest.raises(Refused) as caught:
            accept_offer(marta, at=late)
        assert caught.value.code == "offer_lapsed" and "end of the line" in caught.value.sentence
    assert fresh(marta).offer_has_lapsed and fresh(mouna).state == State.OFFERED and counts_hold()
    assert notices(marta) == ["waitlisted", "offered", "offer_lapsed"]


def test_who_let_an_offer_go_may_come_back_at_the_end_of_the_line(world, full):
    made, (lia, marta, mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    lapse(marta.pk, SOON + timedelta(hours=48))
    again = register(made, world.marta, at=SOON + timedelta(hours=49))
    assert again.state == State.WAITLISTED and again.place > fresh(mouna).place and not again.offer_has_lapsed
    withdraw(mouna, by=world.mouna, at=SOON + timedelta(hours=50))
    assert fresh(marta).state == State.OFFERED
    assert not lapse(marta.pk, SOON + timedelta(days=9), revision=3), "the intention of the first offer does not end the second"


def test_there_is_nothing_to_accept_for_who_was_offered_nothing(world, full):
    _made, (_lia, marta, _mouna) = full
    with pytest.raises(Refused) as caught:
        accept_offer(marta, at=SOON)
    assert caught.value.code == "no_offer"


def test_the_night_finds_offers_that_ran_out_unnoticed(world, full):
    _made, (lia, marta, mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    assert expire_overdue_offers(SOON + timedelta(hours=47)) == 0
    assert expire_overdue_offers(SOON + timedelta(hours=48)) == 1
    assert (fresh(marta).state, fresh(mouna).state) == (State.DECLINED, State.OFFERED)


def test_the_city_that_frees_a_seat_of_its_share_comes_first(world):
    made = make_exchange(world, seats=2, seats_per_city=1)
    lia, mouna = register(made, world.lia, at=SOON), register(made, world.mouna, at=SOON)
    other = make_visitors(world.mahdia, 1)[0]
    mahdia_waits, cascais_waits = register(made, other, at=SOON), register(made, world.marta, at=SOON)
    withdraw(lia, by=world.lia, at=SOON)
    assert (fresh(cascais_waits).state, fresh(mahdia_waits).state) == (State.OFFERED, State.WAITLISTED)
    withdraw(mouna, by=world.mouna, at=SOON)
    assert fresh(mahdia_waits).state == State.OFFERED
    assert dict(SeatQuota.objects.values_list("city__slug", "taken")) == {"cascais": 1, "mahdia": 1}


def test_a_city_with_room_in_its_share_comes_before_others_who_came_earlier(world):
    made = make_exchange(world, seats=2)
    SeatQuota.objects.create(exchange=made, city=world.cascais, seats=2)
    lia, _carla = register(made, world.lia, at=SOON), register(made, world.carla, at=SOON)
    first, second = register(made, world.mouna, at=SOON), register(made, world.marta, at=SOON)
    withdraw(lia, by=world.lia, at=SOON)
    assert (fresh(first).state, fresh(second).state) == (State.WAITLISTED, State.OFFERED)


def test_without_shares_it_is_first_come_whatever_the_city(world):
    made = make_exchange(world, seats=1)
    lia, mouna, marta = (register(made, person, at=SOON) for person in (world.lia, world.mouna, world.marta))
    withdraw(lia, by=world.lia, at=SOON)
    assert (fresh(mouna).state, fresh(marta).state) == (State.OFFERED, State.WAITLISTED)


def test_nothing_is_offered_once_it_has_begun_or_is_cancelled(world, full):
    made, (lia, marta, _mouna) = full
    withdraw(lia, by=world.lia, at=BEGINS + timedelta(minutes=1))
    assert promote(made.pk, None, BEGINS + timedelta(minutes=1)) == []
    assert fresh(marta).state == State.WAITLISTED and counts_hold()
    Exchange.objects.filter(pk=made.pk).update(cancelled_at=SOON, cancelled_reason="Storm")
    assert promote(made.pk, None, SOON) == []
    Exchange.objects.filter(pk=made.pk).update(cancelled_at=None, cancelled_reason="")
    assert [each.pk for each in promote(made.pk, None, SOON)] == [marta.pk]


def test_a_series_people_may_still_join_passes_seats_on_after_its_first_meeting(world):
    made = make_exchange(world, seats=1, closes_at=BEGINS + timedelta(days=1))
    lia, marta = register(made, world.lia, at=SOON), register(made, world.marta, at=SOON)
    withdraw(lia, by=world.lia, at=BEGINS + timedelta(hours=9))
    assert fresh(marta).state == State.OFFERED


def test_an_offer_of_something_cancelled_can_be_neither_accepted_nor_run_out(world, full):
    made, (lia, marta, _mouna) = full
    withdraw(lia, by=world.lia, at=SOON)
    Exchange.objects.filter(pk=made.pk).update(cancelled_at=SOON, cancelled_reason="Storm")
    with pytest.raises(Refused) as caught:
        accept_offer(marta, at=SOON)
    assert caught.value.code == "cancelled"
    assert expire_overdue_offers(SOON + timedelta(days=9)) == 0 and not lapse(marta.pk, SOON + timedelta(days=9))

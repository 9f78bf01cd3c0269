"""More seats, fewer seats, other shares: nobody is dropped, who would be is named, and what becomes free is offered."""

from datetime import timedelta

import pytest

from academy.models import Event
from cohorts.changing_seats import change_seats
from cohorts.models import Exchange, Registration, RegistrationState, SeatQuota
from cohorts.refusals import Refused, SeatsInUse
from cohorts.registering import register
from tests.gatherings import make_exchange, make_visitors
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)


def change(exchange, by, seats=25, per_city=None, quotas=None):
    return change_seats(exchange, seats=seats, seats_per_city=per_city, quotas=quotas, by=by, at=SOON)


def states(exchange) -> list[str]:
    return list(exchange.registrations.order_by("place").values_list("state", flat=True))


def test_more_seats_are_offered_in_the_order_of_the_line(world):
    made = make_exchange(world, seats=1)
    for person in (world.lia, world.marta, world.mouna, world.carla):
        register(made, person, at=SOON)
    offered = change(made, world.carla, seats=3)
    assert [each.person for each in offered] == [world.marta, world.mouna]
    assert states(made) == [State.REGISTERED, State.OFFERED, State.OFFERED, State.WAITLISTED]
    assert Exchange.objects.get().seats_taken == 3 and Event.objects.filter(verb="changed_seats").count() == 1


def test_fewer_seats_than_people_names_the_last_who_came_and_changes_nothing(world):
    made = make_exchange(world, seats=3)
    for person in (world.lia, world.marta, world.mouna):
        register(made, person, at=SOON)
    with pytest.raises(SeatsInUse) as caught:
        change(made, world.carla, seats=1)
    assert [each.person for each in caught.value.leaving] == [world.mouna, world.marta]
    assert "Mouna Coordinates, Marta Mentors" in caught.value.sentence
    assert Exchange.objects.get().seats == 3 and states(made) == [State.REGISTERED] * 3
    assert change(made, world.carla, seats=3) == [] and Exchange.objects.get().seats == 3


def test_a_share_below_the_people_of_a_city_names_them(world):
    made = make_exchange(world)
    for person in (world.lia, world.mouna, world.marta, world.carla):
        register(made, person, organisation=world.cooperative if person == world.lia else None, at=SOON)
    for asked in ({"per_city": 2}, {"quotas": {world.cascais: 2}}):
        with pytest.raises(SeatsInUse) as caught:
            change(made, world.carla, **asked)
        assert [each.person for each in caught.value.leaving] == [world.carla]
    with pytest.raises(SeatsInUse) as caught:
        change(made, world.carla, quotas={world.cooperative: 0})
    assert [each.person for each in caught.value.leaving] == [world.lia]


def test_shares_set_later_count_who_is_there_and_bind_who_comes(world):
    made = make_exchange(world)
    register(made, world.lia, at=SOON)
    change(made, world.carla, per_city=2, quotas={world.mahdia: 1, world.cooperative: 1})
    assert {(str(each.city or each.organisation), each.seats, each.taken, each.by_default) for each in SeatQuota.objects.all()} == {
        ("Cascais", 2, 1, True), ("Mahdia", 1, 0, False), ("Pottery Co-operative", 1, 0, False)}
    first, second = make_visitors(world.mahdia, 2)
    assert [register(made, person, at=SOON).state for person in (world.marta, world.carla, first, second)] == [
        State.REGISTERED, State.WAITLISTED, State.REGISTERED, State.WAITLISTED]
    change(made, world.carla, per_city=2, quotas={})
    assert states(made) == [State.REGISTERED, State.REGISTERED, State.WAITLISTED, State.REGISTERED, State.OFFERED]
    change(made, world.carla)
    assert not SeatQuota.objects.filter(by_default=True).exists() and State.WAITLISTED not in states(made)


def test_left_out_shares_stay_as_they_are(world):
    made = make_exchange(world)
    change(made, world.carla, quotas={world.mahdia: 3})
    change(made, world.carla, seats=30)
    assert SeatQuota.objects.get().seats == 3


@pytest.mark.parametrize(("asked", "code"), [({"seats": 0}, "no_seats"), ({"per_city": 26}, "share_above_all"), ({"per_city": 0}, "share_above_all"),
                                             ({"quotas": 26}, "share_above_all"), ({"quotas": -1}, "share_above_all")])
def test_what_cannot_be_is_refused_with_a_sentence(world, asked, code):
    made = make_exchange(world)
    asked = {**asked, "quotas": {world.mahdia: asked["quotas"]}} if "quotas" in asked else asked
    with pytest.raises(Refused) as caught:
        change(made, world.carla, **asked)
    assert caught.value.code == code and caught.value.sentence


def test_who_was_offered_a_seat_holds_it_against_fewer_seats(world):
    made = make_exchange(world, seats=1)
    register(made, world.lia, at=SOON)
    register(made, world.marta, at=SOON)
    change(made, world.carla, seats=2)
    with pytest.raises(SeatsInUse) as caught:
        change(made, world.carla, seats=1)
    assert caught.value.leaving == [Registration.objects.get(person=world.marta)]

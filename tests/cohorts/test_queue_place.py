"""Who waits sees where, and why; and pages see what is left; whatever the length of the line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.changing_seats import change_seats
from cohorts.models import Registration, SeatQuota
from cohorts.queue_place import queue_place
from cohorts.registering import register, withdraw
from cohorts.seats import seats_view
from tests.gatherings import make_exchange, make_visitors
from tests.world import NOW

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(hours=1)


def place(registration):
    return queue_place(Registration.objects.select_related("exchange", "city", "organisation").get(pk=registration.pk))


def test_all_seats_are_taken(world):
    made = make_exchange(world, seats=1)
    lia, marta, mouna = (register(made, person, at=SOON) for person in (world.lia, world.marta, world.mouna))
    assert place(lia) is None
    assert (place(marta).position, place(marta).code, place(marta).reason) == (1, "all_taken", "The one seat is taken.")
    assert (place(mouna).position, place(mouna).ahead, place(mouna).in_city) == (2, 1, 1)
    withdraw(lia, by=world.lia, at=SOON)
    assert place(mouna).reason == "The one seat is offered to somebody who has not answered yet."
    assert place(mouna).position == 1


def test_seats_that_are_offered_are_said(world):
    made = make_exchange(world, seats=2)
    lia, _marta, _carla, mouna = (register(made, person, at=SOON) for person in (world.lia, world.marta, world.carla, world.mouna))
    withdraw(lia, by=world.lia, at=SOON)
    assert place(mouna).reason == "All 2 seats are taken. 1 of them is offered to somebody who has not answered yet."


def test_the_seats_of_the_city_are_taken_and_others_are_free(world):
    made = make_exchange(world, seats=5, seats_per_city=2)
    for person in (world.lia, world.marta):
        register(made, person, at=SOON)
    carla = register(made, world.carla, at=SOON)
    assert (place(carla).code, place(carla).reason) == ("city_taken", "The 2 seats for Cascais are taken; 3 others are free for other cities.")
    change_seats(made, seats=5, seats_per_city=2, quotas={world.mahdia: 0}, by=world.carla, at=SOON)
    assert place(register(made, world.mouna, at=SOON)).reason == "There are no seats for Mahdia; 3 others are free for other cities."


def test_the_seats_of_the_organisation_are_taken(world):
    made = make_exchange(world, seats=5)
    SeatQuota.objects.create(exchange=made, organisation=world.cooperative, seats=1)
    register(made, world.lia, organisation=world.cooperative, at=SOON)
    waits = register(made, world.marta, organisation=world.cooperative, at=SOON)
    assert (place(waits).code, place(waits).reason) == (
        "organisation_taken", "The one seat for Pottery Co-operative is taken; 4 others are free for other organisations.")


def test_it_costs_two_queries_and_the_view_two_however_many_wait(world):
    made = make_exchange(world, seats=2, seats_per_city=1)
    counted = []
    for person in make_visitors(world.mahdia, 6):
        last = register(made, person, at=SOON)
        last = Registration.objects.select_related("exchange", "city", "organisation").get(pk=last.pk)
        with CaptureQueriesContext(connection) as seen:
            queue_place(last)
            seats_view(last.exchange)
        counted.append(len(seen))
    assert counted[1:] == [4] * 5


def test_pages_see_what_is_left_overall_and_per_city(world):
    made = make_exchange(world, seats=3, seats_per_city=2)
    for person in (world.lia, world.marta, world.carla, world.mouna):
        register(made, person, at=SOON)
    made.refresh_from_db()
    view = seats_view(made)
    assert (view.seats, view.taken, view.left, view.waiting, view.per_city) == (3, 3, 0, 1, 2)
    assert [(share.name, share.taken, share.left) for share in view.shares] == [("Cascais", 2, 0), ("Mahdia", 1, 0)]

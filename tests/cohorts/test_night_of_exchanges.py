"""What the night does for exchanges: counts again, passes on what ran out, forgets what was only for the days."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from cohorts.forgetting_answers import forget_sensitive_answers
from cohorts.models import Exchange, FormQuestion, Registration, RegistrationState, SeatQuota
from cohorts.ready_questions import ready_fields
from cohorts.recounting_seats import recount_seats
from cohorts.registering import register
from tests.gatherings import BEGINS, make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)
MUCH_LATER = BEGINS + timedelta(days=40)


def test_counts_that_differ_are_mended_and_counted_and_true_ones_left_alone(world):
    made = make_exchange(world, seats_per_city=5)
    for person in (world.lia, world.marta, world.mouna):
        register(made, person, at=SOON)
    assert recount_seats(SOON) == 0
    Exchange.objects.update(seats_taken=17)
    SeatQuota.objects.filter(city=world.cascais).update(taken=0)
    assert recount_seats(SOON) == 2
    assert Exchange.objects.get().seats_taken == 3 and SeatQuota.objects.get(city=world.cascais).taken == 2
    assert recount_seats(SOON) == 0


def test_a_seat_that_was_free_all_along_is_offered(world):
    made = make_exchange(world, seats=2)
    for person in (world.lia, world.marta):
        register(made, person, at=SOON)
    waits = register(made, world.mouna, at=SOON)
    Registration.objects.filter(person=world.marta).update(state=State.WITHDRAWN)  # by hand, past the verbs
    assert recount_seats(SOON) == 1
    assert Registration.objects.get(pk=waits.pk).state == State.OFFERED


def test_more_people_than_seats_drops_nobody_and_is_said_every_night(world):
    made = make_exchange(world, seats=1)
    register(made, world.lia, at=SOON)
    waits = register(made, world.marta, at=SOON)
    Registration.objects.filter(pk=waits.pk).update(state=State.REGISTERED)
    for _night in range(2):
        assert recount_seats(SOON) == 1
    assert made.registrations.holding_seats().count() == 2


def test_answers_about_health_go_30_days_after_the_exchange_and_others_stay(world):
    made = make_exchange(world)
    diet = FormQuestion.objects.create(exchange=made, **ready_fields("diet"))
    shirt = FormQuestion.objects.create(exchange=made, words={"en": {"label": "Shirt"}})
    said = {str(diet.key): [6], f"{diet.key}:more": "peanuts", str(shirt.key): "L"}
    kept = seat(made, world.lia, answers=said)
    guest = register(made, None, guest_name="Dona Rosa", guest_contact="+351 000", city=world.cascais, entered_by=world.carla, at=SOON)
    made.refresh_from_db()
    assert forget_sensitive_answers(made.ends_at + timedelta(days=29)) == 0
    assert Registration.objects.get(pk=kept.pk).answers == said
    at = made.ends_at + timedelta(days=30, seconds=1)
    assert forget_sensitive_answers(at) == 1
    after = Registration.objects.get(pk=kept.pk)
    assert (after.answers, after.answers_erased_at) == ({str(shirt.key): "L"}, at)
    assert Registration.objects.get(pk=guest.pk).guest_contact == ""
    assert forget_sensitive_answers(at) == 0


def test_a_cancelled_one_is_forgotten_too_though_it_never_had_a_date(world):
    made = make_exchange(world, sessions=0)
    diet = FormQuestion.objects.create(exchange=made, **ready_fields("diet"))
    seat(made, world.lia, answers={str(diet.key): [0]})
    Exchange.objects.update(cancelled_at=NOW, cancelled_reason="Storm")
    assert forget_sensitive_answers(NOW + timedelta(days=31)) == 1


def test_the_night_does_all_of_it(world, capsys):
    Exchange.objects.filter(pk=make_exchange(world).pk).update(seats_taken=3)
    call_command("nightly")
    said = capsys.readouterr().out
    assert "1 counts of seats differed" in said and "0 offered seats had run out" in said and "0 registrations had answers" in said

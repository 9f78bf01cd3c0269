"""What somebody gets of their registrations, and what is left of them when they go."""

from datetime import timedelta

import pytest

from academy.erasure import erase_person
from academy.personal_data import all_exports
from cohorts.models import FormQuestion, Registration, RegistrationState
from cohorts.registering import register
from tests.gatherings import make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState
SOON = NOW + timedelta(hours=1)


def exported(person) -> list[dict]:
    return [row for one in all_exports() if one.name == "exchanges" for row in one.rows(person)]


def test_they_get_their_own_and_nobody_elses(world):
    made = make_exchange(world)
    question = FormQuestion.objects.create(exchange=made, words={"en": {"label": "Shirt"}})
    register(made, world.lia, answers={str(question.key): "L"}, at=SOON)
    register(made, world.marta, answers={str(question.key): "XL"}, at=SOON)
    rows = exported(world.lia)
    assert [(row["exchange"], row["state"], row["answers"]) for row in rows] == [("How neighbours run services", "registered", {"Shirt": "L"})]
    assert rows[0]["answered_the_survey"] is False


def test_who_erases_their_account_frees_their_seat_and_leaves_no_answer(world):
    made = make_exchange(world, seats=1)
    kept = register(made, world.lia, answers={"x": "peanuts"}, at=SOON)
    waits = register(made, world.marta, at=SOON)
    was_there = seat(make_exchange(world, "past", "Past"), world.lia, State.ATTENDED, answers={"x": "y"}, reason="because")
    erase_person(world.lia, at=SOON)
    after = Registration.objects.get(pk=kept.pk)
    assert (after.state, after.answers, after.reason, after.display_name) == (State.WITHDRAWN, {}, "", "former member")
    assert Registration.objects.get(pk=waits.pk).state == State.OFFERED
    past = Registration.objects.get(pk=was_there.pk)
    assert (past.state, past.answers, past.reason) == (State.ATTENDED, {}, "")

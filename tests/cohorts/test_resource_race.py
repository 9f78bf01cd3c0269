"""Several coordinators give the same building away at the same moment: one does, the others are told, on both databases."""

import threading

import pytest
from django.db import connection

from cohorts.models import Measure, Resource, ResourceMatch
from cohorts.plan.matching_resources import agree
from cohorts.plan.measuring import begin_measure
from cohorts.refusals import Refused
from tests.call_world import AFTER, answered, idle, make_call, taken_up
from tests.cohorts.test_desk_races import AT_ONCE, all_at_once
from tests.cohorts.test_resource_match import TYPED

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_one_resource_goes_to_one_answer_and_one_answer_gets_one_resource(world):
    call = make_call(world)
    place, answers = idle(world), [taken_up(world, answered(call, f"Body {number}")) for number in range(AT_ONCE)]
    got = all_at_once(lambda number: agree(place, answers[number], by=world.carla, at=AFTER, **TYPED))
    assert sorted(type(each).__name__ for each in got) == ["Measure"] + ["Refused"] * (AT_ONCE - 1)
    assert Measure.objects.count() == ResourceMatch.objects.count() == 1
    wanted = next(each for each in answers if not each.matches.exists())
    things = [idle(world, f"Room {number}") for number in range(AT_ONCE)]
    got = all_at_once(lambda number: agree(things[number], wanted, by=world.carla, at=AFTER, **TYPED))
    assert sorted(type(each).__name__ for each in got) == ["Measure"] + ["Refused"] * (AT_ONCE - 1)
    assert all(each.code == "answer_has_one" for each in got if isinstance(each, Refused))
    assert Resource.objects.filter(given_at__isnull=False).count() == 2, "what was refused lies idle still"


def test_reading_first_would_begin_as_many_measures(world):
    """The negative control: looking whether it is idle, then writing, lets all of them through."""
    call = make_call(world)
    place, answer, read = idle(world), taken_up(world, answered(call)), threading.Barrier(AT_ONCE)

    def naive(_number: int) -> bool:
        is_idle = Resource.objects.idle().filter(pk=place.pk).exists()
        connection.close()
        read.wait()
        if is_idle:
            begin_measure(call.plan, by=world.carla, at=AFTER, resource=place, call_answer=answer, **TYPED)
            Resource.objects.filter(pk=place.pk).update(given_at=AFTER)
        return is_idle

    assert all_at_once(naive) == [True] * AT_ONCE and Measure.objects.count() == AT_ONCE

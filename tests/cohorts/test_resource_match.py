"""A resource and an answer: proposed with reasons, agreed once and never twice, set aside, put to use when the measure is done."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import CityPlan, Measure, Resource, ResourceMatch
from cohorts.plan.matching_resources import agree, proposed, set_aside
from cohorts.plan.measuring import drop, finish, take_up_again
from cohorts.plan.public_parts import calls_and_resources
from cohorts.plan.resource_keeping import say_gone
from cohorts.refusals import Refused
from tests.call_world import AFTER, answered, idle, make_call, make_plan, taken_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TYPED = {"title": "A bakery for the quarter", "words": "", "owner": "Office for social economy", "due_on": date(2027, 6, 1)}
DESK = "/en/city/cascais/plan/matches/"


def give(world, resource, answer, **more) -> Measure:
    return agree(resource, answer, by=world.carla, at=AFTER, **{**TYPED, **more})


def test_a_match_becomes_a_measure_and_the_resource_is_not_proposed_again(world):
    plan = make_plan(world)
    call = make_call(world, plan)
    first, second = taken_up(world, answered(call)), taken_up(world, answered(call, "Rye"))
    place, small = idle(world), idle(world, "Cupboard", area=5)
    fitting, not_fitting = proposed(world.cascais)
    assert [(each.answer.pk, each.resource.pk) for each in fitting] == [(first.pk, place.pk), (second.pk, place.pk)]
    assert {each.resource.pk for each in not_fitting} == {small.pk}
    with pytest.raises(Refused, match="5 m², and 80 are needed"):
        give(world, small, first)
    measure = give(world, place, first)
    assert (measure.plan, measure.resource, measure.call_answer, measure.organised_as) == (plan, place, first, "worker")
    match = ResourceMatch.objects.get()
    assert match.measure == measure and [code for code, _good, _values in match.reasons][:2] == ["same_kind", "shared_use"]
    assert proposed(world.cascais)[0] == []
    with pytest.raises(Refused, match="first"):
        give(world, place, second)
    with pytest.raises(Refused, match="already"):
        give(world, idle(world, "Another"), first)
    with pytest.raises(Refused, match="Drop the measure"):
        say_gone(place, on=AFTER.date(), by=world.carla, at=AFTER)
    assert Measure.objects.count() == 1 and not Resource.objects.get(title="Another").given_at, "a refusal leaves nothing behind"

    finish(measure, on=date(2027, 5, 1), by=world.carla, at=AFTER)
    assert Resource.objects.get(pk=place.pk).used_on == date(2027, 5, 1)
    parts = calls_and_resources(plan, "en", AFTER)
    assert (parts["resources"].all, parts["resources"].given, parts["resources"].used) == (3, 0, 1)
    assert parts["resources"].given_to[0][1] == measure and parts["calls"][0].call == call
    take_up_again(measure, by=world.carla, at=AFTER)
    assert Resource.objects.get(pk=place.pk).used_on is None
    drop(measure, on=date(2027, 5, 2), why="No baker.", by=world.carla, at=AFTER)
    assert Resource.objects.get(pk=place.pk).is_idle and (second.pk, place.pk) in [(each.answer.pk, each.resource.pk) for each in proposed(world.cascais)[0]]
    give(world, place, second)
    with pytest.raises(Refused, match="somebody else meanwhile"):
        take_up_again(measure, by=world.carla, at=AFTER)
    measure.refresh_from_db()
    assert measure.dropped_on, "it stays dropped"


def test_an_answer_is_taken_up_before_it_is_given_anything(world):
    call = make_call(world)
    with pytest.raises(Refused, match="Take the answer up first"):
        give(world, idle(world), answered(call))
    assert not Measure.objects.exists() and Resource.objects.get().is_idle


def test_the_database_itself_refuses_a_second_match(world):
    call = make_call(world)
    place, answer, other = idle(world), answered(call), answered(call, "Rye")
    ResourceMatch.objects.create(resource=place, answer=answer, agreed_at=AFTER)
    for wrong in ({"resource": place, "answer": other, "agreed_at": AFTER}, {"resource": idle(world, "X"), "answer": answer, "agreed_at": AFTER}, {"resource": place, "answer": other},
                  {"resource": place, "answer": other, "set_aside_at": AFTER}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResourceMatch.objects.create(**wrong)


def test_at_the_desk_one_agrees_or_sets_aside_with_a_reason(world, client, time_machine):
    time_machine.move_to(AFTER, tick=False)
    call = make_call(world)
    answer, place, other = taken_up(world, answered(call)), idle(world), idle(world, "Kitchen hall")
    client.force_login(world.carla)
    shown = client.get(DESK).content.decode()
    assert "It has 120 m²; asked for were 80." in shown and "Old bakery" in shown
    page = f"{DESK}{place.key}/{answer.key}/"
    assert "It can be used for Kitchen or food." in client.get(page).content.decode()
    assert client.post(f"{DESK}{other.key}/{answer.key}/", {"do": "aside", "why": ""}).status_code == 422
    client.post(f"{DESK}{other.key}/{answer.key}/", {"do": "aside", "why": "Promised to the theatre."})
    assert [each.resource for each in proposed(world.cascais)[0]] == [place] and "Promised to the theatre." in client.get(DESK).content.decode()
    assert set_aside(other, answer, why="Again.", by=world.carla, at=AFTER) is False
    client.post(f"{DESK}{other.key}/{answer.key}/", {"do": "again"})
    assert len(proposed(world.cascais)[0]) == 2
    wrong = client.post(page, {"do": "agree", "title": "A bakery", "owner": "", "due_on": "2027-06-01"})
    assert wrong.status_code == 422 and "A bakery" in wrong.content.decode()
    assert client.post(page, {"do": "agree", "title": "A bakery", "owner": "Office", "due_on": "2027-06-01"}).status_code == 302
    assert Measure.objects.get().resource == place and client.get(page).status_code == 200
    assert client.post(page, {"do": "agree", "title": "A bakery", "owner": "Office", "due_on": "2027-06-01"}).status_code == 409
    assert client.post(page, {"do": "burn"}).status_code == 404
    public = f"/en/cities/cascais/plan/resources/{place.key}/"
    assert "A bakery" in client.get(public).content.decode()
    CityPlan.objects.update(published_at=None)
    assert "A bakery" not in client.get(public).content.decode(), "a draft plan tells nobody what becomes of it"
    shy = taken_up(world, answered(call, "Quiet Rye", shows_name=False, idea="Secret recipe."))
    form = client.get(f"{DESK}{other.key}/{shy.key}/").context["yes"]
    assert form["title"].value() == "Kitchen hall" and form["words"].value() == "", "a measure is public; who did not want to be named is not named beforehand"
    for person in (world.mouna, world.lia, world.nadia):
        client.force_login(person)
        assert client.get(page).status_code == client.post(page, {"do": "agree"}).status_code == 404

"""Calls of interest, answers and idle resources of Cascais for tests, by the same verbs as everybody's."""

import uuid
from datetime import date, timedelta

from cohorts.models import CallAnswer, CallOfInterest, CityPlan, Resource
from cohorts.plan.answering_call import send_answer
from cohorts.plan.call_judging import decide, score
from cohorts.plan.calling import open_call, publish_call, set_criteria
from cohorts.plan.resource_keeping import enter_resource
from tests.world import NOW

CLOSES = NOW + timedelta(days=10)
AFTER = CLOSES + timedelta(days=1)


def make_plan(world) -> CityPlan:
    return CityPlan.objects.create(city=world.cascais, title="Plan", summary="What we want.", starts_on=date(2026, 1, 1), ends_on=date(2030, 1, 1), published_at=NOW)


def make_call(world, plan: CityPlan | None = None, *, draft: bool = False, **fields) -> CallOfInterest:
    """Open since an hour before NOW, for ten days, with two criteria of weight 2 and 1."""
    made = open_call(plan or make_plan(world), by=world.carla, at=NOW, **{"title": "Empty doors, new hands", "words": "We look for neighbours.", "who": "Anybody.", "language": "en",
                                                                         "opens_at": NOW - timedelta(hours=1), "closes_at": CLOSES, **fields})
    set_criteria(made, [(None, "It serves the quarter.", 2), (None, "It can begin soon.", 1)], by=world.carla, at=NOW)
    if not draft:
        publish_call(made, by=world.carla, at=NOW)
    return made


def answered(call: CallOfInterest, body: str = "Plain Bread", **fields) -> CallAnswer:
    call.refresh_from_db()
    return send_answer(call, key=uuid.uuid4(), person=None, language="en", form_version=call.form_version, at=NOW, **{
        "body": body, "contact_name": "Bea Baker", "email": "bea@bread.example", "shows_name": True, "idea": "Bread for the school.", "answers": {}, "model": "worker",
        "needs": "building", "least_area": 80, "uses": ["kitchen"], "near": "", "needed_from": None, **fields})[0]


def taken_up(world, answer: CallAnswer) -> CallAnswer:
    answer.call.refresh_from_db()
    for criterion in answer.call.criteria.all():
        score(answer, criterion, points=3, words="Very much so.", by=world.carla, at=AFTER)
    decide(answer, "taken_up", reason="The quarter has no bakery.", by=world.carla, at=AFTER)
    return answer


def idle(world, title: str = "Old bakery", **fields) -> Resource:
    return enter_resource(world.cascais, by=world.carla, at=NOW, **{"kind": "building", "title": title, "owner": "The municipality", "area": 120, "uses": ["kitchen"], "shown": True,
                                                                   "owner_agreed_on": date(2026, 1, 2), "state": "ready", **fields})

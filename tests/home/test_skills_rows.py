"""Rows of “my skills” where the database itself decides: locks, JSON and constraints. On both databases."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from academy.models import Endorsement, Event, Moment, SelfAssessment, Skill, SkillGoal
from home import assessing
from tests.world import NOW

pytestmark = pytest.mark.django_db
CODES = ["vision", "creativity", "ethics"]


@pytest.fixture
def vision():
    return Skill.objects.create(code="vision", framework="entrecomp", labels={"en": "Vision"})


def test_two_tabs_lose_nothing_of_each_other(world):
    one = assessing.begin(world.lia, Moment.BEFORE, CODES, NOW)
    assert assessing.begin(world.lia, Moment.AFTER, CODES, NOW).pk == one.pk
    other_tab = SelfAssessment.objects.get(pk=one.pk)
    assert not assessing.finish(one, NOW)  # nothing is answered yet
    assessing.answer(one, "vision", 1, NOW)
    assessing.answer(other_tab, "ethics", 2, NOW)
    one.refresh_from_db()
    assert one.answers == {"vision": 1, "ethics": 2} and one.open_codes == ["creativity"]
    for code, level in (("pottery", 1), ("vision", 9)):
        with pytest.raises(ValueError, match="asked"):
            assessing.answer(one, code, level, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfAssessment.objects.create(person=world.lia, moment="after", codes=CODES, started_at=NOW, changed_at=NOW)


def test_the_line_of_an_after_keeps_levels_as_numbers(world):
    one = assessing.begin(world.lia, Moment.AFTER, CODES, NOW)
    assessing.answer(one, "vision", 0, NOW)
    assessing.finish(one, NOW)
    assert Event.objects.get(verb="assessed", details__moment="after").details == {"moment": "after", "levels": {"vision": 0}, "before": {}}


def test_the_database_holds_the_rules(world, vision):
    right = {"person": world.lia, "endorser": world.marta, "endorsed_as": "mentor", "skill": vision, "asked_level": 3, "sentence": "x", "asked_at": NOW}
    goal = {"person": world.lia, "skill": vision, "level": 3, "started_on": NOW.date()}
    Endorsement.objects.create(**right)
    SkillGoal.objects.create(**goal)
    wrong = [(Endorsement, right), (Endorsement, {**right, "endorser": world.lia}), (Endorsement, {**right, "endorser": world.teo, "asked_level": 9}),
             (Endorsement, {**right, "endorser": world.teo, "given_at": NOW}), (Endorsement, {**right, "endorser": world.teo, "level": 2, "given_at": NOW, "declined_at": NOW}),
             (SkillGoal, goal), (SkillGoal, {**goal, "person": world.teo, "level": 0}), (SkillGoal, {**goal, "person": world.teo, "by_on": NOW.date() - timedelta(days=1)}),
             (SkillGoal, {**goal, "person": world.teo, "finished_on": NOW.date(), "dropped_on": NOW.date()}),
             (SelfAssessment, {"person": world.lia, "moment": "never", "started_at": NOW, "changed_at": NOW}),
             (SelfAssessment, {"person": world.lia, "moment": "after", "started_at": NOW, "changed_at": NOW, "finished_at": NOW - timedelta(days=1)})]
    for model, fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**fields)

"""Saying what something builds: rows that hold from a moment to a moment, and a line in the log."""

from datetime import timedelta

import pytest

from academy.building_skills import built_by, copy_built, set_built
from academy.built_line import builds_line, together
from academy.models import Event, Skill, SkillBuilt
from academy.models.skills import Builder
from academy.skills_built_form import SkillsBuiltForm
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def skills():
    return [Skill.objects.create(code=code, labels={"en": code.title(), "pt": f"{code} pt"}, position=number) for number, code in enumerate(("law", "books", "story"))]


def levels_at(at=None, key="x"):
    return {each.skill.code: each.level for each in built_by(Builder.LESSON, [key], at).get(key, [])}


def test_a_change_of_mind_changes_nothing_of_before(world, skills, django_assert_num_queries):
    law, books, story = skills
    assert set_built(Builder.LESSON, "x", {law.pk: 2, books.pk: 3}, world.teo, NOW)
    assert not set_built(Builder.LESSON, "x", {books.pk: 3, law.pk: 2}, world.teo, LATER)
    assert set_built(Builder.LESSON, "x", {law.pk: 4, story.pk: 1}, world.teo, LATER)
    assert levels_at() == {"law": 4, "story": 1} == levels_at(LATER)
    assert levels_at(NOW) == levels_at(LATER - timedelta(seconds=1)) == {"law": 2, "books": 3}
    assert levels_at(NOW - timedelta(seconds=1)) == {}
    said = Event.objects.filter(verb="said_skills", object_kind="lesson", object_key="x").order_by("at")
    assert [each.details["levels"] for each in said] == [{"law": 2, "books": 3}, {"law": 4, "story": 1}]
    copy_built(Builder.LESSON, "x", "y", world.teo, LATER)
    with django_assert_num_queries(1):
        assert {key: len(rows) for key, rows in built_by(Builder.LESSON, ["x", "y", "z"]).items()} == {"x": 2, "y": 2}
    assert set_built(Builder.LESSON, "x", {}, world.teo, LATER) and levels_at() == {}


def test_what_makes_no_sense_is_refused(world, skills):
    heading = Skill.objects.create(code="area", labels={"en": "Area"}, is_heading=True)
    for kind, levels in (("course", {}), (Builder.LESSON, {skills[0].pk: 9}), (Builder.LESSON, {skills[0].pk: 0}), (Builder.LESSON, {heading.pk: 2}), (Builder.LESSON, {0: 2})):
        with pytest.raises(ValueError):
            set_built(kind, "x", levels, world.teo, NOW)
    assert not SkillBuilt.objects.exists()


def test_a_line_names_each_skill_once_at_its_highest_level(world, skills):
    law, books, _story = skills
    set_built(Builder.LESSON, "x", {law.pk: 2, books.pk: 3}, world.teo, NOW)
    set_built(Builder.LESSON, "y", {law.pk: 5}, world.teo, NOW)
    lines = [builds_line(rows, "pt") for rows in built_by(Builder.LESSON, ["x", "y"]).values()]
    assert [(each.code, each.label, each.level) for each in together(lines)] == [("law", "law pt", 5), ("books", "books pt", 3)]


def test_the_form_keeps_what_was_chosen_and_says_what_is_missing(world, skills):
    law, books, story = skills
    set_built(Builder.EXCHANGE, "x", {law.pk: 2}, world.carla, NOW)
    Skill.objects.filter(pk=law.pk).update(retired_on=NOW.date())  # chosen already, it stays to be chosen
    built = built_by(Builder.EXCHANGE, ["x"])["x"]
    opened = SkillsBuiltForm(built=built)
    seen = opened["seen"].value()
    good = {"builds-seen": seen, "builds-skill_0": law.pk, "builds-level_0": "3", "builds-skill_3": books.pk, "builds-level_3": "1"}
    form = SkillsBuiltForm(good, built=built)
    assert form.is_valid() and form.levels() == {law.pk: 3, books.pk: 1}
    for wrong, field in (({"builds-skill_1": law.pk, "builds-level_1": "1"}, "skill_1"), ({"builds-skill_1": story.pk}, "level_1"), ({"builds-level_1": "1"}, "skill_1"),
                         ({"builds-level_0": "9"}, "level_0"), ({"builds-skill_1": "nothing"}, "skill_1"), ({"builds-seen": "stale"}, "__all__")):
        form = SkillsBuiltForm({**good, **wrong}, built=built)
        assert not form.is_valid() and field in form.errors, wrong
        assert form["skill_3"].value() == books.pk
    assert form["seen"].value() == seen  # kept once more, it holds

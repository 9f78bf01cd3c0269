"""A round is written the same whatever the order of its rows, and read again as it was."""

import json
from dataclasses import replace
from random import Random

import pytest

from mentoring.matching.reading import read_round
from mentoring.matching.types import Round, Want
from mentoring.matching.writing import as_json, input_sha256, round_as_dict

from .golden_cases import NAMES, people_of
from .round_generator import generate


def shuffled(round: Round, seed: int) -> Round:
    """The same round with every order changed that means nothing."""
    random = Random(seed)

    def mixed(rows) -> tuple:
        return tuple(random.sample(list(rows), len(rows)))

    def turned(levels: dict) -> dict:
        return dict(mixed(levels.items()))

    people = [replace(person, groups=mixed(person.groups), languages=turned(person.languages), offers=turned(person.offers), wants=mixed(person.wants),
                      exclude=mixed(person.exclude)) for person in mixed(round.people)]
    rules = replace(round.rules, weights=turned(round.rules.weights), priority_groups=mixed(round.rules.priority_groups))
    return replace(round, rules=rules, people=tuple(people), cities=mixed(round.cities), skills=mixed(round.skills), languages=mixed(round.languages),
                   sectors=mixed(round.sectors), pinned=mixed(round.pinned))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_as_the_same_round(name):
    round = read_round(people_of(name))
    again = read_round(as_json(round_as_dict(round)))
    assert {person.id: person for person in again.people} == {person.id: person for person in round.people}
    assert (again.rules, again.meta) == (round.rules, round.meta) and set(again.cities) == set(round.cities)
    assert round_as_dict(again) == round_as_dict(round)
    assert round_as_dict(round).keys() == people_of(name).keys()


def test_the_order_of_rows_leaves_no_trace():
    round = replace(read_round(generate(40, 3, 4)), pinned=(("p000002", "p000001"), ("p000004", "p000003")))
    for seed in range(5):
        other = shuffled(round, seed)
        assert other != round
        assert as_json(round_as_dict(other)) == as_json(round_as_dict(round)) and input_sha256(other) == input_sha256(round)


@pytest.mark.parametrize("change", [
    {"city": "c01"}, {"country": "XX"}, {"organisation": "other"}, {"sector": "other"}, {"groups": ("choir",)}, {"languages": {"en": 1}}, {"offers": {"s00": 1}},
    {"wants": (Want("s00", 0, 1),)}, {"availability": ((0, 1),)}, {"mentor_capacity": 4}, {"mentee_need": 0}, {"exclude": ("x",)}, {"rank_mentors": ("x", "y")},
    {"rank_mentees": ("x", "y")}, {"id": "x"}], ids=str)
def test_whatever_decides_changes_the_hash(change):
    round = read_round(generate(10, 3, 2))
    first = replace(round.people[0], city="c00", rank_mentors=("y", "x"), rank_mentees=("y", "x"), mentee_need=1)
    one, other = (replace(round, people=(person, *round.people[1:])) for person in (first, replace(first, **change)))
    assert input_sha256(one) != input_sha256(other)


def test_rules_and_pins_change_the_hash_and_meta_does_not():
    round = read_round(generate(10, 3, 2))
    others = [replace(round, rules=replace(round.rules, **change)) for change in ({"draw_seed": "x"}, {"tiers": (1,)}, {"priority_groups": ()}, {"min_shared_hours": 2})]
    hashes = {input_sha256(each) for each in [round, replace(round, pinned=(("p000001", "p000002"),)), *others]}
    assert len(hashes) == 6
    assert input_sha256(replace(round, meta={"at": "another day"})) == input_sha256(round)


def test_the_hash_of_a_golden_round_stays_what_it_is():
    """A hash published with a round must be found again by every later version."""
    assert input_sha256(read_round(people_of("g1"))) == "d9479ac6d016fa2e7581333ac7347026297f9b1dc9fe6de78d4e35558bd2590c"


@pytest.mark.parametrize("value", [{}, {"a": []}, {"a": [{"b": 1}, {"b": "ü"}], "c": [1], "d": {"e": None}}, [1, {"a": 2}], "text"])
def test_json_is_read_as_what_was_written(value):
    assert json.loads(as_json(value)) == value and as_json(value).endswith("\n")


def test_json_has_a_line_for_each_person():
    lines = as_json(round_as_dict(read_round(generate(10, 3, 2)))).splitlines()
    assert sum('"mentor_capacity"' in line for line in lines) == 10


def test_what_is_no_json_is_not_written():
    with pytest.raises(ValueError):
        as_json({"a": float("nan")})

"""Why somebody was left over: against the golden rounds, and against trying every set of constraints the slow way."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from mentoring.matching.definition import broken_constraints, eligible
from mentoring.matching.explain import smallest_reasons, unserved
from mentoring.matching.reading import read_round
from mentoring.matching.scoring import score_pairs
from mentoring.matching.types import CONSTRAINTS, Round
from mentoring.matching.violation_masks import BIT, SELF, ViolationMasks, names_of

from .golden_cases import NAMES, expected_of, people_of
from .round_generator import generate
from .rounds_strategy import round_of


def some_rounds(count: int = 40) -> list[Round]:
    return [read_round(round_of(Random(seed), 10, pins=False)) for seed in range(count)]


def greedy(round: Round) -> dict:
    """A result that uses every place it comes by: what is explained need not be the best one."""
    left = {person.id: person.mentor_capacity for person in round.people}
    pairs = []
    for mentee in round.people:
        mentor = next((each for each in round.people if left[each.id] and eligible(each, mentee, round.rules)), None)
        if mentor:
            left[mentor.id] -= 1
            pairs.append({"mentor": mentor.id, "mentee": mentee.id})
    return {"pairs": pairs}


@pytest.mark.parametrize("name", NAMES)
def test_golden_rounds_are_explained_as_proven(name):
    expected = expected_of(name)
    result = {"pairs": [{"mentor": "whoever", "mentee": mentee} for mentee in expected["served"]]}
    assert unserved(read_round(people_of(name)), result) == sorted(expected["unserved"], key=lambda entry: entry["person"])


def test_a_row_of_masks_says_what_the_definition_says_of_each_pair():
    for round in some_rounds():
        masks = ViolationMasks(round)
        for mentee in round.people:
            for mentor, mask in zip(masks.mentors, masks.row(mentee).tolist(), strict=True):
                assert mask == SELF if mentor.id == mentee.id else names_of(mask) == broken_constraints(mentor, mentee, round.rules)


def test_reasons_are_a_smallest_set_that_rules_everybody_out():
    seen = set()
    for round in some_rounds(80):
        people = {person.id: person for person in round.people}
        for entry in unserved(round, greedy(round)):
            mentee = people[entry["person"]]
            broken = [set(broken_constraints(mentor, mentee, round.rules)) for mentor in round.people if mentor.mentor_capacity and mentor.id != mentee.id]
            fitting = [mentor for mentor in round.people if eligible(mentor, mentee, round.rules)]
            seen.add((entry["code"], len(entry.get("because", ()))))
            if fitting:
                places = sum(mentor.mentor_capacity for mentor in fitting)
                assert entry == {"person": mentee.id, "code": "places_full", "mentors": len(fitting), "places": places}
            else:
                assert all(set(entry["because"]) & each for each in broken)
                for fewer in combinations(CONSTRAINTS, len(entry["because"]) - 1) if entry["because"] else ():
                    assert not all(set(fewer) & each for each in broken)
    assert {("places_full", 0), ("no_eligible_mentor", 1), ("no_eligible_mentor", 2)} <= seen


def test_everybody_left_over_is_explained_once_and_nobody_else():
    for round in some_rounds():
        result = greedy(round)
        served = {pair["mentee"] for pair in result["pairs"]}
        assert [entry["person"] for entry in unserved(round, result)] == sorted(
            person.id for person in round.people if person.mentee_need and person.id not in served)


def test_the_order_of_the_file_changes_nothing():
    for round in some_rounds():
        turned, result = replace(round, people=tuple(reversed(round.people))), greedy(round)
        assert unserved(turned, result) == unserved(round, result)


def test_pairs_already_known_give_the_same_answer():
    round = read_round(generate(300, 3, 8))
    assert unserved(round, {"pairs": []}, score_pairs(round)) == unserved(round, {"pairs": []})


def test_equally_small_sets_follow_the_order_of_constraints():
    every = frozenset({BIT["language"] | BIT["city"], BIT["skill"] | BIT["city"], BIT["language"] | BIT["skill"]})
    assert smallest_reasons(every) == ("language", "skill")  # not language and city, nor skill and city
    assert smallest_reasons(frozenset({BIT["availability"] | BIT["city"]})) == ("availability",)


def test_a_round_without_places_needs_no_constraint_to_explain_it():
    round = read_round(people_of("g1"))
    nobody = replace(round, people=tuple(replace(person, mentor_capacity=0) for person in round.people))
    entries = unserved(nobody, {"pairs": []})
    assert entries and all(entry["code"] == "no_eligible_mentor" and entry["because"] == [] for entry in entries)


def test_an_eligible_mentor_has_no_reasons():
    with pytest.raises(ValueError, match="breaks nothing"):
        smallest_reasons(frozenset({0, BIT["city"]}))

"""The matcher against every matching there is, on rounds of up to eight people: the vector, the people served, and the checker's yes."""

import pytest
from hypothesis import HealthCheck, given, settings

from mentoring.matching import propose
from mentoring.matching.reading import read_round
from mentoring.matching.verify import problems

from . import brute_force
from . import plain_reading as plain
from .golden_cases import NAMES, expected_of, people_of
from .rounds_strategy import examples, rounds


def assert_optimal(data: dict) -> None:
    round = read_round(data)
    result = propose(round)
    scores = plain.pairs(data)
    chosen = [(pair["mentor"], pair["mentee"]) for pair in result["pairs"]]
    assert set(chosen) <= set(scores) and len(chosen) == len(set(chosen))
    best = brute_force.optima(data, scores)
    served = frozenset(mentee for _mentor, mentee in chosen)
    assert served in best
    assert plain.objective(data, scores, chosen) == best[served]
    assert result["objective"] == best[served]
    assert problems(round, result) == []


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rounds(8, 14))
def test_no_matching_is_better(data):
    assert_optimal(data)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rounds(5, 12, pins=False))
def test_no_matching_of_very_few_people_is_better(data):
    assert_optimal(data)


@pytest.mark.parametrize("name", NAMES)
def test_the_references_agree_on_the_golden_rounds(name):
    data, expected = people_of(name), expected_of(name)
    scores = plain.pairs(data)
    assert sorted([*pair, points] for pair, points in scores.items()) == sorted(expected["eligible_pairs"])
    assert sum(1 for _matching in brute_force.matchings(data, scores)) == expected["feasible_matchings_enumerated"]
    assert brute_force.optima(data, scores) == {frozenset(expected["served"]): expected["objective"]}
    assert_optimal(data)

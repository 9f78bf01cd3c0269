"""propose() gives the proven optimum of the six hand-made rounds, with everything that is said about them."""

import pytest

from mentoring.matching import propose
from mentoring.matching.reading import read_round

from .golden_cases import NAMES, expected_of, people_of


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_round_has_its_proven_optimum(name):
    expected, result = expected_of(name), propose(read_round(people_of(name)))
    assert result["objective"] == expected["objective"]
    assert {pair["mentee"] for pair in result["pairs"]} == set(expected["served"])
    if expected["pairs_if_unique"] is not None:
        assert sorted([pair["mentor"], pair["mentee"], pair["score"]] for pair in result["pairs"]) == sorted(expected["pairs_if_unique"])


@pytest.mark.parametrize("name", NAMES)
def test_who_is_left_over_in_a_golden_round_reads_the_proven_reasons(name):
    expected, result = expected_of(name), propose(read_round(people_of(name)))
    assert result["unserved"] == sorted(expected["unserved"], key=lambda entry: entry["person"])
    assert len(result["blocking_pairs"]) in expected["blocking_pairs"]

"""The matcher against one mixed integer programme a level, on rounds of up to forty people."""

from random import Random

import pytest

from mentoring.matching import propose
from mentoring.matching.reading import read_round
from mentoring.matching.verify import problems

from . import exact_mip
from . import plain_reading as plain
from .brute_force import optima
from .rounds_strategy import examples, round_of


@pytest.mark.parametrize("seed", range(examples(12)))
def test_a_general_solver_finds_nothing_better(seed):
    random = Random(seed)
    data = round_of(random, random.choice((16, 28, 40)))
    round = read_round(data)
    result = propose(round)
    scores = plain.pairs(data)
    served = {pair["mentee"] for pair in result["pairs"]}
    assert result["objective"] == exact_mip.optimum(data, scores, served)
    assert problems(round, result) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_general_solver_agrees_with_counting_everything(seed):
    data = round_of(Random(seed), 7, 12)
    scores = plain.pairs(data)
    for served, vector in optima(data, scores).items():
        assert exact_mip.optimum(data, scores, set(served)) == vector

"""Small rounds fit into the solver's core whole, so that nothing would ever have to be priced: here the core is made thin, as it is for thousands.

The answer must stay the same to the last pair, whichever way new pairs come in.
"""

from random import Random
from unittest.mock import patch

import pytest

from mentoring.matching import core, faces, propose
from mentoring.matching.reading import read_round
from mentoring.matching.verify import problems

from .round_generator import generate
from .rounds_strategy import examples, round_of

ALWAYS, NEVER = 0, 10**9


def assert_unmoved(data: dict) -> None:
    round = read_round(data)
    whole = propose(round)
    for mending in (ALWAYS, NEVER):
        with patch.multiple(core, BEST=1, MORE=0), patch.multiple(faces, ABSORB=0, FEW=mending):
            thin = propose(round)
        assert thin["pairs"] == whole["pairs"] and thin["objective"] == whole["objective"]
        assert problems(round, thin) == []


@pytest.mark.parametrize("seed", range(examples(12)))
def test_a_thin_core_gives_the_same_answer(seed):
    assert_unmoved(round_of(Random(seed), 40))


@pytest.mark.parametrize("seed", range(examples(20) // 10))
def test_a_thin_core_gives_the_same_answer_in_a_life_like_round(seed):
    random = Random(seed)
    data = generate(random.choice((150, 300, 600)), seed, 8, random.choice((0.6, 1.0, 2.0)), random.random() < 0.3)
    data["round"]["language_min_level"] = random.choice((1, 3))
    assert_unmoved(data)


def test_the_core_is_thin_indeed():
    round = read_round(round_of(Random(3), 40))
    seen = []
    taking = faces.Face.add

    def add(face, new):
        seen.append(len(new))
        taking(face, new)

    with patch.object(faces.Face, "add", add), patch.multiple(core, BEST=1, MORE=0), patch.multiple(faces, ABSORB=0, FEW=NEVER):
        propose(round)
    assert len(seen) > 2 and any(seen[1:]), "nothing was priced"

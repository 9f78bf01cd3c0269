"""The benchmark weighs a peer's answer as the specification does, and sees when an answer breaks what must hold."""

from random import Random

import numpy as np
import pytest

from bench.matching import instance, vector
from mentoring.matching import propose
from mentoring.matching.reading import read_round

from .rounds_strategy import round_of


def answered(seed: int):
    """(arrays, chosen pairs, result) of a small round in which somebody is matched."""
    data = round_of(Random(seed), 30, pins=False)
    result = propose(read_round(data))
    given = instance.columns(data)
    at = {(mentor, mentee): number for number, (mentor, mentee) in enumerate(zip(given["mentor"].tolist(), given["mentee"].tolist(), strict=True))}
    place = {name: number for number, name in enumerate(sorted(person["id"] for person in data["people"]))}
    chosen = np.array([at[place[pair["mentor"]], place[pair["mentee"]]] for pair in result["pairs"]], np.int64)
    return instance.SimpleNamespace(**given), chosen, result


@pytest.mark.parametrize("seed", range(8))
def test_it_weighs_like_the_specification(seed):
    given, chosen, result = answered(seed)
    assert vector.vector(given, chosen) == vector.flat(result["objective"])
    assert vector.losses(vector.flat(result["objective"]), vector.vector(given, chosen)) == "the optimum, level by level"
    assert not any(vector.wrongs(given, chosen).values())


def test_it_sees_what_an_answer_loses_and_breaks():
    given, chosen, result = answered(next(seed for seed in range(20) if answered(seed)[2]["pairs"]))
    assert vector.losses(vector.flat(result["objective"]), vector.vector(given, chosen[:0])).startswith("falls behind at ")
    assert vector.wrongs(given, np.append(chosen, chosen[0]))["twice"] == 1
    everything = np.arange(len(given.score))
    given.places[:], given.needs[:] = 0, 0
    assert vector.wrongs(given, everything) == {"twice": 0, "over places": len(everything), "over need": len(everything)}

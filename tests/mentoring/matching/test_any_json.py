"""Whatever JSON somebody hands in: the reader says RoundError and the checker answers in words; neither stumbles."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random

import pytest

from mentoring.matching import propose
from mentoring.matching.reading import read_overrides, read_round
from mentoring.matching.types import RoundError
from mentoring.matching.verify import problems

from .golden_cases import people_of

JUNK = [None, True, False, 0, 1, -1, 2, 10**30, 0.5, float("nan"), float("inf"), "", "x", "M1", "\ud800", [], [[]], [None], [1, 2], ["M1", "M1"], {}, {"": 1}, {"x": []}]


def places(value: object, way: tuple = ()) -> Iterator[tuple]:
    """The path of everything in a decoded file."""
    if isinstance(value, dict | list):
        for step, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*way, step)
            yield from places(member, (*way, step))


def spoilt(data: object, random: Random) -> object:
    """A copy in which one to three things are replaced by junk, removed or doubled."""
    data = deepcopy(data)
    for _time in range(random.randint(1, 3)):
        *way, last = random.choice(list(places(data)))
        holder = data
        for step in way:
            holder = holder[step]
        what = random.random()
        if what < 0.7:
            holder[last] = random.choice(JUNK)
        elif what < 0.85:
            del holder[last]
        elif isinstance(holder, list):
            holder.append(deepcopy(holder[last]))
        else:
            holder[random.choice(("x", "", "id", "a key"))] = holder[last]
    return data


@pytest.mark.parametrize("name", ["g4", "g6"])
def test_the_reader_refuses_or_reads(name):
    random, outcomes = Random(name), {"read": 0, "refused": 0}
    for _time in range(250):
        data = spoilt({**people_of(name), "round": {**people_of(name)["round"], "pinned": []}}, random)
        for source in (data, json.dumps(data, indent=1)):
            try:
                read_round(source)
                outcomes["read"] += 1
            except RoundError as error:
                outcomes["refused"] += 1
                assert error.problem and str(error) and (isinstance(source, dict) or error.line)
        try:
            read_overrides(data.get("round"))
        except RoundError as error:
            assert error.problem
    assert outcomes["refused"] > 200 and outcomes["read"] > 2


@pytest.mark.parametrize("name", ["g4", "g6"])
def test_the_checker_answers_in_words(name):
    random, round, refused = Random(name), read_round(people_of(name)), 0
    result = propose(round)
    for _time in range(250):
        found = problems(round, spoilt(result, random))
        assert all(isinstance(problem, str) and problem for problem in found)
        refused += bool(found)
    assert refused > 200

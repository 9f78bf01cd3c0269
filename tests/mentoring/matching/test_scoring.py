"""The scores of all pairs at once are those of the definition, pair by pair."""

from random import Random

import numpy as np
import pytest

from mentoring.matching import definition, scoring
from mentoring.matching.columns import columns_of
from mentoring.matching.reading import read_round
from mentoring.matching.types import PARTS

from .round_generator import generate
from .rounds_strategy import round_of


def by_definition(round) -> dict:
    return {(mentor.id, mentee.id): definition.score(mentor, mentee, round.rules)
            for mentor in round.people for mentee in round.people if definition.eligible(mentor, mentee, round.rules)}


def all_at_once(round) -> dict:
    pairs = scoring.score_pairs(round)
    return {pairs.ids(pair): int(pairs.score[pair]) for pair in range(len(pairs))}


def languages_beyond_sixteen(data: dict) -> None:
    """Everybody's languages under forty different names."""
    data["languages"] = [f"l{number:02}" for number in range(40)]
    for number, person in enumerate(data["people"]):
        person["languages"] = {f"l{(number * 7 + nth * 13) % 40:02}": level for nth, level in enumerate([6, 5, 4, 3, 2] * 4)}


@pytest.mark.parametrize("seed", range(12))
def test_small_rounds_score_as_defined(seed):
    round = read_round(round_of(Random(seed), 20))
    assert all_at_once(round) == by_definition(round)


@pytest.mark.parametrize("change", [{}, {"cross_city_only": True}, {"min_shared_hours": 3, "exclude_same_organisation": False}, {"language_min_level": 5}])
def test_realistic_rounds_score_as_defined_under_every_rule(change):
    data = generate(90, 3, 5)
    data["round"].update(change)
    round = read_round(data)
    assert all_at_once(round) == by_definition(round)


def test_more_than_sixteen_languages_are_all_heard():
    data = generate(60, 4, 4)
    languages_beyond_sixteen(data)
    round = read_round(data)
    found = all_at_once(round)
    assert found == by_definition(round) and found


def test_blocks_of_any_size_give_the_same_pairs(monkeypatch):
    round = read_round(generate(120, 5, 4))
    whole = scoring.score_pairs(round)
    monkeypatch.setattr(scoring, "CELLS", 300)
    seen = []
    small = scoring.score_pairs(round, lambda name, done, total: seen.append((name, done, total)))
    assert all(np.array_equal(getattr(whole, name), getattr(small, name)) for name in ("start", "mentor", "score"))
    assert len(seen) > 10 and seen[-1][1] == seen[-1][2] == len(whole.mentees)


def test_parts_sum_to_the_score_and_are_those_of_the_definition():
    round = read_round(generate(80, 6, 4))
    pairs, columns = scoring.score_pairs(round), columns_of(round)
    mentor, mentee = pairs.mentors[pairs.mentor], pairs.mentees[pairs.mentee_of(np.arange(len(pairs)))]
    parts = scoring.parts_of_pairs(columns, round.rules, mentor, mentee)
    for pair in range(0, len(pairs), 7):
        expected = definition.score_parts(columns.people[mentor[pair]], columns.people[mentee[pair]], round.rules)
        assert {part: int(parts[part][pair]) for part in PARTS} == expected


def test_a_pair_is_found_by_its_people_and_a_stranger_is_not():
    pairs = scoring.score_pairs(read_round(generate(60, 7, 3)))
    place = pairs.columns.place
    known = {pairs.ids(pair): pair for pair in range(len(pairs))}
    for mentor in place:
        for mentee in place:
            assert pairs.between(place[mentor], place[mentee]) == known.get((mentor, mentee))


def test_a_round_of_nobody_has_no_pairs():
    data = generate(20, 1, 2)
    data["people"] = []
    assert len(scoring.score_pairs(read_round(data))) == 0

"""Pairs who would rather have each other: the golden rounds, one case each by hand, and a slow second reading."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from mentoring.matching import propose
from mentoring.matching.blocking import blocking_pairs
from mentoring.matching.definition import eligible
from mentoring.matching.reading import read_round
from mentoring.matching.types import Person, Round, Want

from .golden_cases import NAMES, expected_of, people_of
from .rounds_strategy import round_of


def person(name: str, **values) -> Person:
    return Person(name, "ath", "GR", languages={"en": 6}, offers={"acc": 5}, wants=(Want("acc", 1, 3),), availability=((18, 22),), **values)


def a_round(*people: Person) -> Round:
    return replace(read_round(people_of("g6")), people=people)


def paired(*pairs: tuple[str, str]) -> dict:
    return {"pairs": [{"mentor": mentor, "mentee": mentee} for mentor, mentee in pairs]}


@pytest.mark.parametrize("name", NAMES)
def test_golden_rounds_have_as_many_as_proven(name):
    round, expected = read_round(people_of(name)), expected_of(name)
    assert len(blocking_pairs(round, propose(round))) in expected["blocking_pairs"]


def test_both_must_have_listed_each_other():
    mentor, mentee = person("M", mentor_capacity=1, rank_mentees=("V",)), person("V", mentee_need=1, rank_mentors=("M",))
    assert blocking_pairs(a_round(mentor, mentee), paired()) == [["M", "V"]]
    assert blocking_pairs(a_round(replace(mentor, rank_mentees=()), mentee), paired()) == []
    assert blocking_pairs(a_round(mentor, replace(mentee, rank_mentors=())), paired()) == []
    assert blocking_pairs(a_round(mentor, mentee), paired(("M", "V"))) == []


def test_a_better_partner_on_either_side_does_not_block():
    first, second = person("V", mentee_need=1, rank_mentors=("M",)), person("W", mentee_need=1, rank_mentors=("M",))
    mentor = person("M", mentor_capacity=1, rank_mentees=("V", "W"))
    assert blocking_pairs(a_round(mentor, first, second), paired(("M", "V"))) == []
    assert blocking_pairs(a_round(mentor, first, second), paired(("M", "W"))) == [["M", "V"]]


def test_who_is_not_on_the_list_ranks_below_all_who_are():
    listed, stranger = person("V", mentee_need=1, rank_mentors=("M",)), person("W", mentee_need=1)
    assert blocking_pairs(a_round(person("M", mentor_capacity=1, rank_mentees=("V",)), listed, stranger), paired(("M", "W"))) == [["M", "V"]]


def test_a_pair_that_is_not_eligible_does_not_block():
    mentor = person("M", mentor_capacity=1, rank_mentees=("V",), exclude=("V",))
    assert blocking_pairs(a_round(mentor, person("V", mentee_need=1, rank_mentors=("M",))), paired()) == []


def test_a_place_more_is_wanted_before_a_partner_is_left():
    mentee = person("V", mentee_need=2, rank_mentors=("L", "M"))
    first, second = person("L", mentor_capacity=1, rank_mentees=("V",)), person("M", mentor_capacity=1, rank_mentees=("V",))
    assert blocking_pairs(a_round(mentee, first, second), paired(("L", "V"))) == [["M", "V"]]


def slowly(round: Round, result: dict) -> list[list[str]]:
    """Every two people asked; each side weighs the partners it has, filled up with nobody, against the newcomer."""
    together = {(pair["mentor"], pair["mentee"]) for pair in result["pairs"]}

    def worth(ranking: tuple, other: str | None) -> int:
        return -1 if other is None else len(ranking) - ranking.index(other) if other in ranking else 0

    def gains(ranking: tuple, newcomer: str, partners: list, places: int) -> bool:
        return newcomer in ranking and any(worth(ranking, newcomer) > worth(ranking, each) for each in (*partners, *[None] * (places - len(partners))))

    return sorted([u.id, v.id] for u in round.people for v in round.people
                  if eligible(u, v, round.rules) and (u.id, v.id) not in together
                  and gains(u.rank_mentees, v.id, [b for a, b in together if a == u.id], u.mentor_capacity)
                  and gains(v.rank_mentors, u.id, [a for a, b in together if b == v.id], v.mentee_need))


def test_a_slow_second_reading_finds_the_same():
    found = Counter()
    for seed in range(60):
        round = read_round(round_of(Random(seed), 12))
        result = propose(round)
        pairs = blocking_pairs(round, result)
        assert pairs == slowly(round, result) == result["blocking_pairs"]
        nothing = paired()
        assert blocking_pairs(round, nothing) == slowly(round, nothing)
        found["blocking"] += len(pairs)
    assert found["blocking"]

"""Pairs that must stand, stand; one that cannot is refused; the rest is the best around them."""

from dataclasses import replace

import pytest

from mentoring.matching import RoundError, propose, verify
from mentoring.matching.reading import read_round

from .golden_cases import people_of
from .round_generator import generate


@pytest.fixture(scope="module")
def round():
    return read_round(generate(60, 11, 4))


def pairs_of(result: dict) -> set[tuple[str, str]]:
    return {(pair["mentor"], pair["mentee"]) for pair in result["pairs"]}


def eligible_pairs(round) -> list[tuple[str, str]]:
    from mentoring.matching.scoring import score_pairs

    pairs = score_pairs(round)
    return [pairs.ids(pair) for pair in range(len(pairs))]


def test_pinned_pairs_stand_and_the_rest_is_proven_around_them(round):
    free = pairs_of(propose(round))
    others = [pair for pair in eligible_pairs(round) if pair not in free]
    pinned = tuple(others[at] for at in (3, len(others) // 2))
    assert pinned[0][1] != pinned[1][1] and pinned[0][0] != pinned[1][0]
    held = replace(round, pinned=pinned)
    result = propose(held)
    assert set(pinned) <= pairs_of(result)
    assert verify.problems(held, result) == []


def test_pinning_what_would_be_proposed_anyway_changes_nothing(round):
    free = propose(round)
    held = propose(replace(round, pinned=tuple((pair["mentor"], pair["mentee"]) for pair in free["pairs"][::2])))
    assert held["pairs"] == free["pairs"] and held["objective"] == free["objective"]


def test_two_pins_for_one_mentee_use_both_wishes(round):
    twice = next(person for person in round.people if person.mentee_need == 2 and sum(pair[1] == person.id for pair in eligible_pairs(round)) >= 3)
    mentors = [mentor for mentor, mentee in eligible_pairs(round) if mentee == twice.id][-2:]
    held = replace(round, pinned=tuple((mentor, twice.id) for mentor in mentors))
    result = propose(held)
    assert {mentor for mentor, mentee in pairs_of(result) if mentee == twice.id} == set(mentors)
    assert verify.problems(held, result) == []


@pytest.mark.parametrize(("pinned", "at"), [
    ([("M1", "A"), ("M1", "B")], 1),  # M1 has one place
    ([("M1", "A"), ("M1", "A")], 1),
    ([("M2", "B")], 0),  # not eligible
    ([("nobody", "A")], 0),
    ([("M2", "A"), ("M1", "A")], 1),  # A wants one mentor
    ([("A", "A")], 0),
])
def test_a_pin_that_cannot_stand_is_refused_with_its_place(pinned, at):
    round = replace(read_round(people_of("g1")), pinned=tuple(pinned))
    with pytest.raises(RoundError) as refused:
        propose(round)
    assert refused.value.field == f"round.pinned[{at}]" and refused.value.problem

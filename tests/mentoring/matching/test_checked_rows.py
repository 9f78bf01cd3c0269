"""The checker's columns for large rounds say what the definitions say of every pair."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from mentoring.matching.checked_rows import BIT, SMALL, RowsByColumns, RowsByDefinition, rows_of
from mentoring.matching.definition import broken_constraints
from mentoring.matching.reading import read_round
from mentoring.matching.types import Round

from .round_generator import generate

CHANGES = [{}, {"cross_city_only": True}, {"exclude_same_organisation": False}, {"language_min_level": 1}, {"language_min_level": 6}, {"min_shared_hours": 3},
           {"availability_full_hours": 1}, {"availability_full_hours": 168}, {"weights": dict(skill=0, language=33, availability=0, exchange=33, sector=1, reciprocity=33)}]


def awkward(seed: int, **rules) -> Round:
    """A round of 170 with countries that differ within a city, empty sectors, exclusions of strangers and of oneself, people without wants or hours."""
    round, random = read_round(generate(170, seed, 3)), Random(seed)
    ids = [person.id for person in round.people]
    people = [replace(
        person, country=random.choice((person.country, "XX")), sector=random.choice((person.sector, "")), organisation=random.choice((person.organisation, "", "o")),
        exclude=tuple(random.sample([*ids, "stranger"], random.choice((0, 0, 3)))) + random.choice(((), (person.id,))),
        availability=random.choice((person.availability, person.availability, (), ((0, 168),), ((63, 65), (127, 129), (167, 168)))),
        languages=random.choice((person.languages, person.languages, {}, {"en": random.randint(1, 6)})), wants=random.choice((person.wants, person.wants, ())),
        mentor_capacity=random.choice((person.mentor_capacity, 1, 5)), mentee_need=random.choice((person.mentee_need, 0, 2, 2)),
    ) for person in round.people]
    return replace(round, people=tuple(people), rules=replace(round.rules, **rules))


@pytest.mark.parametrize("rules", CHANGES, ids=str)
def test_columns_and_definitions_give_the_same_rows(rules):
    round = awkward(len(str(rules)), **rules)
    plain, fast, pairs, reasons = RowsByDefinition(round), RowsByColumns(round), 0, set()
    for mentee, person in enumerate(round.people):
        if person.mentee_need:
            mentors, scores = plain.row(mentee)
            found, points = fast.row(mentee)
            assert np.array_equal(mentors, found) and np.array_equal(scores, points)
            assert plain.broken(mentee) == fast.broken(mentee)
            pairs += len(mentors)
            reasons |= plain.broken(mentee)
    assert pairs > 5 and len(reasons) > 5


def test_broken_constraints_are_asked_of_others_with_a_place_alone():
    round = awkward(1)
    mentee = next(at for at, person in enumerate(round.people) if person.mentee_need and person.mentor_capacity)
    expected = {sum(BIT[each] for each in broken_constraints(other, round.people[mentee], round.rules))
                for other in round.people if other.mentor_capacity and other.id != round.people[mentee].id}
    assert RowsByColumns(round).broken(mentee) == expected


def test_nobody_with_a_place_is_no_mistake():
    round = read_round(generate(30, 1, 2))
    round = replace(round, people=tuple(replace(person, mentor_capacity=0) for person in round.people))
    for rows in (RowsByColumns(round), RowsByDefinition(round)):
        mentors, scores = rows.row(0)
        assert len(mentors) == len(scores) == 0 and rows.broken(0) == set()


def test_small_rounds_are_read_by_definition():
    assert isinstance(rows_of(read_round(generate(50, 1, 2))), RowsByDefinition)
    assert isinstance(rows_of(read_round(generate(SMALL + 1, 1, 2))), RowsByColumns)

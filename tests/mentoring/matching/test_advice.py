"""Advice is true: each piece is played again and gets its person a mentor, and nothing smaller would have."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random

import pytest

from mentoring.matching import propose
from mentoring.matching.advice import advice, with_person
from mentoring.matching.definition import eligible
from mentoring.matching.entry_changes import with_changes
from mentoring.matching.open_places import open_mentors
from mentoring.matching.reading import read_round
from mentoring.matching.types import Person, Round, RoundError, Want
from mentoring.matching.violation_masks import ViolationMasks

from .golden_cases import people_of
from .round_generator import generate
from .rounds_strategy import round_of

KIND_OF = {"hours": "availability", "language": "language", "skill": "skill", "level": "skill", "own_city": "own_city"}


@cache
def played() -> list[tuple[Round, dict]]:
    """Small rounds and one of sixty people, with their results."""
    rounds = [read_round(round_of(Random(seed), 12)) for seed in range(36)] + [read_round(generate(60, 4, 4))]
    return [(round, propose(round)) for round in rounds]


@cache
def left_over() -> list[tuple[Round, dict, str, dict]]:
    return [(round, result, entry["person"], advice(round, result, entry["person"])) for round, result in played() for entry in result["unserved"]]


def utmost(round: Round, person: Person, kinds: tuple[str, ...], own_city: tuple[str, ...] = ()) -> Person:
    """The entry with everything changed that changes of these kinds could: no change of theirs allows a pair that this does not."""
    if "availability" in kinds:
        person = replace(person, availability=((0, 168),))
    if "language" in kinds:
        person = replace(person, languages={language: 6 for each in round.people for language in each.languages})
    if "skill" in kinds:
        wanted = {want.skill for want in person.wants}
        skills = {skill for each in round.people for skill in each.offers}
        more = tuple(Want(skill, person.offers.get(skill, 0), 1) for skill in sorted(skills - wanted))
        person = replace(person, wants=tuple(replace(want, level=0) for want in person.wants) + more)
    if "own_city" in kinds:
        person = with_changes(person, [{"kind": "own_city"}], own_city)
    return person


def as_mentee_alone(round: Round, changed: Person) -> tuple[Round, Person]:
    """The same round with the mentee standing beside the mentor they also are, so that only what they ask for changes."""
    alone = replace(changed, id="asks", mentor_capacity=0, exclude=(*changed.exclude, changed.id))
    others = tuple(replace(each, mentee_need=0) if each.id == changed.id else
                   replace(each, exclude=(*each.exclude, "asks")) if changed.id in each.exclude else each for each in round.people)
    return replace(round, people=(*others, alone)), alone


def serves_more(round: Round, served: int, changed: Person) -> bool:
    again = propose(with_person(round, changed))
    return again["objective"]["served"] > served and changed.id in {pair["mentee"] for pair in again["pairs"]}


def test_every_piece_of_advice_gets_its_person_a_mentor_and_nobody_loses_theirs():
    count = 0
    for round, result, person_id, given in left_over():
        person = next(each for each in round.people if each.id == person_id)
        for option in given["options"]:
            assert serves_more(round, result["objective"]["served"], with_changes(person, option["changes"]))
            assert option["served"][1] > option["served"][0] == result["objective"]["served"]
            count += 1
    assert count > 50


def test_nothing_smaller_would_have_helped():
    """Their own place as a mentor left aside: advice speaks of what they ask for."""
    kinds, seen = ("language", "skill", "availability"), set()
    for round, result, person_id, given in left_over():
        person = next(each for each in round.people if each.id == person_id)
        size = len(given["options"][0]["changes"]) if given["options"] else len(kinds) + 1
        assert all(len(option["changes"]) == size for option in given["options"])
        for smaller in combinations(kinds, size - 1):
            apart, alone = as_mentee_alone(round, utmost(round, person, smaller))
            assert not serves_more(apart, result["objective"]["served"], alone), (person_id, smaller)
        seen.add((given["code"], size))
    assert {("change", 1), ("change", 2), ("nothing", 4)} <= seen


def test_two_ways_differ_in_kind():
    seen = 0
    for _round, _result, _person, given in left_over():
        kinds = [frozenset(KIND_OF[change["kind"]] for change in option["changes"]) for option in given["options"]]
        assert len(kinds) == len(set(kinds)) <= 2
        seen += len(kinds) == 2
    assert seen


def test_the_mentor_who_would_help_does():
    seen = 0
    for round, result, person_id, given in left_over():
        if given["mentor"] is None:
            assert given["options"] or given["lacks"] or given["runs"]
            continue
        said, person = given["mentor"], next(each for each in round.people if each.id == person_id)
        away = next((city for city in round.cities if city.id != person.city), round.cities[0])
        mentor = Person("the one more", away.id, away.country, languages={said["language"]: said["language_level"]}, offers={said["skill"]: said["level"]},
                        availability=tuple(map(tuple, said["hours"])), mentor_capacity=said["places"])
        if round.rules.cross_city_only and away.id == person.city:
            continue
        again = propose(replace(round, people=(*round.people, mentor)))
        assert person_id in {pair["mentee"] for pair in again["pairs"]} and again["objective"]["served"] > result["objective"]["served"]
        assert given["code"] == "nothing" and not given["options"]
        seen += 1
    assert seen


def test_one_more_place_may_go_to_somebody_else_first_and_that_is_said():
    """A1 of g4: with one place more the cities' balance serves B2, so it takes two."""
    round = read_round(people_of("g4"))
    given = {person: advice(round, propose(round), person)["mentor"]["places"] for person in ("A1", "B2")}
    assert given == {"A1": 2, "B2": 1}


def test_runs_are_bounded():
    for round, result, person_id, given in left_over()[:40]:
        plays = []
        advice(round, result, person_id, play=lambda again, plays=plays: plays.append(1) or propose(again))
        assert len(plays) == given["runs"] <= 2


def test_exclusions_are_never_advised_against():
    """R of g6 fits M3 but for R's own exclusion, and is told of no change. Who excludes somebody and is told of one still excludes them after it."""
    round = read_round(people_of("g6"))
    assert advice(round, propose(round), "R")["options"] == []
    kept = 0
    for round, _result, person_id, given in left_over():
        person = next(each for each in round.people if each.id == person_id)
        for option in given["options"] if person.exclude else ():
            assert with_changes(person, option["changes"]).exclude == person.exclude
            kept += 1
    assert kept > 2


def test_a_wish_for_another_city_may_be_dropped_but_no_private_exclusion():
    base = read_round(people_of("g6"))
    mentor = Person("mentor", "ath", "GR", languages={"en": 6}, offers={"acc": 5}, availability=((18, 22),), mentor_capacity=1)
    mentee = Person("mentee", "ath", "GR", languages={"en": 6}, wants=(Want("acc", 1, 3),), availability=((18, 22),), mentee_need=1, exclude=("mentor",))
    round = replace(base, people=(mentor, mentee))
    result = propose(round)
    assert [option["changes"] for option in advice(round, result, "mentee", own_city=["mentor"])["options"]] == [[{"kind": "own_city"}]]
    private = advice(round, result, "mentee")
    assert (private["code"], private["options"]) == ("nothing", []) and private["mentor"]["skill"] == "acc"
    refused = replace(round, people=(replace(mentor, exclude=("mentee",)), mentee))
    assert advice(refused, propose(refused), "mentee", own_city=["mentor"])["options"] == []


def test_an_entry_without_hours_language_or_skill_is_told_so():
    base = read_round(people_of("g6"))
    mentor = Person("mentor", "ath", "GR", languages={"en": 6}, offers={"acc": 5}, availability=((18, 22),), mentor_capacity=1)
    round = replace(base, people=(mentor, Person("mentee", "ath", "GR", mentee_need=1)))
    given = advice(round, propose(round), "mentee")
    assert given["lacks"] == ["language", "skill", "availability"]
    assert sorted(change["kind"] for change in given["options"][0]["changes"]) == ["hours", "language", "skill"]


def test_hours_in_the_day_are_suggested_before_hours_at_night():
    base = read_round(people_of("g6"))
    mentor = Person("mentor", "ath", "GR", languages={"en": 6}, offers={"acc": 5}, availability=((0, 3), (40, 43)), mentor_capacity=1)
    mentee = Person("mentee", "ath", "GR", languages={"en": 6}, wants=(Want("acc", 1, 3),), availability=((90, 92),), mentee_need=1)
    round = replace(base, rules=replace(base.rules, min_shared_hours=2), people=(mentor, mentee))
    assert advice(round, propose(round), "mentee")["options"][0]["changes"] == [{"kind": "hours", "ranges": [[40, 42]], "hours": 2}]


def test_open_mentors_are_those_through_whom_one_more_can_be_served():
    """Held against the matcher: give somebody new one eligible pair with each mentor in turn."""
    seen = set()
    for round, result in played()[:25]:
        masks = ViolationMasks(round)
        for mentor, is_open in zip(masks.mentors, open_mentors(round, result, masks), strict=True):
            others = tuple(each.id for each in masks.mentors if each is not mentor)
            skill = min(mentor.offers, default=None)
            city = next((city for city in round.cities if city.id != mentor.city), None) if round.rules.cross_city_only else round.cities[0]
            if skill is None or city is None:
                continue
            new = Person("new", city.id, city.country, languages=mentor.languages, wants=(Want(skill, 0, 1),), availability=mentor.availability,
                         mentee_need=1, exclude=others)
            if eligible(mentor, new, round.rules):
                more = propose(replace(round, people=(*round.people, new)))["objective"]["served"] - result["objective"]["served"]
                assert more == is_open
                seen.add(bool(more))
    assert seen == {True, False}


def test_who_has_a_mentor_or_asks_for_none_needs_no_advice():
    round = read_round(people_of("g6"))
    result = propose(round)
    assert [advice(round, result, person)["code"] for person in ("P", "M1")] == ["has_mentor", "asks_for_none"]
    with pytest.raises(RoundError):
        advice(round, result, "nobody")

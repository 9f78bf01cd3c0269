"""What eligible and score mean: every constraint and every part alone, and the golden pairs."""

from dataclasses import replace

import pytest

from mentoring.matching import definition
from mentoring.matching.reading import read_round
from mentoring.matching.rules import DEFAULT_RULES
from mentoring.matching.types import CONSTRAINTS, PARTS, Person, Want

from .golden_cases import NAMES, expected_of, people_of

RULES = replace(DEFAULT_RULES, draw_seed="lot")
MENTOR = Person("u", "ath", "GR", organisation="coop", sector="food", languages={"en": 5, "el": 6}, offers={"law": 5, "web": 2}, availability=((18, 22),),
                mentor_capacity=1)
MENTEE = Person("v", "bol", "IT", organisation="other", sector="care", languages={"en": 4, "it": 6}, wants=(Want("law", 2, 3), Want("web", 2, 1)),
                availability=((20, 30),), mentee_need=1)


def broken(mentor=MENTOR, mentee=MENTEE, **rules):
    return definition.broken_constraints(mentor, mentee, replace(RULES, **rules))


def parts(mentor=MENTOR, mentee=MENTEE, **rules):
    return definition.score_parts(mentor, mentee, replace(RULES, **rules))


@pytest.mark.parametrize("name", NAMES)
def test_golden_pairs_are_the_eligible_ones_with_their_scores(name):
    round = read_round(people_of(name))
    found = [[u.id, v.id, definition.score(u, v, round.rules)] for u in round.people for v in round.people if definition.eligible(u, v, round.rules)]
    assert sorted(found) == sorted(expected_of(name)["eligible_pairs"])


def test_a_pair_that_breaks_nothing_is_eligible():
    assert broken() == () and definition.eligible(MENTOR, MENTEE, RULES)


@pytest.mark.parametrize(("mentor", "mentee", "rules", "expected"), [
    ({"languages": {"en": 2, "el": 6}}, {}, {}, "language"),
    ({}, {"languages": {"en": 4}}, {"language_min_level": 5}, "language"),
    ({}, {"languages": {}}, {}, "language"),
    ({"offers": {"law": 2, "web": 2}}, {}, {}, "skill"),
    ({}, {"wants": ()}, {}, "skill"),
    ({}, {"availability": ((22, 30),)}, {}, "availability"),
    ({}, {}, {"min_shared_hours": 3}, "availability"),
    ({"organisation": "other"}, {}, {}, "organisation"),
    ({"exclude": ("v",)}, {}, {}, "conflict"),
    ({}, {"exclude": ("x", "u")}, {}, "conflict"),
    ({"city": "bol"}, {}, {"cross_city_only": True}, "city"),
])
def test_each_constraint_can_be_the_only_one_broken(mentor, mentee, rules, expected):
    pair = replace(MENTOR, **mentor), replace(MENTEE, **mentee)
    assert broken(*pair, **rules) == (expected,)
    assert not definition.eligible(*pair, replace(RULES, **rules))


def test_all_constraints_can_be_broken_at_once_and_stand_in_their_order():
    nobody = replace(MENTEE, city="ath", organisation="coop", languages={}, wants=(), availability=(), exclude=("u",))
    assert broken(mentee=nobody, cross_city_only=True) == CONSTRAINTS


@pytest.mark.parametrize(("mentor", "mentee", "rules"), [
    ({"city": "bol"}, {}, {}),
    ({"organisation": "other"}, {}, {"exclude_same_organisation": False}),
    ({"organisation": ""}, {"organisation": ""}, {}),
    ({}, {}, {"min_shared_hours": 2}),
    ({}, {}, {"language_min_level": 4}),
])
def test_what_only_looks_broken(mentor, mentee, rules):
    assert broken(replace(MENTOR, **mentor), replace(MENTEE, **mentee), **rules) == ()


@pytest.mark.parametrize(("mentor", "mentee"), [({"mentor_capacity": 0}, {}), ({}, {"mentee_need": 0}), ({"id": "v"}, {})])
def test_without_roles_nobody_is_eligible(mentor, mentee):
    assert not definition.eligible(replace(MENTOR, **mentor), replace(MENTEE, **mentee), RULES)


def test_parts_by_hand():
    # skill: 3 * min(3, 5-2) + 1 * 0 = 9 of 3 * (3+1) = 12; language: level 4, 2 of 4 steps of 15; hours 20 and 21: 2 of 4; another country
    assert parts() == {"skill": 30, "language": 7, "availability": 10, "exchange": 10, "sector": 0, "reciprocity": 0}
    assert tuple(parts()) == PARTS and definition.score(MENTOR, MENTEE, RULES) == 57


@pytest.mark.parametrize(("wants", "points"), [
    ((Want("law", 0, 1),), 40),  # a difference counts to 3
    ((Want("law", 4, 3),), 13),  # 40 * 3 // 9
    ((Want("law", 3, 2), Want("web", 1, 2), Want("dig", 0, 1)), 20),  # 6 of 3 * (2 + 2)
    ((Want("law", 2, 3), Want("web", 0, 3), Want("dig", 0, 3)), 33),  # 15 of 18
])
def test_skill(wants, points):
    assert parts(mentee=replace(MENTEE, wants=wants))["skill"] == points


def test_skill_never_gives_more_than_its_weight():
    offers, wants = {"a": 5, "b": 5, "c": 5}, tuple(Want(skill, 0, 2) for skill in "abc")
    assert parts(replace(MENTOR, offers=offers), replace(MENTEE, wants=wants))["skill"] == 40


@pytest.mark.parametrize(("least", "points"), [(1, 10), (3, 7), (4, 5)])
def test_language_counts_from_the_least_level(least, points):
    assert parts(language_min_level=least)["language"] == points  # level 4 together: 15*4//6, 15*2//4, 15*1//3


def test_availability_is_full_at_the_full_hours():
    assert [parts(availability_full_hours=full)["availability"] for full in (1, 2, 3, 4, 168)] == [20, 20, 13, 10, 0]


@pytest.mark.parametrize(("change", "points"), [({}, 11), ({"country": "IT"}, 6), ({"country": "IT", "city": "bol"}, 0)])
def test_exchange_is_for_those_far_apart(change, points):
    weights = {**RULES.weights, "exchange": 11, "skill": 39}
    assert parts(replace(MENTOR, **change), weights=weights)["exchange"] == points


def test_sector_is_equal_or_not():
    assert parts(replace(MENTOR, sector="care"))["sector"] == 5


def test_reciprocity_asks_for_an_eligible_reverse_pair():
    giving = replace(MENTEE, offers={"agro": 3}, mentor_capacity=1)
    taking = replace(MENTOR, wants=(Want("agro", 2, 1),), mentee_need=1)
    assert parts(taking, giving)["reciprocity"] == 10 and definition.eligible_in_reverse(taking, giving, RULES)
    for mentor, mentee in ((replace(taking, mentee_need=0), giving), (taking, replace(giving, mentor_capacity=0)), (taking, replace(giving, offers={"agro": 2}))):
        assert parts(mentor, mentee)["reciprocity"] == 0


def test_a_tier_is_the_number_of_thresholds_reached():
    assert [definition.tier_of(points, replace(RULES, tiers=(40, 60))) for points in (0, 39, 40, 59, 60, 100)] == [0, 0, 1, 1, 2, 2]
    assert definition.tier_of(0, replace(RULES, tiers=())) == 0


def test_priority_needs_one_listed_group():
    woman = replace(MENTEE, groups=("women", "choir"))
    assert [definition.is_priority(woman, replace(RULES, priority_groups=groups)) for groups in ((), ("youth",), ("youth", "women"))] == [False, False, True]


def test_the_lot_is_five_digits_of_a_published_hash():
    # printf 'lot:v' | sha256sum | cut -c1-5
    assert definition.draw_of("v", RULES) == 0x22E5A
    assert definition.draw_of("ü", RULES) != definition.draw_of("v", RULES)

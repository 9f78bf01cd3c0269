"""Why not this mentor: what is claimed of the whole round is held against every matching of it."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from mentoring.matching import propose
from mentoring.matching.definition import broken_constraints, have_roles
from mentoring.matching.levels import first_difference, levels_of
from mentoring.matching.reading import read_round
from mentoring.matching.types import RoundError
from mentoring.matching.why_not import why_not

from . import plain_reading as plain
from .brute_force import optima
from .golden_cases import people_of
from .rounds_strategy import round_of

ORDER = ("priority_served", "served", "pairs", "load_sq", "city_imbalance", "draw", "mutual", "score")


@cache
def asked() -> list[tuple]:
    """(data, round, result, mentor, mentee, answer) of every two people of small rounds."""
    rows = []
    for seed in range(60):
        data = round_of(Random(seed), 7, 9)
        round = read_round(data)
        result = propose(round)
        rows += [(data, round, result, mentor, mentee, why_not(round, result, mentee.id, mentor.id))
                 for mentor in round.people for mentee in round.people if mentor is not mentee]
    return rows


def best(data: dict, pins: list) -> dict:
    """The best vector of a round by trying every matching, with these pins."""
    pinned = {**data, "round": {**data["round"], "pinned": pins}}
    return next(iter(optima(pinned, plain.pairs(pinned)).values()))


def test_what_it_costs_the_whole_is_what_every_matching_says():
    levels = set()
    for data, _round, _result, mentor, mentee, answer in asked():
        if answer["code"] not in ("worse", "as_good"):
            continue
        pins = data["round"].get("pinned", [])
        difference = first_difference(best(data, pins), best(data, [*pins, [mentor.id, mentee.id]]))
        if answer["code"] == "as_good":
            assert difference is None
        else:
            assert difference == {key: answer[key] for key in ("level", "before", "after", "by")} | {"worse": True}
            levels.add(answer["level"])
    assert {"priority_served", "served", "pairs", "tier0", "load_sq", "city_imbalance", "draw", "score"} <= levels


def test_pairs_that_are_not_eligible_name_their_broken_constraints():
    for _data, round, _result, mentor, mentee, answer in asked():
        if answer["code"] == "not_eligible":
            assert answer["broken"] == list(broken_constraints(mentor, mentee, round.rules)) != []
        elif answer["code"] == "no_role":
            assert not have_roles(mentor, mentee)
        else:
            assert have_roles(mentor, mentee) and not broken_constraints(mentor, mentee, round.rules)


def test_each_code_is_met_and_an_optimum_is_never_bettered():
    codes = {answer["code"] for *_rest, answer in asked()}
    assert {"paired", "no_role", "not_eligible", "worse", "as_good", "held"} <= codes and "better" not in codes


def test_places_used_and_another_mentor_are_said():
    for _data, _round, result, mentor, mentee, answer in asked():
        if "places_used" in answer:
            assert answer["places_used"] == (sum(pair["mentor"] == mentor.id for pair in result["pairs"]) == mentor.mentor_capacity)
            assert answer["has_mentor"] == any(pair["mentee"] == mentee.id for pair in result["pairs"])


def test_nobody_else_is_named():
    for _data, round, _result, mentor, mentee, answer in asked():
        others = {person.id for person in round.people} - {mentor.id, mentee.id}
        assert not others & set(map(str, answer.values()))


def test_places_held_by_pins_are_promised():
    round = replace(read_round(people_of("g6")), pinned=(("M1", "P"),))
    assert why_not(round, propose(round), "Q", "M1") == {"mentor": "M1", "mentee": "Q", "code": "held", "who": "mentor"}


def test_somebody_out_of_the_round_is_refused():
    round = read_round(people_of("g1"))
    with pytest.raises(RoundError):
        why_not(round, propose(round), "nobody", round.people[0].id)


def test_a_result_of_another_round_is_noticed():
    round = read_round(people_of("g6"))
    stale = propose(round)
    stale["pairs"] = [pair for pair in stale["pairs"] if pair["mentor"] != "M1"]
    stale["objective"] = {**stale["objective"], "priority_served": 0}
    assert why_not(round, stale, "P", "M1")["code"] == "better"


def test_levels_follow_the_order_of_the_format():
    levels = levels_of(propose(read_round(people_of("g6")))["objective"])
    assert [level.name for level in levels if level.tier is None] == list(ORDER)
    assert [level.name for level in levels][3:6] == ["tier0", "tier1", "tier2"]
    assert {level.name for level in levels if not level.more_is_better} == {"tier0", "tier1", "tier2", "load_sq", "city_imbalance"}

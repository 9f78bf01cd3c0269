"""The matching is proven best over all pairs, is the only answer, and can be stopped."""

import json
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from mentoring.matching import propose, verify
from mentoring.matching.assign import best_matching
from mentoring.matching.min_cost_flow import cheapest_circulation
from mentoring.matching.reading import read_round
from mentoring.matching.scoring import score_pairs

from .round_generator import generate
from .rounds_strategy import round_of

WAYS = [{}, {"tightness": 0.6}, {"tightness": 1.8}, {"cross_city_only": True}, {"priority": ()}]


def silent(name, done, total):
    pass


def shuffled(round, seed: int):
    people, cities = list(round.people), list(round.cities)
    Random(seed).shuffle(people)
    Random(seed + 1).shuffle(cities)
    return replace(round, people=tuple(people), cities=tuple(cities))


def without_certificate(result: dict) -> str:
    return json.dumps({key: value for key, value in result.items() if key != "certificate"})


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_realistic_rounds_are_proven_best_over_all_pairs(way):
    for seed in range(3):
        round = read_round(generate(100 + 30 * seed, seed, 6, **way))
        assert verify.problems(round, propose(round)) == []


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_people_and_cities_changes_nothing(seed):
    for round in (read_round(round_of(Random(seed), 30)), read_round(generate(70, seed, 4))):
        other = shuffled(round, seed)
        result, again = propose(round), propose(other)
        assert without_certificate(result) == without_certificate(again)
        assert verify.problems(other, again) == []


def contrary(seed: int):
    """The same engine told of the arcs in another order, and of the nodes under other names: its choice among equal optima is another one."""
    def engine(nodes, tail, head, cost):
        order, names = np.random.default_rng(seed).permutation(len(tail)), np.random.default_rng(seed + 99).permutation(nodes)
        flow = np.empty(len(tail), np.int8)
        flow[order] = cheapest_circulation(nodes, names[tail[order]], names[head[order]], cost[order])
        return flow

    return engine


def all_alike(count: int) -> dict:
    """Everybody offers and wants the same, at the same hours: every pair of different people is eligible, with the same points."""
    data = generate(count, 1, 1)
    for person in data["people"]:
        person.update(languages={"en": 6}, offers={"s00": 5}, wants=[{"skill": "s00", "level": 1, "priority": 1}], availability=[[10, 20]], organisation="",
                      sector="food", exclude=[], mentor_capacity=1, mentee_need=1)
    for person in data["people"][: count // 3]:
        person["mentor_capacity"] = 0
    return data


@pytest.mark.parametrize("seed", range(4))
def test_another_engine_with_other_optima_gives_the_same_pairs(seed):
    round = read_round(generate(150, seed, 6))
    round = replace(round, rules=replace(round.rules, tiers=(50,), weights={**dict.fromkeys(round.rules.weights, 0), "skill": 100}))
    pairs, none = score_pairs(round), np.zeros(0, np.int64)
    assert np.array_equal(best_matching(round, pairs, none, silent).chosen, best_matching(round, pairs, none, silent, contrary(seed)).chosen)


@pytest.mark.parametrize("same_draw", [False, True])
def test_among_people_all_alike_lots_decide_and_not_the_engine(same_draw, monkeypatch):
    """Also when everybody drew the same number: then further digits decide who is served."""
    if same_draw:
        monkeypatch.setattr("mentoring.matching.level_costs.draw_of", lambda person, rules: 7)
    round = read_round(all_alike(45))
    pairs, none = score_pairs(round), np.zeros(0, np.int64)
    usual = best_matching(round, pairs, none, silent)
    assert len(usual.chosen) == 30
    for seed in range(5):
        assert np.array_equal(best_matching(round, pairs, none, silent, contrary(seed)).chosen, usual.chosen)
    drawn_anew = replace(round, rules=replace(round.rules, draw_seed="another seed"))
    assert not np.array_equal(best_matching(drawn_anew, pairs, none, silent).chosen, usual.chosen)


def test_a_round_without_tiers_goes_by_the_other_levels():
    round = read_round(generate(60, 8, 4))
    round = replace(round, rules=replace(round.rules, tiers=()))
    result = propose(round)
    assert verify.problems(round, result) == [] and result["objective"]["tier_counts"] == [len(result["pairs"])]


def test_pricing_brings_in_what_a_tiny_core_lacks(monkeypatch):
    round = read_round(generate(150, 1, 6))
    pairs, none = score_pairs(round), np.zeros(0, np.int64)
    usual = best_matching(round, pairs, none, silent)
    monkeypatch.setattr("mentoring.matching.faces.core_pairs", lambda pairs: none)
    assert np.array_equal(best_matching(round, pairs, none, silent).chosen, usual.chosen)


def test_progress_names_every_level_and_what_it_raises_ends_the_run():
    round, seen = read_round(generate(60, 2, 4)), []
    propose(round, progress=lambda *step: seen.append(step))
    names = [name for name, _, _ in seen if name != "scoring"]
    assert names == ["solidarity", "tier0", "tier1", "tier2", "tier3", "load", "city", "draw", "mutual", "score", "lot", "done"]
    assert seen[0][0] == "scoring" and seen[-1][1] == seen[-1][2]

    class LeaseLost(Exception):
        pass

    def give_up(name, done, total):
        if name == "city":
            raise LeaseLost

    with pytest.raises(LeaseLost):
        propose(round, progress=give_up)


@pytest.mark.parametrize("change", [{"mentor_capacity": 0}, {"mentee_need": 0}, {"offers": {}}])
def test_a_round_in_which_nobody_can_be_paired_is_an_answer_too(change):
    data = generate(25, 1, 3)
    for person in data["people"]:
        person.update(change)
    round = read_round(data)
    result = propose(round)
    assert result["pairs"] == [] and verify.problems(round, result) == []
    assert len(result["unserved"]) == sum(person.mentee_need >= 1 for person in round.people)


def test_a_round_of_nobody_is_an_answer_too():
    data = generate(20, 1, 2)
    data["people"] = []
    result = propose(read_round(data))
    assert result["pairs"] == [] and result["objective"]["served"] == 0 and verify.problems(read_round(data), result) == []

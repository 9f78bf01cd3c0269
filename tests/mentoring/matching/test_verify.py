"""The checker accepts what is proven best and refuses every forgery, saying why; it imports nothing of the solver."""

import ast
import json
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from mentoring.matching import certificate_arcs, propose, verify
from mentoring.matching.certificate_arcs import Potentials, all_arcs
from mentoring.matching.certificate_check import contradictions, level_names, problems_with_certificate
from mentoring.matching.checked_rows import rows_of
from mentoring.matching.definition import eligible
from mentoring.matching.reading import read_round
from mentoring.matching.recount import objective_of
from mentoring.matching.types import Round
from mentoring.matching.verify import problems
from mentoring.matching.writing import input_sha256

from . import brute_force, tampering_with_proof, tampering_with_reasons
from . import plain_reading as plain
from .golden_cases import NAMES, expected_of, people_of
from .round_generator import generate
from .tampering import FORGERIES, chosen, fitting, honest

SEEDS = range(12)
ENOUGH = 3  # seeds on which each forgery must find an occasion
assert tampering_with_proof and tampering_with_reasons  # both register their forgeries


@cache
def played(seed: int) -> tuple[Round, dict]:
    """A round of 60, scarce or ample, within and between cities, every other one with a pinned pair; and its result. Shared: copy before changing."""
    round = read_round(generate(60, seed, 3, tightness=(1.0, 1.5, 0.7, 2.0)[seed % 4], cross_city_only=seed % 4 == 3, priority=("women",) if seed % 3 else ()))
    if seed % 3 == 0:  # few tiers, so that many matchings are equally fair, and cities and draw decide
        weights = {**round.rules.weights, "skill": 50, "exchange": 0}
        round = replace(round, rules=replace(round.rules, tiers=(40,), weights=weights))
    if seed % 2:
        round = replace(round, pinned=(Random(seed).choice(fitting(round)),))
    return round, {**propose(round), "input_sha256": input_sha256(round)}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proposal_is_accepted(seed):
    round, result = played(seed)
    assert problems(round, result) == []
    assert result["pairs"] and result["objective"]["served"] < sum(person.mentee_need >= 1 for person in round.people)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proposal_is_accepted_from_a_file_in_any_order_of_pairs_and_without_what_is_optional(seed):
    round, result = played(seed)
    result = json.loads(json.dumps(result))
    Random(seed).shuffle(result["pairs"])
    for pair in result["pairs"]:
        del pair["parts"]
    for key in ("rules", "input_sha256", "blocking_pairs"):
        del result[key]
    assert problems(round, result) == []


@pytest.mark.parametrize("name", sorted(FORGERIES))
def test_a_forgery_is_refused_for_its_reason(name):
    forge, reason = FORGERIES[name]
    occasions = 0
    for seed in SEEDS:
        round, result = played(seed)
        forged = forge(round, deepcopy(result), Random(seed))
        if forged is None:
            continue
        occasions += 1
        assert json.dumps(forged, sort_keys=True) != json.dumps(result, sort_keys=True)
        found = problems(round, forged)
        assert any(reason in problem for problem in found), (seed, found)
        if occasions == ENOUGH:
            return
    pytest.fail(f"found only {occasions} occasions")


def test_there_are_many_kinds_of_forgery():
    assert len(FORGERIES) >= 20


@pytest.mark.parametrize("name", ["somebody_is_dropped_and_it_is_said", "two_mentees_change_mentors", "it_was_drawn_with_another_seed",
                                  "somebody_unserved_takes_the_place_of_another"])
def test_an_honest_count_of_worse_pairs_is_refused_by_the_proof_alone(name):
    for seed in SEEDS[:5]:
        round, result = played(seed)
        forged = FORGERIES[name][0](round, deepcopy(result), Random(seed))
        if forged is not None:
            assert all(problem.startswith(("certificate, level", "unserved[")) for problem in problems(round, forged))


@pytest.mark.parametrize("name", NAMES)
def test_of_all_matchings_of_a_golden_round_the_best_ones_are_accepted_and_no_other(name):
    data = people_of(name)
    round, best = read_round(data), expected_of(name)["objective"]
    result, accepted = propose(round), 0
    for matching in brute_force.matchings(data, plain.pairs(data)):
        found = problems(round, honest(round, result, list(matching)))
        assert (found == []) == (objective_of(round, matching) == best), (matching, found)
        accepted += not found
    assert accepted == expected_of(name)["optimal_matchings"]


@pytest.mark.parametrize("seed", range(3))
def test_a_certificate_cannot_be_shaken_into_proving_worse_pairs(seed):
    """Random potentials never make the checker accept pairs that are not the best."""
    round, result = played(seed)
    random = Random(seed)
    worse = FORGERIES["somebody_is_dropped_and_it_is_said"][0](round, deepcopy(result), random)
    place, rows = {person.id: at for at, person in enumerate(round.people)}, rows_of(round)
    pairs = [(place[mentor], place[mentee]) for mentor, mentee in chosen(worse)]
    for _time in range(40):
        shaken = deepcopy(worse["certificate"])
        for level in shaken["levels"]:
            for side, has_role in (("mentor", lambda person: person.mentor_capacity), ("mentee", lambda person: person.mentee_need)):
                level[side] = [value + random.randint(-2, 2) if has_role(person) else 0 for value, person in zip(level[side], round.people, strict=True)]
        assert problems_with_certificate(round, pairs, shaken, rows) != []


def test_from_mutuality_on_it_is_fixed_who_is_served():
    """A potential that would move the first mentors of a city contradicts every level up to the draw, and none after it."""
    round = read_round(people_of("g4"))
    pairs, names = [(0, 3), (1, 4), (0, 5)], level_names(round)
    assert [(round.people[mentor].id, round.people[mentee].id) for mentor, mentee in pairs] == [("M", "A2"), ("N", "A3"), ("M", "B1")]
    found = {}
    for number, name in enumerate(names):
        potentials = Potentials(*(np.zeros((len(names), size), np.int64) for size in (len(round.people), len(round.people), len(round.cities))))
        potentials.city[number] = 10**9
        first, = (arcs for arcs in all_arcs(round, pairs, rows_of(round), potentials, None) if arcs.kind == "first mentors")
        first.cost = lambda _name, _at: 0
        found[name] = sum(wrong for level, wrong in contradictions(names, first) if level == number)
    assert found == {"solidarity": 2, "tier0": 2, "tier1": 2, "tier2": 2, "load": 2, "city": 2, "draw": 2, "mutual": 0, "score": 0}


def test_the_balance_of_cities_is_asked_of_the_places_of_each_city():
    """Pairs played as if all lived in one city come with potentials that hold for every arc but a city's own places."""
    occasions = 0
    for seed in range(20):
        round = read_round(people_of("g4"))
        round = replace(round, rules=replace(round.rules, draw_seed=str(seed)))
        home, best = round.cities[0].id, propose(round)
        together = propose(replace(round, people=tuple(replace(person, city=home) for person in round.people)))
        forged = honest(round, best, chosen(together))
        if forged["objective"]["city_imbalance"] > best["objective"]["city_imbalance"]:
            occasions += 1
            levels = [{**level, "city": [level["city"][0]] * len(round.cities)} for level in together["certificate"]["levels"]]
            found = problems(round, {**forged, "certificate": {"format": "lexflow/1", "levels": levels}})
            assert found and all("places of cities contradict it" in problem for problem in found)
    assert occasions >= ENOUGH


def test_it_does_not_matter_how_many_pairs_are_looked_at_at_once(monkeypatch):
    round, result = played(1)
    worse = FORGERIES["two_mentees_change_mentors"][0](round, deepcopy(result), Random(1)) or FORGERIES["somebody_is_dropped_and_it_is_said"][0](
        round, deepcopy(result), Random(1))
    whole = problems(round, worse)
    monkeypatch.setattr(certificate_arcs, "PAIRS_AT_ONCE", 40)
    assert problems(round, result) == [] and problems(round, worse) == whole != []


@pytest.mark.parametrize("result", [
    None, [], "result", {}, {"format": "mentoring-result/1"}, {"pairs": 1}, {"pairs": [1]}, {"pairs": [{"mentor": "M1"}]}, {"pairs": [], "objective": []},
    {"pairs": [], "objective": {}, "unserved": [None, {"person": []}, {"person": "A"}], "certificate": 3}, {"pairs": [], "certificate": {"levels": [1]}},
    {"pairs": [], "certificate": {"format": "lexflow/1", "levels": [{"name": []}]}}, {"pairs": [], "unserved": 3, "rules": {"priority_groups": [[]]}},
    {"pairs": [], "blocking_pairs": None}, {"pairs": [], "unserved": [{"person": "A", "code": []}]}, {"pairs": [{"mentor": "M1", "mentee": "A", "parts": []}]}])
def test_what_is_hardly_a_result_is_refused_in_words(result):
    round = read_round(people_of("g1"))
    found = problems(round, {"format": "mentoring-result/1", "round_id": "g1", **result} if isinstance(result, dict) and "pairs" in result else result)
    assert found and all(isinstance(problem, str) for problem in found)


def test_a_round_without_people_has_a_result():
    data = people_of("g1")
    data["people"] = []
    round = read_round(data)
    result = propose(round)
    assert problems(round, result) == [] and result["pairs"] == []


def test_pins_that_cannot_stand_are_refused():
    round, result = played(0)
    wrong = next((u.id, v.id) for u in round.people for v in round.people if u.mentor_capacity and v.mentee_need and u != v and not eligible(u, v, round.rules))
    assert any(problem.startswith("round.pinned[0]") for problem in problems(replace(round, pinned=(wrong,)), result))


def test_pairs_are_best_only_for_the_pins_they_were_made_with():
    """What was best with a pin is not accepted as best without it, where the pin cost something."""
    refused = 0
    for seed in SEEDS:
        round, result = played(seed)
        free = propose(replace(round, pinned=()))
        if round.pinned and free["objective"] != result["objective"]:
            refused += bool(problems(replace(round, pinned=()), {**result, "input_sha256": input_sha256(replace(round, pinned=()))}))
            assert round.pinned[0] in chosen(result)
    assert refused >= 2


def test_the_checker_shares_nothing_with_the_solver():
    """Modules the checker reaches: definitions, readers and checks. None of them computes pairs for the solver, and of libraries numpy alone."""
    package = Path(verify.__file__).parent
    reached, libraries, left = set(), set(), ["verify"]
    while left:
        module = left.pop()
        if module in reached:
            continue
        reached.add(module)
        for node in ast.walk(ast.parse((package / f"{module}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                left += [node.module] if node.module else [alias.name for alias in node.names]
            elif isinstance(node, ast.Import | ast.ImportFrom):
                libraries |= {alias.name.split(".")[0] for alias in node.names} if isinstance(node, ast.Import) else {node.module.split(".")[0]}
    assert reached == {"verify", "promise_check", "unserved_check", "blocking_check", "certificate_check", "certificate_arcs", "checked_rows", "recount",
                       "definition", "types", "rules", "pins", "faults", "json_places", "json_text", "reading", "reading_people", "writing"}
    assert libraries & {"numpy", "ortools", "scipy"} == {"numpy"} and not libraries & {"django", "mentoring"}

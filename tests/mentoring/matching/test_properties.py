"""What must hold for every round: the order of a file leaves no trace, nobody loses by one more mentor, pins stand, and so on."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mentoring.matching import definition, propose
from mentoring.matching.blocking import blocking_pairs
from mentoring.matching.reading import read_round
from mentoring.matching.scoring import score_pairs
from mentoring.matching.verify import problems

from . import plain_reading as plain
from .rounds_strategy import WEIGHTS, examples, person_of, round_of, rounds

ROOT = Path(__file__).resolve().parents[3]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
few = settings(max_examples=examples(20), deadline=None, suppress_health_check=SLOW)
WHO = ("priority_served", "served", "pairs", "tier_counts", "load_sq")


def played(data: dict) -> dict:
    return propose(read_round(data))


def pairs_of(result: dict) -> list[tuple[str, str, int]]:
    return sorted((pair["mentor"], pair["mentee"], pair["score"]) for pair in result["pairs"])


@few
@given(rounds(14))
def test_three_readings_of_the_specification_agree(data):
    round = read_round(data)
    people = {person.id: person for person in round.people}
    ours = score_pairs(round)
    fast = {ours.ids(pair): int(ours.score[pair]) for pair in range(len(ours))}
    defined = {(mentor, mentee): definition.score(people[mentor], people[mentee], round.rules) for mentor in people for mentee in people
               if definition.eligible(people[mentor], people[mentee], round.rules)}
    assert fast == defined == plain.pairs(data)


@few
@given(rounds(14), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data, random):
    shuffled = deepcopy(data)
    for rows in (shuffled["people"], shuffled["cities"], shuffled["skills"], shuffled["languages"], shuffled["sectors"], shuffled["round"].get("pinned", [])):
        random.shuffle(rows)
    for person in shuffled["people"]:
        for name in ("wants", "exclude", "groups"):
            random.shuffle(person[name])
        for name in ("languages", "offers"):
            person[name] = dict(random.sample(sorted(person[name].items()), len(person[name])))
    one, other = played(data), played(shuffled)
    assert one["objective"] == other["objective"]
    assert pairs_of(one) == pairs_of(other)
    assert sorted(one["unserved"], key=str) == sorted(other["unserved"], key=str)
    assert problems(read_round(shuffled), other) == []


@few
@given(rounds(12), st.randoms(use_true_random=False))
def test_one_more_mentor_never_lowers_coverage(data, random):
    cities = [(city["id"], city["country"]) for city in data["cities"]]
    more = deepcopy(data)
    more["people"].append({**person_of(random, "p99", cities, (1, 2), (0,)), "mentee_need": 0})
    before, after = played(data)["objective"], played(more)["objective"]
    assert (after["priority_served"], after["served"]) >= (before["priority_served"], before["served"])
    assert after["served"] >= before["served"]  # priority never costs anybody a place


@few
@given(rounds(12))
def test_one_more_place_never_lowers_coverage(data):
    more = deepcopy(data)
    chosen = next((person for person in more["people"] if 1 <= person["mentor_capacity"] < 5), None)
    assume(chosen)
    chosen["mentor_capacity"] += 1
    before, after = played(data)["objective"], played(more)["objective"]
    assert after["served"] >= before["served"] and after["priority_served"] >= before["priority_served"]


@few
@given(rounds(14))
def test_priority_costs_nobody_a_place(data):
    plainly = deepcopy(data)
    plainly["round"]["priority_groups"] = []
    assert played(data)["objective"]["served"] == played(plainly)["objective"]["served"]


@few
@given(rounds(14))
def test_whoever_has_no_part_in_the_result_can_leave(data):
    result = played(data)
    paired = {name for pair in result["pairs"] for name in (pair["mentor"], pair["mentee"])}
    idle = next((person for person in data["people"] if person["mentee_need"] and person["id"] not in paired), None)
    assume(idle)
    # Gone: coverage, fit and load stay (the balance of cities counts those who wait, so it may weigh anew).
    gone = played({**data, "people": [person for person in data["people"] if person is not idle]})["objective"]
    assert {name: gone[name] for name in WHO} == {name: result["objective"][name] for name in WHO}
    # Still waiting, and out of everybody's reach: the same people are served, unless the draw itself is tied.
    waiting = {**idle, "availability": [], "mentor_capacity": 0}
    silent = played({**data, "people": [waiting if person is idle else person for person in data["people"]]})["objective"]
    assert {name: silent[name] for name in (*WHO, "city_imbalance", "draw")} == {name: result["objective"][name] for name in (*WHO, "city_imbalance", "draw")}


@few
@given(rounds(14), st.sampled_from(WEIGHTS))
def test_weights_never_decide_how_many_are_served(data, weights):
    other = deepcopy(data)
    other["round"]["weights"] = dict(zip(other["round"]["weights"], weights, strict=True))
    one, two = played(data)["objective"], played(other)["objective"]
    assert [one[name] for name in ("priority_served", "served", "pairs")] == [two[name] for name in ("priority_served", "served", "pairs")]


@few
@given(rounds(14))
def test_pins_stand(data):
    result = played(data)
    assert {tuple(pair) for pair in data["round"].get("pinned", [])} <= {pair[:2] for pair in pairs_of(result)}


@few
@given(rounds(10, pins=False))
def test_pinning_what_was_proposed_changes_nothing(data):
    result = played(data)
    pinned = deepcopy(data)
    pinned["round"]["pinned"] = [[pair["mentor"], pair["mentee"]] for pair in result["pairs"]]
    again = played(pinned)
    assert again["objective"] == result["objective"] and pairs_of(again) == pairs_of(result)


@few
@given(rounds(14))
def test_blocking_pairs_block_and_no_other_does(data):
    round, people = read_round(data), {person["id"]: person for person in data["people"]}
    result = played(data)
    chosen = {pair[:2] for pair in pairs_of(result)}

    def would(ranking: list, other: str, partners: list, places: int) -> bool:
        worse = [name for name in partners if name not in ranking or ranking.index(name) > ranking.index(other)]
        return len(partners) < places or bool(worse)

    expected = sorted(
        [mentor, mentee] for mentor, mentee in set(plain.pairs(data)) - chosen
        if mentor in people[mentee]["rank_mentors"] and mentee in people[mentor]["rank_mentees"]
        and would(people[mentee]["rank_mentors"], mentor, [one for one, other in chosen if other == mentee], people[mentee]["mentee_need"])
        and would(people[mentor]["rank_mentees"], mentee, [other for one, other in chosen if one == mentor], people[mentor]["mentor_capacity"]))
    assert blocking_pairs(round, result) == expected


@few
@given(rounds(12))
def test_the_same_input_gives_the_same_bytes(data):
    assert json.dumps(played(data)) == json.dumps(played(deepcopy(data)))


def test_another_process_with_other_hashes_gives_the_same_bytes():
    data = round_of(Random(7), 40)
    program = "import json, sys; from mentoring.matching import propose; from mentoring.matching.reading import read_round; " \
              "print(json.dumps(propose(read_round(sys.stdin.read()))))"
    answers = {subprocess.run([sys.executable, "-c", program], input=json.dumps(data), capture_output=True, text=True, check=True, cwd=ROOT,
                              env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert answers == {json.dumps(played(data)) + "\n"}

"""Ways to forge a result. Each takes a round, a copy of its good result and a source of chance, and returns the forged result, or None when this round gives
no occasion for it. Beside each: words of the reason for which the checker must refuse it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from mentoring.matching import propose
from mentoring.matching.blocking import blocking_pairs
from mentoring.matching.definition import broken_constraints, eligible, score_parts
from mentoring.matching.explain import unserved
from mentoring.matching.recount import objective_of
from mentoring.matching.types import PARTS, Round
from mentoring.matching.writing import input_sha256

Forgery = Callable[[Round, dict, Random], dict | None]
FORGERIES: dict[str, tuple[Forgery, str]] = {}


def refused_for(reason: str) -> Callable[[Forgery], Forgery]:
    def keep(forgery: Forgery) -> Forgery:
        FORGERIES[forgery.__name__] = (forgery, reason)
        return forgery
    return keep


def honest(round: Round, result: dict, pairs: list[tuple[str, str]]) -> dict:
    """The same result with other pairs, everything counted and explained as it is: only the proof is of the best pairs."""
    people = {person.id: person for person in round.people}
    rows = [{"mentor": u, "mentee": v, "parts": score_parts(people[u], people[v], round.rules)} for u, v in pairs]
    changed = {**result, "pairs": [{**row, "score": sum(row["parts"].values())} for row in rows], "objective": objective_of(round, pairs)}
    return {**changed, "unserved": unserved(round, changed), "blocking_pairs": blocking_pairs(round, changed)}


def chosen(result: dict) -> list[tuple[str, str]]:
    return [(pair["mentor"], pair["mentee"]) for pair in result["pairs"]]


def fitting(round: Round) -> list[tuple[str, str]]:
    return [(u.id, v.id) for u in round.people for v in round.people if eligible(u, v, round.rules)]


def pair_of(round: Round, mentor: str, mentee: str) -> dict:
    people = {person.id: person for person in round.people}
    parts = score_parts(people[mentor], people[mentee], round.rules)
    return {"mentor": mentor, "mentee": mentee, "score": sum(parts.values()), "parts": parts}


# --- the pairs ---

@refused_for("are put together 2 times")
def a_pair_stands_twice(round, result, random):
    result["pairs"].append(dict(random.choice(result["pairs"])))
    return result


@refused_for("nobody in this round has the id")
def a_stranger_mentors(round, result, random):
    random.choice(result["pairs"])["mentor"] = "stranger"
    return result


@refused_for("would mentor themselves")
def somebody_mentors_themselves(round, result, random):
    pair = random.choice(result["pairs"])
    pair["mentor"] = pair["mentee"]
    return result


@refused_for("may not mentor")
def a_pair_that_is_not_eligible(round, result, random):
    people = {person.id: person for person in round.people}
    pair = random.choice(result["pairs"])
    wrong = [u for u in round.people if u.mentor_capacity and u.id != pair["mentee"] and broken_constraints(u, people[pair["mentee"]], round.rules)]
    pair["mentor"] = random.choice(wrong).id
    return result


@refused_for("may not mentor")
def mentor_and_mentee_change_places(round, result, random):
    there = set(fitting(round))
    one_way = [pair for pair in result["pairs"] if (pair["mentee"], pair["mentor"]) not in there]
    if not one_way:
        return None
    people = {person.id: person for person in round.people}
    pair = next((pair for pair in one_way if broken_constraints(people[pair["mentee"]], people[pair["mentor"]], round.rules)), None)
    if pair is None:
        return None
    pair["mentor"], pair["mentee"] = pair["mentee"], pair["mentor"]
    return result


@refused_for("places and")
def a_mentor_beyond_their_places(round, result, random):
    there, got = chosen(result), Counter(pair["mentee"] for pair in result["pairs"])
    full = {u for u, load in Counter(u for u, _v in there).items() if load == capacity(round, u)}
    more = [(u, v) for u, v in fitting(round) if u in full and (u, v) not in there and got[v] < need(round, v)]
    return {**result, "pairs": [*result["pairs"], pair_of(round, *random.choice(more))]} if more else None


@refused_for("mentors and gets")
def a_mentee_with_more_mentors_than_wanted(round, result, random):
    there = chosen(result)
    load, got = Counter(u for u, _v in there), Counter(v for _u, v in there)
    more = [(u, v) for u, v in fitting(round) if (u, v) not in there and got[v] == need(round, v) and load[u] < capacity(round, u)]
    return {**result, "pairs": [*result["pairs"], pair_of(round, *random.choice(more))]} if more else None


@refused_for("does not stand")
def a_pinned_pair_is_left_out(round, result, random):
    if not round.pinned:
        return None
    return honest(round, result, [pair for pair in chosen(result) if pair != round.pinned[0]])


# --- scores and counts ---

@refused_for(".score: must be")
def a_score_is_raised(round, result, random):
    random.choice(result["pairs"])["score"] += 1
    return result


@refused_for(".score: must be")
def a_score_is_no_whole_number(round, result, random):
    pair = random.choice(result["pairs"])
    pair["score"] = float(pair["score"])
    return result


@refused_for(".parts:")
def points_move_from_one_part_to_another(round, result, random):
    parts = random.choice(result["pairs"])["parts"]
    one, other = random.sample(PARTS, 2)
    parts[one], parts[other] = parts[one] + 1, parts[other] - 1
    return result


@refused_for(".parts:")
def a_part_is_left_out(round, result, random):
    del random.choice(result["pairs"])["parts"][random.choice(PARTS)]
    return result


@refused_for("objective.")
def a_count_is_embellished(round, result, random):
    count = random.choice([name for name in result["objective"] if name != "tier_counts"])
    result["objective"][count] += random.choice((-1, 1))
    return result


@refused_for("objective.tier_counts: must be")
def a_pair_is_counted_in_a_better_tier(round, result, random):
    counts = result["objective"]["tier_counts"]
    tier = next((tier for tier, count in enumerate(counts[:-1]) if count), None)
    if tier is None:
        return None
    counts[tier], counts[tier + 1] = counts[tier] - 1, counts[tier + 1] + 1
    return result


@refused_for("objective.served: must be")
def a_pair_vanishes(round, result, random):
    got = Counter(pair["mentee"] for pair in result["pairs"])
    alone = [pair for pair in result["pairs"] if got[pair["mentee"]] == 1 and (pair["mentor"], pair["mentee"]) not in round.pinned]
    result["pairs"].remove(random.choice(alone))
    return result


# --- whose result it is ---

@refused_for("round_id:")
def it_is_of_another_round(round, result, random):
    return {**result, "round_id": "another"}


@refused_for("format:")
def it_is_of_another_format(round, result, random):
    return {**result, "format": "mentoring-result/2"}


@refused_for("rules:")
def it_shows_other_rules(round, result, random):
    weights = round.rules.weights
    return {**result, "rules": {**result["rules"], "weights": {**weights, "skill": weights["skill"] - 1, "sector": weights["sector"] + 1}}}


@refused_for("input_sha256:")
def it_names_another_input(round, result, random):
    people = (replace(round.people[0], mentor_capacity=(round.people[0].mentor_capacity + 1) % 6), *round.people[1:])
    return {**result, "input_sha256": input_sha256(replace(round, people=people))}


def capacity(round: Round, person_id: str) -> int:
    return next(person.mentor_capacity for person in round.people if person.id == person_id)


def need(round: Round, person_id: str) -> int:
    return next(person.mentee_need for person in round.people if person.id == person_id)


def played_with(round: Round, result: dict, **rules) -> dict | None:
    """The best pairs under other rules, passed off as the best under these; None when these come out no worse for it."""
    other = propose(replace(round, rules=replace(round.rules, **rules)))
    there = set(fitting(round))
    if not set(chosen(other)) <= there or objective_of(round, chosen(other)) == result["objective"]:
        return None
    return {**honest(round, result, chosen(other)), "certificate": other["certificate"]}

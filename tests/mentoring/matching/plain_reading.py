"""The specification read once more, straight from the JSON and as slowly as it is written: a second opinion on the matcher's own definitions.

Nothing here imports the matcher. A round is the dict of "mentoring-round/1"; pairs are {(mentor, mentee): score}; a matching is a set of such keys.
"""

import hashlib
from collections import Counter

MILLION = 10**6


def hours(person: dict) -> set[int]:
    return {hour for start, end in person["availability"] for hour in range(start, end)}


def eligible(rules: dict, mentor: dict, mentee: dict) -> bool:
    """Whether all six hard rules let `mentor` help `mentee`."""
    least = rules["language_min_level"]
    return (
        mentor["id"] != mentee["id"] and mentor["mentor_capacity"] >= 1 and mentee["mentee_need"] >= 1
        and any(level >= least and mentee["languages"].get(language, 0) >= least for language, level in mentor["languages"].items())
        and any(mentor["offers"].get(want["skill"], 0) > want["level"] for want in mentee["wants"])
        and len(hours(mentor) & hours(mentee)) >= rules["min_shared_hours"]
        and not (rules["exclude_same_organisation"] and mentor["organisation"] and mentor["organisation"] == mentee["organisation"])
        and mentor["id"] not in mentee["exclude"] and mentee["id"] not in mentor["exclude"]
        and not (rules["cross_city_only"] and mentor["city"] == mentee["city"])
    )


def score(rules: dict, mentor: dict, mentee: dict) -> int:
    """Points 0..100 of an eligible pair."""
    weights, least = rules["weights"], rules["language_min_level"]
    gap = sum(want["priority"] * min(3, max(0, mentor["offers"].get(want["skill"], 0) - want["level"])) for want in mentee["wants"])
    dearest = sum(sorted((want["priority"] for want in mentee["wants"]), reverse=True)[:2])
    shared = max(min(level, mentee["languages"][language]) for language, level in mentor["languages"].items() if language in mentee["languages"])
    full = rules["availability_full_hours"]
    if mentor["country"] != mentee["country"]:
        exchange = weights["exchange"]
    else:
        exchange = weights["exchange"] * 6 // 10 if mentor["city"] != mentee["city"] else 0
    return (min(weights["skill"], weights["skill"] * gap // (3 * dearest))
            + weights["language"] * (shared - least + 1) // (6 - least + 1)
            + weights["availability"] * min(len(hours(mentor) & hours(mentee)), full) // full
            + exchange
            + (weights["sector"] if mentor["sector"] == mentee["sector"] else 0)
            + (weights["reciprocity"] if eligible(rules, mentee, mentor) else 0))


def pairs(data: dict) -> dict[tuple[str, str], int]:
    rules, people = data["round"], data["people"]
    return {(mentor["id"], mentee["id"]): score(rules, mentor, mentee) for mentor in people for mentee in people if eligible(rules, mentor, mentee)}


def draw(data: dict, person: str) -> int:
    return int(hashlib.sha256(f"{data['round']['draw_seed']}:{person}".encode()).hexdigest()[:5], 16)


def tier(data: dict, points: int) -> int:
    return sum(threshold <= points for threshold in data["round"]["tiers"])


def objective(data: dict, scores: dict, matching) -> dict:
    """The objective vector of a matching, as the result format spells it."""
    people = {person["id"]: person for person in data["people"]}
    served = {mentee for _mentor, mentee in matching}
    loads = Counter(mentor for mentor, _mentee in matching)
    wanting = Counter(person["city"] for person in people.values() if person["mentee_need"] >= 1)
    by_city = Counter(people[mentee]["city"] for mentee in served)
    tiers = Counter(tier(data, scores[pair]) for pair in matching)
    return {
        "priority_served": sum(bool(set(people[mentee]["groups"]) & set(data["round"]["priority_groups"])) for mentee in served),
        "served": len(served), "pairs": len(matching),
        "tier_counts": [tiers[number] for number in range(len(data["round"]["tiers"]) + 1)],
        "load_sq": sum(load * load for load in loads.values()),
        "city_imbalance": sum((2 * k - 1) * MILLION // wanting[city] for city, count in by_city.items() for k in range(1, count + 1)),
        "draw": sum(draw(data, mentee) for mentee in served),
        "mutual": len(served & set(loads)), "score": sum(scores[pair] for pair in matching),
    }


def who(vector: dict) -> tuple[int, ...]:
    """Levels 1 to 3, which decide who is served, so that the greater tuple is the better matching."""
    return (vector["priority_served"], vector["served"], vector["pairs"], *(-count for count in vector["tier_counts"][:-1]), -vector["load_sq"],
            -vector["city_imbalance"], vector["draw"])


def how(vector: dict) -> tuple[int, int]:
    """Levels 4 and 5, compared among matchings that serve the same people."""
    return vector["mutual"], vector["score"]

"""Forgeries, kept like those of tampering.py, of what is said about those left without a mentor and about blocking pairs."""

from random import Random

from mentoring.matching.types import CONSTRAINTS

from .tampering import refused_for


def entry(result: dict, random: Random, code: str) -> dict | None:
    entries = [each for each in result["unserved"] if each["code"] == code]
    return random.choice(entries) if entries else None


@refused_for("is named 0 times and must be named once")
def somebody_is_forgotten(round, result, random):
    if not result["unserved"]:
        return None
    result["unserved"].remove(random.choice(result["unserved"]))
    return result


@refused_for("is named 2 times and must be named once")
def somebody_is_named_twice(round, result, random):
    return {**result, "unserved": [*result["unserved"], random.choice(result["unserved"])]} if result["unserved"] else None


@refused_for("must name somebody who wants a mentor and has none")
def somebody_served_is_called_unserved(round, result, random):
    result["unserved"].append({"person": random.choice(result["pairs"])["mentee"], "code": "places_full", "mentors": 1, "places": 1})
    return result


@refused_for("are enough")
def more_reasons_than_needed(round, result, random):
    left = entry(result, random, "no_eligible_mentor")
    if left is None:
        return None
    left["because"] = [*left["because"], random.choice([each for each in CONSTRAINTS if each not in left["because"]])]
    return result


@refused_for("somebody breaks none of")
def a_reason_is_left_out(round, result, random):
    left = entry(result, random, "no_eligible_mentor")
    if left is None or not left["because"]:
        return None
    left["because"].remove(random.choice(left["because"]))
    return result


@refused_for("because must be a list of different constraints")
def a_reason_that_is_no_constraint(round, result, random):
    left = entry(result, random, "no_eligible_mentor")
    if left is None:
        return None
    left["because"] = ["mood"]
    return result


@refused_for("may mentor this person")
def full_places_are_called_no_mentor(round, result, random):
    left = entry(result, random, "places_full")
    if left is None:
        return None
    left.update(code="no_eligible_mentor", because=["skill"])
    return result


@refused_for("nobody may mentor this person")
def no_mentor_is_called_full_places(round, result, random):
    left = entry(result, random, "no_eligible_mentor")
    if left is None:
        return None
    left.update(code="places_full", mentors=1, places=1)
    return result


@refused_for("people may mentor this person and have")
def places_are_counted_wrong(round, result, random):
    left = entry(result, random, "places_full")
    if left is None:
        return None
    left[random.choice(("mentors", "places"))] += random.choice((-1, 1))
    return result


@refused_for("blocking_pairs: must be")
def a_blocking_pair_is_invented(round, result, random):
    result["blocking_pairs"].append([result["pairs"][0]["mentor"], result["pairs"][0]["mentee"]])
    return result


@refused_for("blocking_pairs: must be")
def a_blocking_pair_is_concealed(round, result, random):
    if not result["blocking_pairs"]:
        return None
    result["blocking_pairs"].pop()
    return result

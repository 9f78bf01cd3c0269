"""Why somebody was left without a mentor: the smallest set of constraints that, between them, rule out everybody with a place.

Each mentor breaks a set of constraints for the mentee. A diagnosis is a set that meets every one of these sets (Reiter, "A theory of diagnosis from first
principles", Artificial Intelligence 32, 1987). With six constraints there are at most 63 distinct sets to meet and 64 candidates: all are tried, the
smallest first, so the answer is exact. Among equally small ones the first in the order of CONSTRAINTS is taken.
"""

from collections.abc import Collection, Iterable
from functools import cache
from itertools import combinations

import numpy as np

from .pairs import Pairs
from .types import CONSTRAINTS, Person, Round
from .violation_masks import BIT, SELF, ViolationMasks


def unserved(round: Round, result: dict, pairs: Pairs | None = None, *, masks: ViolationMasks | None = None) -> list[dict]:
    """The entries of "unserved": every mentee without a mentor exactly once, by id, as the format "mentoring-result/1" says.

    `result` needs only its "pairs". `pairs`, all eligible pairs, and `masks` save working them out again where the caller has them.
    """
    found, without = [], []
    for person in left_over(round, result):
        full = places_full(person, pairs) if pairs is not None else None
        (found if full else without).append(full or person)
    if without:
        masks = masks or ViolationMasks(round)
        found += [why_unserved(person, masks) for person in without]
    return sorted(found, key=lambda entry: entry["person"])


def places_full(person: Person, pairs: Pairs) -> dict | None:
    """The entry of somebody whom mentors could take, had they places left; None when no pair is eligible."""
    mentee = int(np.searchsorted(pairs.mentees, pairs.columns.place[person.id]))
    first, last = int(pairs.start[mentee]), int(pairs.start[mentee + 1])
    if first == last:
        return None
    places = pairs.columns.capacity[pairs.mentors[pairs.mentor[first:last]]].sum()
    return {"person": person.id, "code": "places_full", "mentors": last - first, "places": int(places)}


def left_over(round: Round, result: dict) -> list[Person]:
    """The mentees without a mentor, by id, so that the order of the file changes nothing."""
    served = {pair["mentee"] for pair in result["pairs"]}
    return sorted((person for person in round.people if person.mentee_need >= 1 and person.id not in served), key=lambda person: person.id)


def why_unserved(person: Person, masks: ViolationMasks) -> dict:
    """The one entry of this person."""
    row = masks.row(person)
    fitting = row == 0
    mentors = int(np.count_nonzero(fitting))
    if mentors:
        return {"person": person.id, "code": "places_full", "mentors": mentors, "places": int(masks.capacity[fitting].sum())}
    return {"person": person.id, "code": "no_eligible_mentor", "because": sorted(smallest_reasons(distinct_masks(row)))}


def distinct_masks(row: np.ndarray) -> frozenset[int]:
    """The different masks of a row, without the person's own place."""
    return frozenset(np.flatnonzero(np.bincount(row, minlength=SELF)[:SELF]).tolist())


@cache
def smallest_reasons(masks: Collection[int]) -> tuple[str, ...]:
    """The smallest set of constraints that meets every mask, in the order of CONSTRAINTS; () when nobody has a place. No mask may be 0."""
    if 0 in masks:
        raise ValueError("an eligible mentor breaks nothing, so nothing rules everybody out")
    for reasons in all_reasons():
        bits = sum(BIT[reason] for reason in reasons)
        if all(mask & bits for mask in masks):
            return reasons
    raise AssertionError("all constraints together meet every mask")


def all_reasons() -> Iterable[tuple[str, ...]]:
    """Every set of constraints, smallest first, equally small ones in the order of CONSTRAINTS."""
    for size in range(len(CONSTRAINTS) + 1):
        yield from combinations(CONSTRAINTS, size)

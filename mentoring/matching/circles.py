"""Circles: peer groups around somebody who convenes, composed by the matcher of pairs.

A convenor is a mentor with two to five places and no wish of their own; each place is a seat in their circle. A circle of fewer than three people
(the convenor among them) is none: such convenors are set aside one at a time and the round is matched again. Of up to six that are too small, the
one is set aside after which most people sit in whole circles; then most are served at all; then by id. Each matching is exact; the choice of who is
set aside is a rule, not an optimum (the optimum is NP-hard: it contains exact cover by 3-sets).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from . import propose
from .types import Round

LEAST_MEMBERS = 2  # beside the convenor
MOST_TRIED = 6


def compose(round: Round, *, progress: Callable[[str, int, int], None] | None = None) -> dict:
    """The result of the last matching, with "dissolved": ids of convenors set aside, in that order. Pairs are convenor and member."""
    dissolved: list[str] = []
    result = propose(as_circles(round), progress=progress)
    while small := _too_small(result):
        tried = [(convenor, propose(as_circles(round, [*dissolved, convenor]), progress=progress)) for convenor in small[:MOST_TRIED]]
        convenor, result = min(tried, key=lambda each: (-_in_whole_circles(each[1]), -each[1]["objective"]["served"], each[0]))
        dissolved.append(convenor)
    return {**result, "dissolved": dissolved}


def as_circles(round: Round, dissolved: Iterable[str] = ()) -> Round:
    """The round as it is matched: who convenes asks for nothing, one seat a member; who offers fewer than two seats, or is set aside, convenes nothing."""
    gone = set(dissolved)

    def seats(person) -> int:
        return person.mentor_capacity if person.mentor_capacity >= LEAST_MEMBERS and person.id not in gone else 0
    return replace(round, people=tuple(replace(person, mentor_capacity=seats(person), mentee_need=0 if seats(person) else min(1, person.mentee_need)) for person in round.people))


def _members(result: dict) -> Counter:
    return Counter(pair["mentor"] for pair in result["pairs"])


def _too_small(result: dict) -> list[str]:
    """Convenors without a whole circle, the emptiest first, ties by id."""
    return [convenor for _count, convenor in sorted((count, convenor) for convenor, count in _members(result).items() if count < LEAST_MEMBERS)]


def _in_whole_circles(result: dict) -> int:
    return sum(count for count in _members(result).values() if count >= LEAST_MEMBERS)

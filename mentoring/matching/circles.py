"""Circles: peer groups around somebody who convenes, composed by the matcher of pairs.

A convenor is a mentor with two to five places and no wish of their own; each place is a seat in their circle. A circle of fewer than three people
(the convenor among them) is none: such convenors, and those without anybody who ask for something themselves, are set aside one at a time and the
round is matched again. Of up to six that are too small, the
one is set aside after which most people sit in whole circles; then most are served at all; then by id. Each matching is exact; the choice of who is
set aside is a rule, not an optimum (the optimum is NP-hard: it contains exact cover by 3-sets).

Two members of whom one excludes the other never sit in one circle: the seat of one of them with that convenor is taken away, and the round is matched
again. Whose it is decides by the same order as who is set aside.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from itertools import combinations

from . import propose
from .types import Round, RoundError

LEAST_MEMBERS = 2  # beside the convenor
MOST_TRIED = 6


def compose(round: Round, *, progress: Callable[[str, int, int], None] | None = None) -> dict:
    """The result of the last matching, with "dissolved": ids of convenors set aside, in that order, and "kept_apart": [convenor, member] whose seats were
    taken away, which tells of exclusions and is for the checker only. Pairs are convenor and member."""
    dissolved: list[str] = []
    apart: list[list[str]] = []

    def matched(dissolved: list[str], apart: list[list[str]]) -> dict:
        return propose(as_circles(round, dissolved, apart), progress=progress)
    result = matched(dissolved, apart)
    while True:
        if clash := _clash(round, result):
            apart, result = _best([([*apart, seat], matched(dissolved, [*apart, seat])) for seat in clash])
        elif small := _too_small(round, result, dissolved):
            dissolved, result = _best([([*dissolved, convenor], matched([*dissolved, convenor], apart)) for convenor in small[:MOST_TRIED]])
        else:
            return {**result, "dissolved": dissolved, "kept_apart": apart}


def _best(tried: list[tuple[list, dict]]) -> tuple[list, dict]:
    return min(tried, key=lambda each: (-_in_whole_circles(each[1]), -each[1]["objective"]["served"], each[0][-1]))


def _clash(round: Round, result: dict) -> list[list[str]]:
    """The first two members of one circle who must not meet, as [convenor, member] each; empty without any. Pinned seats stay."""
    exclude = {person.id: set(person.exclude) for person in round.people}
    circles: dict[str, list[str]] = {}
    for pair in result["pairs"]:
        circles.setdefault(pair["mentor"], []).append(pair["mentee"])
    for convenor in sorted(circles):
        for one, other in combinations(sorted(circles[convenor]), 2):
            if other in exclude[one] or one in exclude[other]:
                seats = [[convenor, member] for member in (one, other) if (convenor, member) not in round.pinned]
                if not seats:
                    raise RoundError("the pinned seats cannot all stand in circles of three to six", field="round.pinned")
                return seats
    return []


def as_circles(round: Round, dissolved: Iterable[str] = (), kept_apart: Collection[Collection[str]] = ()) -> Round:
    """The round as it is matched: who convenes asks for nothing, one seat a member; who offers fewer than two seats, or is set aside, convenes nothing;
    a convenor and a member whose seat was taken away exclude each other."""
    gone = set(dissolved)
    away: dict[str, set[str]] = {}
    for convenor, member in kept_apart:
        away.setdefault(member, set()).add(convenor)

    def seats(person) -> int:
        return person.mentor_capacity if person.mentor_capacity >= LEAST_MEMBERS and person.id not in gone else 0
    return replace(round, people=tuple(replace(
        person, mentor_capacity=seats(person), mentee_need=0 if seats(person) else min(1, person.mentee_need),
        exclude=tuple(sorted({*person.exclude, *away[person.id]})) if person.id in away else person.exclude) for person in round.people))


def _members(result: dict) -> Counter:
    return Counter(pair["mentor"] for pair in result["pairs"])


def _too_small(round: Round, result: dict, dissolved: Collection[str]) -> list[str]:
    """Convenors without a whole circle, the emptiest first, ties by id. One with nobody at all stays, unless they ask for something themselves: as a
    member they may yet find a seat."""
    members = _members(result)
    empty = [person.id for person in as_circles(round, dissolved).people if person.mentor_capacity and not members[person.id]]
    asks = {person.id for person in round.people if person.mentee_need and person.wants}
    small = [(count, convenor) for convenor, count in members.items() if count < LEAST_MEMBERS] + [(0, convenor) for convenor in empty if convenor in asks]
    return [convenor for _count, convenor in sorted(small)]


def _in_whole_circles(result: dict) -> int:
    return sum(count for count in _members(result).values() if count >= LEAST_MEMBERS)

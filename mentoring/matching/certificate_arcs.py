"""The arcs of the circulation that the pairs of a result are, with their costs at each level: what a certificate speaks of. See certificate_check.py.

The costs are those of docs/rules/matching.md, computed here anew and not taken from the solver.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from .checked_rows import Rows
from .definition import draw_of, is_priority
from .recount import mentees_by_city, place_costs
from .types import Round

PAIRS_AT_ONCE = 1 << 19


@dataclass(frozen=True, slots=True)
class Potentials:
    mentor: np.ndarray  # [level, person]
    mentee: np.ndarray  # [level, person]
    city: np.ndarray  # [level, city]


@dataclass(slots=True)
class Arcs:
    """Arcs of one kind. `cost` says what each costs at a level (by its name); `ends`: the potentials of tail and head at a level (by its number)."""

    kind: str
    flow: np.ndarray  # bool
    cost: Callable[[str, np.ndarray], np.ndarray | int]
    ends: Callable[[int, np.ndarray], tuple[np.ndarray | int, np.ndarray | int]]
    free: np.ndarray  # bool
    last_level: str = ""  # this level and all after it find the arcs fixed


def all_arcs(round: Round, pairs: list[tuple[int, int]], rows: Rows, potentials: Potentials, progress) -> Iterator[Arcs]:
    """Every arc of the network with the flow that `pairs` (positions of mentor and mentee) put on it."""
    people, load, got = round.people, np.zeros(len(round.people), np.int64), np.zeros(len(round.people), np.int64)
    for mentor, mentee in pairs:
        load[mentor] += 1
        got[mentee] += 1
    yield _places(round, load, got, potentials)
    city_of = {city.id: place for place, city in enumerate(round.cities)}
    mentees = np.array([place for place, person in enumerate(people) if person.mentee_need >= 1], np.int64)
    home = np.array([city_of[people[place].city] for place in mentees], np.int64)
    solidarity = np.array([-3 if is_priority(people[place], round.rules) else -2 for place in mentees], np.int64)
    draw = np.array([-draw_of(people[place].id, round.rules) for place in mentees], np.int64)
    yield Arcs("first mentors", got[mentees] >= 1, lambda name, at: {"solidarity": solidarity, "draw": draw}[name][at] if name in ("solidarity", "draw") else 0,
               lambda level, at: (potentials.mentee[level, mentees[at]], potentials.city[level, home[at]]), np.ones(len(mentees), bool), last_level="mutual")
    second = np.array([place for place in mentees if people[place].mentee_need >= 2], np.int64)
    yield Arcs("second mentors", got[second] >= 2, lambda name, at: -1 if name == "solidarity" else 0,
               lambda level, at: (potentials.mentee[level, second[at]], 0), np.ones(len(second), bool))
    yield _city_places(round, home[got[mentees] >= 1], potentials)
    yield from _eligible_pairs(round, mentees, pairs, rows, potentials, progress)


def _places(round: Round, load: np.ndarray, got: np.ndarray, potentials: Potentials) -> Arcs:
    """Hub -> mentor: one arc for each place, filled from the first."""
    owner = np.array([place for place, person in enumerate(round.people) for _k in range(person.mentor_capacity)], np.int64)
    nth = np.array([k for person in round.people for k in range(1, person.mentor_capacity + 1)], np.int64)
    costs = {"load": 2 * nth - 1, "mutual": -((nth == 1) & (got[owner] >= 1)).astype(np.int64)}
    return Arcs("places of mentors", nth <= load[owner], lambda name, at: costs[name][at] if name in costs else 0,
                lambda level, at: (0, potentials.mentor[level, owner[at]]), np.ones(len(owner), bool))


def _city_places(round: Round, served_home: np.ndarray, potentials: Potentials) -> Arcs:
    """City -> hub: one arc for each mentee of the city, filled from the first."""
    wanting, served = mentees_by_city(round), np.bincount(served_home, minlength=len(round.cities))
    owner = np.array([place for place, city in enumerate(round.cities) for _k in range(wanting[city.id])], np.int64)
    nth = np.array([k for city in round.cities for k in range(1, wanting[city.id] + 1)], np.int64)
    cost = np.array([each for city in round.cities if wanting[city.id] for each in place_costs(wanting[city.id])], np.int64)
    return Arcs("places of cities", nth <= served[owner], lambda name, at: cost[at] if name == "city" else 0,
                lambda level, at: (potentials.city[level, owner[at]], 0), np.ones(len(owner), bool))


def _eligible_pairs(round: Round, mentees: np.ndarray, pairs: list[tuple[int, int]], rows: Rows, potentials: Potentials, progress) -> Iterator[Arcs]:
    """Mentor -> mentee, all eligible pairs of the round, some hundred thousand at a time so that memory stays small."""
    chosen: dict[int, list[int]] = {}
    for mentor, mentee in pairs:
        chosen.setdefault(mentee, []).append(mentor)
    position = {person.id: place for place, person in enumerate(round.people)}
    pinned: dict[int, list[int]] = {}
    for mentor, mentee in round.pinned:
        pinned.setdefault(position[mentee], []).append(position[mentor])
    batch, size = [], 0
    for done, mentee in enumerate(mentees, 1):
        mentors, scores = rows.row(mentee)
        batch.append((mentors, np.full(len(mentors), mentee), scores, _marked(mentors, chosen.get(mentee)), ~_marked(mentors, pinned.get(mentee))))
        size += len(mentors)
        if size >= PAIRS_AT_ONCE:
            yield _pair_arcs(round, batch, potentials)
            batch, size = [], 0
        if progress and done % 512 == 0:
            progress("checking", done, len(mentees))
    if batch:
        yield _pair_arcs(round, batch, potentials)


def _marked(mentors: np.ndarray, some: list[int] | None) -> np.ndarray:
    marks = np.zeros(len(mentors), bool)
    for mentor in some or ():
        marks |= mentors == mentor
    return marks


def _pair_arcs(round: Round, batch: list[tuple], potentials: Potentials) -> Arcs:
    mentor, mentee, scores, flow, free = (np.concatenate(column) for column in zip(*batch, strict=True))
    tier = np.searchsorted(np.array(round.rules.tiers, np.int64), scores, side="right")

    def cost(name: str, at: np.ndarray) -> np.ndarray | int:
        if name == "score":
            return -scores[at]
        return (tier[at] == int(name[4:])).astype(np.int64) if name.startswith("tier") else 0

    return Arcs("eligible pairs", flow, cost, lambda level, at: (potentials.mentor[level, mentor[at]], potentials.mentee[level, mentee[at]]), free)

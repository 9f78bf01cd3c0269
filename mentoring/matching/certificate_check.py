"""Whether the certificate "lexflow/1" of a result proves that no other choice of pairs is better at any level.

The pairs are a 0/1 circulation: hub -> mentor (an arc for each place) -> mentee (eligible pairs) -> city (first mentor) -> hub (an arc for each mentee of the
city), and mentee -> hub (second mentor). At each level an arc has a cost and every node a potential, the hub's being 0. With the reduced cost
rc = cost + potential(tail) - potential(head), costs of two circulations differ by the sum of rc * (y - x) over the free arcs. So when rc < 0 only where the
flow is 1, and rc > 0 only where it is 0, nothing is cheaper, and what is equally cheap agrees wherever rc is not 0: those arcs are fixed, and the next level
is asked of the rest. Pinned pairs are fixed from the start. Nothing is assumed of who made the certificate, and no solver is asked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from .checked_rows import Rows
from .definition import draw_of, is_priority
from .recount import mentees_by_city, place_costs
from .types import Round

FORMAT = "lexflow/1"
HIGHEST = 1 << 60  # potentials beyond this could overflow a sum of three 64-bit numbers
PAIRS_AT_ONCE = 1 << 19


def level_names(round: Round) -> list[str]:
    """The names of the levels in their order. The best tier is no level."""
    return ["solidarity", *(f"tier{tier}" for tier in range(len(round.rules.tiers))), "load", "city", "draw", "mutual", "score"]


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


def problems_with_certificate(round: Round, pairs: list[tuple[int, int]], certificate: object, rows: Rows,
                              progress: Callable[[str, int, int], None] | None = None) -> list[str]:
    """What keeps the certificate from proving `pairs` (positions of mentor and mentee) optimal; empty when it does. `pairs` are eligible, distinct and keep
    every capacity. `progress(name, done, total)` counts mentees."""
    names = level_names(round)
    found = list(_malformed(certificate, round, names))
    if found:
        return found
    levels = certificate["levels"]
    potentials = Potentials(*(np.array([level[side] for level in levels], np.int64).reshape(len(names), -1) for side in ("mentor", "mentee", "city")))
    broken: dict[tuple[int, str], int] = {}
    for arcs in _all_arcs(round, pairs, rows, potentials, progress):
        for number, wrong in _sweep(names, arcs):
            broken[number, arcs.kind] = broken.get((number, arcs.kind), 0) + wrong
    return [f"certificate, level {names[number]}: {wrong} {kind} contradict it" for (number, kind), wrong in sorted(broken.items())]


def _sweep(names: list[str], arcs: Arcs) -> Iterator[tuple[int, int]]:
    """(level, arcs that contradict it) for the levels in order. Arcs that a level fixed are not looked at again."""
    left = np.flatnonzero(arcs.free)
    for number, name in enumerate(names):
        if name == arcs.last_level or not len(left):
            return
        tail, head = arcs.ends(number, left)
        reduced = arcs.cost(name, left) + tail - head
        flow = arcs.flow[left]
        wrong = int(np.count_nonzero(np.where(flow, reduced > 0, reduced < 0)))
        if wrong:
            yield number, wrong
        left = left[reduced == 0]


def _all_arcs(round: Round, pairs: list[tuple[int, int]], rows: Rows, potentials: Potentials, progress) -> Iterator[Arcs]:
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


def _eligible_pairs(round: Round, mentees: Iterable[int], pairs: list[tuple[int, int]], rows: Rows, potentials: Potentials, progress) -> Iterator[Arcs]:
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


def _malformed(certificate: object, round: Round, names: list[str]) -> Iterator[str]:
    if not isinstance(certificate, dict) or certificate.get("format") != FORMAT or not isinstance(certificate.get("levels"), list | tuple):
        yield f'certificate: must be an object of the format "{FORMAT}" with a list of levels'
        return
    levels = certificate["levels"]
    if [level.get("name") if isinstance(level, dict) else None for level in levels] != names:
        yield f"certificate: its levels must be {', '.join(names)}, in this order"
        return
    roles = {"mentor": [person.mentor_capacity >= 1 for person in round.people], "mentee": [person.mentee_need >= 1 for person in round.people],
             "city": [True] * len(round.cities)}
    for level in levels:
        for side, has_role in roles.items():
            values = level.get(side)
            if not isinstance(values, list | tuple) or len(values) != len(has_role) or not set(map(type, values)) <= {int}:
                yield f"certificate, level {level['name']}: {side} must be a list of {len(has_role)} whole numbers"
            elif values and max(map(abs, values)) > HIGHEST:
                yield f"certificate, level {level['name']}: {side} holds a number beyond 2^60"
            elif any(value and not there for value, there in zip(values, has_role, strict=True)):
                yield f"certificate, level {level['name']}: {side} must be 0 for whoever is no {side}"

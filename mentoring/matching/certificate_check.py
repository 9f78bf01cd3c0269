"""Whether the certificate "lexflow/1" of a result proves that no other choice of pairs is better at any level.

The pairs are a 0/1 circulation: hub -> mentor (an arc for each place) -> mentee (eligible pairs) -> city (first mentor) -> hub (an arc for each mentee of the
city), and mentee -> hub (second mentor). At each level an arc has a cost and every node a potential, the hub's being 0. With the reduced cost
rc = cost + potential(tail) - potential(head), costs of two circulations differ by the sum of rc * (y - x) over the free arcs. So when rc < 0 only where the
flow is 1, and rc > 0 only where it is 0, nothing is cheaper, and what is equally cheap agrees wherever rc is not 0: those arcs are fixed, and the next level
is asked of the rest. Pinned pairs are fixed from the start. Nothing is assumed of who made the certificate, and no solver is asked.
"""

from collections.abc import Callable, Iterator

import numpy as np

from .certificate_arcs import Arcs, Potentials, all_arcs
from .checked_rows import Rows
from .types import Round

FORMAT = "lexflow/1"
HIGHEST = 1 << 60  # potentials beyond this could overflow a sum of three 64-bit numbers


def level_names(round: Round) -> list[str]:
    """The names of the levels in their order. The best tier is no level."""
    return ["solidarity", *(f"tier{tier}" for tier in range(len(round.rules.tiers))), "load", "city", "draw", "mutual", "score"]


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
    for arcs in all_arcs(round, pairs, rows, potentials, progress):
        for number, wrong in contradictions(names, arcs):
            broken[number, arcs.kind] = broken.get((number, arcs.kind), 0) + wrong
    return [f"certificate, level {names[number]}: {wrong} {kind} contradict it" for (number, kind), wrong in sorted(broken.items())]


def contradictions(names: list[str], arcs: Arcs) -> Iterator[tuple[int, int]]:
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

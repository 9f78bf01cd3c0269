"""The best matching of a round, level by level, each decided exactly on the face that the levels before it left.

The served set is parted by further digits of the draw when several drew the same sum, and pairs by lots of their own when several matchings are equally good
at every level: then the answer is the only one, whatever engine found it and in whatever order the people stood. Each lot is tried against the face's
residual graph: when it has no cycle left, no other matching is as good, and that is a proof. Should all twelve groups of digits leave a tie, which has a
chance below one in 10^50, the engine's choice stands.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .faces import Face
from .level_costs import further_draw, lot_of_pair, matching_levels, mutual_level, score_level
from .min_cost_flow import Engine, cheapest_circulation
from .network import Network, network_of
from .pairs import Pairs
from .ties import on_cycles
from .types import Round

LOTS = 12  # groups of five digits in a sha256


@dataclass(frozen=True, slots=True)
class Assignment:
    """`chosen`: numbers of pairs, rising. `potentials`: (level, potential of every node of `network`), the proof, in order."""

    network: Network
    chosen: np.ndarray
    potentials: list[tuple[str, np.ndarray]]


def best_matching(round: Round, pairs: Pairs, pinned: np.ndarray, progress: Callable[[str, int, int], None], engine: Engine = cheapest_circulation) -> Assignment:
    """The best matching with its proof. `pinned`: numbers of pairs that must stand, already known to fit."""
    network = network_of(round, pairs)
    face = Face(network, engine, pinned)
    levels = matching_levels(network, round.rules)
    count, potentials = len(levels) + 3, []

    def decide(level) -> None:
        progress(level.name, len(potentials), count)
        potentials.append((level.name, face.decide(level)))

    for level in levels:
        decide(level)
    part_served_sets(face, round)
    face.free[network.first] = False
    decide(mutual_level(network, face.flow[network.first] == 1))
    decide(score_level(network))
    progress("lot", len(potentials), count)
    draw_lots(face, round)
    progress("done", count, count)
    return Assignment(network, np.sort(face.core[face.flow[face.own :] == 1]), potentials)


def part_served_sets(face: Face, round: Round) -> None:
    """Decides by further digits of the draw who is served, where sums are equal; frees what this fixed, since it proves nothing about the levels."""
    free, outside, known = face.free, face.outside, len(face.core)
    face.free, face.outside = free.copy(), outside.copy()
    for nth in range(1, LOTS):
        tail, head, arcs = undecided(face)
        on_cycle = arcs[on_cycles(face.network.nodes, tail, head)]
        first = face.network.first
        if not ((on_cycle >= first.start) & (on_cycle < first.stop)).any():
            break
        face.decide(further_draw(face.network, round.rules, nth))
    outside.take(face.core[known:])
    face.free, face.outside = np.concatenate([free, np.ones(len(face.core) - known, bool)]), outside


def draw_lots(face: Face, round: Round) -> None:
    """Decides by lot between the matchings that are equally good at every level, until only one is left."""
    tail, head, arcs = undecided(face)
    on_cycle = arcs[on_cycles(face.network.nodes, tail, head)]
    size = len(face.tail)
    face.add(face.outside.all()[on_cycle[on_cycle >= size] - size])  # the open pairs that matter; all others stay out
    free = np.zeros(len(face.tail), bool)
    free[on_cycle[on_cycle < size]] = True
    free[size:] = True
    face.free = free
    for nth in range(LOTS):
        if not face.free.any():
            return
        cost = np.zeros(len(face.tail), np.int64)
        for at in np.flatnonzero(face.free[face.own :]).tolist():
            cost[face.own + at] = lot_of_pair(round.rules, *face.pairs.ids(int(face.core[at])), nth)
        potential = face.improve(cost, np.zeros(face.network.nodes, np.int64))
        face.fix(cost, potential)
        free = np.flatnonzero(face.free)
        tail, head, _ = face.residual(free, cost)
        left = free[on_cycles(face.network.nodes, tail, head)]
        face.free = np.zeros(len(face.tail), bool)
        face.free[left] = True


def undecided(face: Face) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The residual arcs of the face, those outside included: (tail, head, number); from len(face.tail) on they are face.outside.all(), by that much."""
    free, outside, network = np.flatnonzero(face.free), face.outside.all(), face.network
    tail, head, _ = face.residual(free, face.tail)
    return (
        np.concatenate([tail, network.mentor_node(face.pairs.mentor[outside])]),
        np.concatenate([head, network.mentee_node(face.pairs.mentee_of(outside))]),
        np.concatenate([free, np.arange(len(face.tail), len(face.tail) + len(outside))]),
    )

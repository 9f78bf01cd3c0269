"""The best matching of a round, level by level, each decided exactly on the face that the levels before it left.

The served set is parted by further digits of the draw when several drew the same sum, and pairs by lots of their own when several matchings are equally good
at every level: then the answer is the only one, whatever engine found it and in whatever order the people stood. Each lot ends with a look at the face's
residual graph: when it has no cycle left, no other matching is as good, and that is a proof. A lot has 20 bits a pair, and they
decide one after the other, so by the isolation lemma (Mulmuley, Vazirani, Vazirani 1987) the chance that four leave a tie among a million undecided pairs is
below 10^-17. Should they, the engine's choice stands.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .faces import Face
from .level_costs import further_draw, lot_level, matching_levels, mutual_level, score_level
from .min_cost_flow import Engine, cheapest_circulation
from .network import Network, network_of
from .pairs import Pairs
from .ties import undecided
from .types import Round

LOTS = 4  # tried one after the other


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
        if not undecided(face)[face.network.first].any():
            break
        face.decide(further_draw(face.network, round.rules, nth))
    outside.take(face.core[known:])
    face.free, face.outside = np.concatenate([free, np.ones(len(face.core) - known, bool)]), outside


def draw_lots(face: Face, round: Round) -> None:
    """Decides by lot between the matchings that are equally good at every level, until only one is left."""
    for nth in range(LOTS):
        if not undecided(face).any():
            return
        face.decide(lot_level(face.network, round.rules, nth))

"""The face of all circulations that are optimal at every level so far, as a set of arcs that are still free.

A level is solved on a sparse core of the pairs and priced over all of them: when no free pair outside the core has a negative reduced cost, the optimum
of the core is the optimum of all pairs, and its potential proves it. Then every arc whose reduced cost is not 0 is fixed at its flow; what can still be
done with the free arcs is exactly the set of all optima, again a flow polytope, and the next level is decided on it.
"""

import numpy as np

from .core import core_pairs
from .duals import middle_potential
from .level_costs import LevelCosts
from .min_cost_flow import Engine
from .network import Network

WORST = 2  # pairs a mentee brings into the core at a time


class Face:
    """The arcs: those of the network, then the pairs of the core (`core`: their numbers). Pairs outside have no flow; `open` marks those still free."""

    def __init__(self, network: Network, engine: Engine, pinned: np.ndarray) -> None:
        self.network, self.pairs, self.engine = network, network.pairs, engine
        self.tail, self.head = network.tail, network.head
        self.flow, self.free = np.zeros(len(network.tail), np.int8), np.ones(len(network.tail), bool)
        self.core = np.zeros(0, np.int64)
        self.score = np.zeros(0, np.uint8)
        self.open = np.ones(len(self.pairs), bool)
        self.add(np.union1d(core_pairs(self.pairs), pinned))
        self._pin(pinned)

    @property
    def own(self) -> int:
        """How many arcs are the network's own."""
        return len(self.network.tail)

    def add(self, new: np.ndarray) -> None:
        """Brings pairs into the core, without flow."""
        mentor, mentee = self.pairs.mentor[new], self.pairs.mentee_of(new)
        self.tail = np.concatenate([self.tail, self.network.mentor_node(mentor)])
        self.head = np.concatenate([self.head, self.network.mentee_node(mentee)])
        self.flow = np.concatenate([self.flow, np.zeros(len(new), np.int8)])
        self.free = np.concatenate([self.free, np.ones(len(new), bool)])
        self.core = np.concatenate([self.core, new])
        self.score = np.concatenate([self.score, self.pairs.score[new]])
        self.open[new] = False

    def _pin(self, pinned: np.ndarray) -> None:
        """Lets one unit run round through every pinned pair: the first places, the first mentor before the second, the first arcs of a city."""
        network, mentees = self.network, self.pairs.mentee_of(pinned)
        at = self.own + np.flatnonzero(np.isin(self.core, pinned))
        self.flow[at], self.free[at] = 1, False
        mentors, pins_of_mentor = np.unique(self.pairs.mentor[pinned], return_counts=True)
        taken = np.zeros(len(self.pairs.mentors) + 1, np.int64)
        taken[mentors] = pins_of_mentor
        place = np.arange(network.places.start, network.places.stop)
        self.flow[place] = network.nth[place] <= taken[network.head[place] - 1]
        served, pins = np.unique(mentees, return_counts=True)
        self.flow[network.first.start + served] = 1
        self.flow[network.second.start + network.second_of[served[pins == 2]]] = 1
        used = np.bincount(network.city_of[served], minlength=len(network.cities))
        arc = np.arange(network.city_arcs.start, network.city_arcs.stop)
        self.flow[arc] = network.nth[arc] <= np.repeat(used, network.city_size)

    def decide(self, level: LevelCosts) -> np.ndarray:
        """Solves a level over all pairs, fixes what it decides, and answers its potential (int64, a node)."""
        potential = np.zeros(self.network.nodes, np.int64)
        while True:
            cost = np.concatenate([level.arcs, level.by_score[self.score]])
            potential = self.improve(cost, potential)
            new = self._cheaper(level, potential)
            if not len(new):
                break
            self.add(new)
        self.fix(cost, potential)
        for first, last in self.pairs.blocks():
            low, high = int(self.pairs.start[first]), int(self.pairs.start[last])
            self.open[low:high] &= self._reduced(level, potential, first, last) == 0
        return potential

    def improve(self, cost: np.ndarray, potential: np.ndarray) -> np.ndarray:
        """Makes the flow optimal on the core's free arcs, and answers a potential that proves it. The one given saves work when it is nearly right."""
        free = np.flatnonzero(self.free)
        tail, head, reduced = self.tail[free], self.head[free], (cost + potential[self.tail] - potential[self.head])[free]
        backwards = self.flow[free] == 1
        length = np.where(backwards, -reduced, reduced)
        if (length < 0).any():
            moved = self.engine(self.network.nodes, np.where(backwards, head, tail), np.where(backwards, tail, head), length)
            self.flow[free[moved == 1]] ^= 1
            backwards = self.flow[free] == 1
        length = np.where(backwards, -cost[free], cost[free])
        return middle_potential(self.network.nodes, np.where(backwards, head, tail), np.where(backwards, tail, head), length)

    def fix(self, cost: np.ndarray, potential: np.ndarray) -> None:
        """Fixes every arc of the core whose reduced cost is not 0."""
        self.free &= cost + potential[self.tail] - potential[self.head] == 0

    def _reduced(self, level: LevelCosts, potential: np.ndarray, first: int, last: int) -> np.ndarray:
        """The reduced costs of the pairs of the mentees at first..last-1."""
        network, pairs = self.network, self.pairs
        low, high = int(pairs.start[first]), int(pairs.start[last])
        of_mentor = potential[1 : 1 + len(pairs.mentors)]
        of_mentee = potential[network.mentee_node(np.arange(first, last))]
        return level.by_score[pairs.score[low:high]] + of_mentor[pairs.mentor[low:high]] - np.repeat(of_mentee, np.diff(pairs.start[first : last + 1]))

    def _cheaper(self, level: LevelCosts, potential: np.ndarray) -> np.ndarray:
        """The open pairs with a negative reduced cost, the worst two of each mentee."""
        found = []
        for first, last in self.pairs.blocks():
            low, high = int(self.pairs.start[first]), int(self.pairs.start[last])
            reduced = self._reduced(level, potential, first, last)
            negative = np.flatnonzero((reduced < 0) & self.open[low:high])
            mentee = self.pairs.mentee_of(negative + low)
            order = np.lexsort((reduced[negative], mentee))
            mentee = mentee[order]
            rank = np.ones(len(order), bool)
            rank[WORST:] = mentee[WORST:] != mentee[:-WORST]
            found.append(negative[order][rank] + low)
        return np.concatenate(found) if found else np.zeros(0, np.int64)

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
from .outside import Outside
from .repair import Residual
from .small_costs import small

FEW = 50  # few arcs that contradict a potential are one in so many nodes: they are mended, more go to the engine
PASSES, NODES_A_PASS = 8, 2000  # over the residual graph, before the engine is asked after all: the engine's time grows faster than that of a pass
ABSORB = 2.5  # times the free arcs of the core: when no more pairs than that are outside, they all come in and nothing has to be priced any more


class Face:
    """The arcs: those of the network, then the pairs of the core (`core`: their numbers). The pairs outside have no flow."""

    def __init__(self, network: Network, engine: Engine, pinned: np.ndarray) -> None:
        self.network, self.pairs, self.engine = network, network.pairs, engine
        self.tail, self.head = network.tail, network.head
        self.flow, self.free = np.zeros(len(network.tail), np.int8), np.ones(len(network.tail), bool)
        self.core = np.zeros(0, np.int64)
        self.score = np.zeros(0, np.uint8)
        self.outside = Outside(network)
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
        self.outside.take(new)

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
        left = np.count_nonzero(self.outside.there)
        if left and left <= ABSORB * np.count_nonzero(self.free):
            self.add(self.outside.all())
        potential = self.improve(self.cost(level), np.zeros(self.network.nodes, np.int64))
        while len(new := self.outside.cheaper(level, potential)):
            self.add(new)
            potential = self.improve(self.cost(level), potential)
        self.fix(self.cost(level), potential)
        self.outside.fix(level, potential)
        return potential

    def cost(self, level: LevelCosts) -> np.ndarray:
        """The cost of each arc at a level."""
        mentor, mentee = self.tail[self.own :] - 1, self.head[self.own :] - 1 - len(self.pairs.mentors)
        return np.concatenate([level.arcs, np.broadcast_to(level.of_pairs(mentor, mentee, self.score), len(self.core))])

    def improve(self, cost: np.ndarray, potential: np.ndarray) -> np.ndarray:
        """Makes the flow optimal on the core's free arcs, and answers a potential that proves it. The one given saves work when it is nearly right."""
        free, nodes = np.flatnonzero(self.free), self.network.nodes
        cost, tail, head = cost[free], self.tail[free], self.head[free]
        reduced = cost + potential[tail]
        reduced -= potential[head]
        wrong = np.count_nonzero(np.where(self.flow[free] == 1, reduced > 0, reduced < 0))
        if wrong and not (wrong * FEW <= nodes and not small(reduced) and self._mend(free, tail, head, reduced)):
            self.flow[free[self.engine(nodes, *self.residual(free, reduced)) == 1]] ^= 1
        del tail, head, reduced
        return middle_potential(nodes, *self.residual(free, cost))

    def _mend(self, free: np.ndarray, tail: np.ndarray, head: np.ndarray, reduced: np.ndarray) -> bool:
        """Cancels the negative cycles of a flow that has few. Whether none is left."""
        residual = Residual(self.network.nodes, tail, head, reduced, self.flow[free])
        mended = residual.mend(max(PASSES, self.network.nodes // NODES_A_PASS))
        self.flow[free] = residual.flow  # a better one, if not the best
        return mended

    def residual(self, arcs: np.ndarray, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Tail, head and length of the residual arcs of these arcs, `cost` being theirs."""
        tail, head, backwards = self.tail[arcs], self.head[arcs], self.flow[arcs] == 1
        return np.where(backwards, head, tail), np.where(backwards, tail, head), np.where(backwards, -cost, cost)

    def fix(self, cost: np.ndarray, potential: np.ndarray) -> None:
        """Fixes every arc of the core whose reduced cost is not 0."""
        self.free &= cost + potential[self.tail] - potential[self.head] == 0

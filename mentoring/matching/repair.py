"""Small repairs of a flow and its potential after a few pairs came into the core: most need no engine.

Labels are relaxed from the arcs that contradict the potential (Bellman-Ford, only where something changed). Either they come to rest, and then they are
the change that makes the potential right again; or the arcs that set them close a cycle, which is a negative one (Tarjan's parent graph), and one unit more
around it is a better flow.
"""

import numpy as np

from .duals import order_of

CHECK_EVERY = 8  # rounds of relaxing between two looks for a cycle


class Residual:
    """Free arcs with their flow (0 or 1, changed in place) and reduced costs under some potential, seen from their nodes."""

    def __init__(self, nodes: int, tail: np.ndarray, head: np.ndarray, reduced: np.ndarray, flow: np.ndarray) -> None:
        self.nodes, self.tail, self.head, self.reduced, self.flow = nodes, tail, head, reduced, flow
        ends = np.concatenate([tail, head])
        order = order_of(ends)
        self._arc = np.where(order < len(tail), order, order - len(tail))
        self._start = np.searchsorted(ends[order], np.arange(nodes + 1))

    def mend(self, passes: int) -> bool:
        """Cancels negative cycles until none is left; False when that takes more than so many passes."""
        label = np.zeros(self.nodes, np.int64)
        for _ in range(passes):
            cycles = self.relax(label)
            if not len(cycles):
                return True
            self.flow[cycles] ^= 1
        return False

    def relax(self, label: np.ndarray) -> np.ndarray:
        """Lowers labels (in place) until label[head] <= label[tail] + length on every residual arc; or answers the arcs of disjoint negative cycles."""
        parent = np.full(self.nodes, -1)
        backwards = self.flow == 1
        length = np.where(backwards, -self.reduced, self.reduced)
        source, goal = np.where(backwards, self.head, self.tail), np.where(backwards, self.tail, self.head)
        active = np.unique(source[label[source] + length < label[goal]])
        rounds = 0
        while len(active):
            count = self._start[active + 1] - self._start[active]
            slots = np.repeat(self._start[active] - np.cumsum(count) + count, count) + np.arange(count.sum())
            arc, at = self._arc[slots], np.repeat(active, count)
            leaving = source[arc] == at
            arc, at = arc[leaving], at[leaving]
            new, to = label[at] + length[arc], goal[arc]
            better = new < label[to]
            arc, new, to = arc[better], new[better], to[better]
            np.minimum.at(label, to, new)
            best = new == label[to]
            parent[to[best]] = arc[best]
            active = np.unique(to[best])
            rounds += 1
            if rounds % CHECK_EVERY == 0 and len(cycles := self._cycles(parent, source)):
                return cycles
        return np.zeros(0, np.int64)

    def _cycles(self, parent: np.ndarray, source: np.ndarray) -> np.ndarray:
        """The arcs of all cycles among the parents' arcs: whom everybody's ancestor of a high enough degree is, lies on one or is a root."""
        root = self.nodes
        up = np.append(np.where(parent >= 0, source[parent], root), root)
        for _ in range(self.nodes.bit_length()):
            up = up[up]
        on_cycle = np.unique(up)
        return parent[on_cycle[on_cycle < root]]

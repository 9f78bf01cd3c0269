"""The eligible pairs outside the core that are still free: they have no flow, and are looked at only to be priced.

At first these are all pairs of the round, seen in place. Once many are fixed or gone to the core, the rest is copied together, so that a pass over them
costs what is left and not what there was.
"""

from collections.abc import Iterator
from copy import copy
from itertools import pairwise

import numpy as np

from .level_costs import LevelCosts
from .network import Network

WORST = 20  # pairs that a mentee brings into the core at a time
BLOCK = 1 << 19  # pairs looked at in one go
SMALL = 1 << 29  # potentials below this are priced in 32 bits


class Outside:
    """Pair `number[i]` (or i, while number is None) is between `mentor[i]` and the mentee whose start covers i. `there`: still free and outside."""

    def __init__(self, network: Network) -> None:
        pairs = network.pairs
        self.network, self.start, self.mentor, self.score = network, pairs.start, pairs.mentor, pairs.score
        self.number: np.ndarray | None = None
        self.there = np.ones(len(pairs), bool)

    def copy(self) -> "Outside":
        """One that can change without changing this."""
        other = copy(self)
        other.there = self.there.copy()
        return other

    def take(self, numbers: np.ndarray) -> None:
        """These pairs went into the core."""
        self.there[numbers if self.number is None else np.searchsorted(self.number, numbers)] = False

    def all(self) -> np.ndarray:
        """The numbers of the pairs that are there, rising."""
        at = np.flatnonzero(self.there)
        return at if self.number is None else self.number[at].astype(np.int64)

    def cheaper(self, level: LevelCosts, potential: np.ndarray) -> np.ndarray:
        """The numbers of pairs with a negative reduced cost, the worst few of each mentee."""
        found = [np.zeros(0, np.int64)]
        for first, last, reduced in self._reduced(level, potential):
            low, high = int(self.start[first]), int(self.start[last])
            negative = np.flatnonzero((reduced < 0) & self.there[low:high])
            if len(negative):
                mentee = np.searchsorted(self.start, negative + low, side="right")
                order = np.lexsort((reduced[negative], mentee))
                mentee = mentee[order]
                keep = np.ones(len(order), bool)
                keep[WORST:] = mentee[WORST:] != mentee[:-WORST]
                found.append(np.sort(negative[order[keep]]) + low)
        at = np.concatenate(found)
        return at if self.number is None else self.number[at].astype(np.int64)

    def fix(self, level: LevelCosts, potential: np.ndarray) -> None:
        """Leaves only the pairs with a reduced cost of 0."""
        for first, last, reduced in self._reduced(level, potential):
            self.there[int(self.start[first]) : int(self.start[last])] &= reduced == 0
        if np.count_nonzero(self.there) * 2 < len(self.there):
            self._close_up()

    def _close_up(self) -> None:
        """Copies together what is left, a block at a time: positions of all would be larger than the pairs themselves."""
        left = np.count_nonzero(self.there)
        number, start = np.empty(left, np.uint32 if len(self.network.pairs) < 1 << 32 else np.int64), np.zeros(len(self.start), np.int64)
        mentor, score, filled = np.empty(left, self.mentor.dtype), np.empty(left, np.uint8), 0
        for first, last, low, high in self._blocks():
            at = np.flatnonzero(self.there[low:high])
            start[first : last + 1] = filled + np.searchsorted(at, self.start[first : last + 1] - low)
            to, at = slice(filled, filled + len(at)), at + low
            number[to] = at if self.number is None else self.number[at]
            mentor[to], score[to], filled = self.mentor[at], self.score[at], to.stop
        self.number, self.start, self.mentor, self.score, self.there = number, start, mentor, score, np.ones(left, bool)

    def _blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """(first, last, low, high): the mentees first..last-1 and where their pairs stand, about BLOCK pairs at a time."""
        cuts = [*np.unique(np.searchsorted(self.start, np.arange(0, len(self.there), BLOCK))).tolist(), len(self.start) - 1]
        for first, last in pairwise(cuts):
            yield first, last, int(self.start[first]), int(self.start[last])

    def _reduced(self, level: LevelCosts, potential: np.ndarray) -> Iterator[tuple[int, int, np.ndarray]]:
        """(first, last, reduced costs of the pairs of the mentees first..last-1), a block at a time."""
        mentors, mentees = len(self.network.pairs.mentors), len(self.network.pairs.mentees)
        kind = np.int32 if np.abs(potential).max(initial=0) < SMALL else np.int64
        of_mentor, of_mentee = (potential[first : first + count].astype(kind) for first, count in ((1, mentors), (1 + mentors, mentees)))
        by_score = None if level.by_score is None else level.by_score.astype(kind)
        for first, last, low, high in self._blocks():
            count = np.diff(self.start[first : last + 1])
            reduced = of_mentor[self.mentor[low:high]]
            reduced -= np.repeat(of_mentee[first:last], count)
            if by_score is not None:
                reduced += by_score[self.score[low:high]]
            elif level.by_people:
                reduced += level.by_people(self.mentor[low:high], np.repeat(np.arange(first, last), count)).astype(kind)
            yield first, last, reduced

"""What peers without capacities need: every place a column, every wanted mentor a row, and one weight for all levels.

The weight puts served before pairs before tiers before score, each level worth more than all lower ones together. From some 2,000 people on it
no longer fits the 53 bits of a float64, which says nothing and goes on; that is the peer's loss to show, not ours to mend. Load, cities, the
draw and mutuality cannot be said by a weight of one pair.
"""

import numpy as np


def firsts(counts: np.ndarray) -> np.ndarray:
    """The first copy's number of each person."""
    return np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)


def copied(given) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(row, column, pair, second) of every pair times every place times every wanted mentor; `second` marks the copies for a second mentor."""
    row_at, column_at, pairs = firsts(given.needs), firsts(given.places), np.arange(len(given.score))
    parts = []
    for wanted in range(int(given.needs.max())):
        for place in range(int(given.places.max())):
            there = pairs[(given.needs[given.mentee] > wanted) & (given.places[given.mentor] > place)]
            parts.append((row_at[given.mentee[there]] + wanted, column_at[given.mentor[there]] + place, there, np.full(len(there), wanted > 0)))
    return tuple(np.concatenate(part) for part in zip(*parts, strict=True))


def one_weight(given) -> tuple[np.ndarray, float]:
    """(weight of each pair for a second mentor, what a first mentor adds), as float64."""
    most = int(min(given.places.sum(), given.needs.sum())) + 1
    step = 100.0 * most + 1
    weight = given.score.astype(np.float64)
    tier = np.searchsorted(given.tiers, given.score, side="right")
    for number in reversed(range(len(given.tiers))):
        weight -= (tier == number) * step
        step *= most
    return weight + step, step * most

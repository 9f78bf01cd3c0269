"""A sparse core of the eligible pairs: the best of every mentee and every mentor and a few more. What it lacks, pricing brings in.

Among equal scores the order is a fixed mixing of positions, so that not everybody gets the same few mentors.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from .pairs import Pairs

BEST, MORE = 12, 3
SCORES = 101  # 0..100
BLOCK = 1 << 18  # pairs looked at in one go
_ID_BITS, _SCORE_BITS = 36, 8
_IDS = (1 << _ID_BITS) - 1
_MIX = 0x9E3779B97 | 1  # odd, so mixing modulo a power of two can be undone
_UNMIX = pow(_MIX, -1, 1 << _ID_BITS)


def core_pairs(pairs: Pairs) -> np.ndarray:
    """The pairs of the core (int64, sorted, each once)."""
    chosen, best_of_mentors = [], np.zeros(0, np.uint64)
    enough_for_mentor = _enough(len(pairs.mentors), ((pairs.mentor[low:high], pairs.score[low:high]) for _, _, low, high in _blocks(pairs)))
    for first, last, low, high in _blocks(pairs):
        mentor, score = pairs.mentor[low:high], pairs.score[low:high]
        mentee = np.repeat(np.arange(last - first, dtype=np.uint32), np.diff(pairs.start[first : last + 1]))
        good = np.flatnonzero(score >= _enough(last - first, [(mentee, score)])[mentee])
        chosen.append(_pairs_of(_best(_keys(mentee[good], score[good], good + low))))
        good = np.flatnonzero(score >= enough_for_mentor[mentor])
        best_of_mentors = _best(np.concatenate([best_of_mentors, _keys(mentor[good], score[good], good + low)]))
    chosen.append(_pairs_of(best_of_mentors))
    count = np.diff(pairs.start)
    some = np.flatnonzero(count)
    for nth in range(MORE):
        step = (some * _MIX + nth * 7919) % (1 << 31)
        chosen.append(pairs.start[some] + step % count[some])
    return np.unique(np.concatenate(chosen))


def _blocks(pairs: Pairs) -> Iterator[tuple[int, int, int, int]]:
    """Mentees first..last-1 and their pairs low..high-1, about BLOCK pairs at a time."""
    cuts = [0]
    while cuts[-1] < len(pairs.mentees):
        cuts.append(max(cuts[-1] + 1, int(np.searchsorted(pairs.start, pairs.start[cuts[-1]] + BLOCK, side="right")) - 1))
    for first, last in pairwise(cuts):
        yield first, last, int(pairs.start[first]), int(pairs.start[last])


def _enough(groups: int, blocks: Iterable[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """For each group the highest score that at least BEST of its pairs reach, 0 when it has fewer. `blocks`: (group, score) of some pairs each."""
    count = np.zeros(groups * SCORES, np.int32)
    for group, score in blocks:
        at, times = np.unique(group.astype(np.int64) * SCORES + score, return_counts=True)
        count[at] += times.astype(np.int32)
    reached = np.cumsum(count.reshape(groups, SCORES)[:, ::-1], axis=1, dtype=np.int32) >= BEST
    return np.where(reached.any(axis=1), SCORES - 1 - np.argmax(reached, axis=1), 0).astype(np.uint8)


def _keys(group: np.ndarray, score: np.ndarray, ids: np.ndarray) -> np.ndarray:
    mixed = (ids.astype(np.uint64) * np.uint64(_MIX)) & np.uint64(_IDS)
    return group.astype(np.uint64) << np.uint64(_ID_BITS + _SCORE_BITS) | (255 - score.astype(np.uint64)) << np.uint64(_ID_BITS) | mixed


def _best(keys: np.ndarray) -> np.ndarray:
    """The first BEST keys of each group."""
    keys = np.sort(keys)
    group = keys >> np.uint64(_ID_BITS + _SCORE_BITS)
    if len(keys) <= BEST:
        return keys
    keep = np.ones(len(keys), bool)
    keep[BEST:] = group[BEST:] != group[:-BEST]
    return keys[keep]


def _pairs_of(keys: np.ndarray) -> np.ndarray:
    return ((keys & np.uint64(_IDS)) * np.uint64(_UNMIX) & np.uint64(_IDS)).astype(np.int64)

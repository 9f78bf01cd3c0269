"""A sparse core of the eligible pairs: the best of every mentee and every mentor and a few more. What it lacks, pricing brings in.

Among equal scores the order is a fixed mixing of positions, so that not everybody gets the same few mentors.
"""

import numpy as np

from .pairs import Pairs

BEST, MORE = 12, 3
_ID_BITS, _SCORE_BITS = 36, 8
_IDS = (1 << _ID_BITS) - 1
_MIX = 0x9E3779B97 | 1  # odd, so mixing modulo a power of two can be undone
_UNMIX = pow(_MIX, -1, 1 << _ID_BITS)


def core_pairs(pairs: Pairs) -> np.ndarray:
    """The pairs of the core (int64, sorted, each once)."""
    chosen, best_of_mentors = [], np.zeros(0, np.uint64)
    for first, last in pairs.blocks():
        low, high = int(pairs.start[first]), int(pairs.start[last])
        ids, score = np.arange(low, high, dtype=np.uint64), pairs.score[low:high]
        mentee = np.repeat(np.arange(last - first, dtype=np.uint64), np.diff(pairs.start[first : last + 1]))
        chosen.append(_pairs_of(_best(_keys(mentee, score, ids))))
        best_of_mentors = _best(np.concatenate([best_of_mentors, _best(_keys(pairs.mentor[low:high].astype(np.uint64), score, ids))]))
    chosen.append(_pairs_of(best_of_mentors))
    count = np.diff(pairs.start)
    some = np.flatnonzero(count)
    for nth in range(MORE):
        step = (some * _MIX + nth * 7919) % (1 << 31)
        chosen.append(pairs.start[some] + step % count[some])
    return np.unique(np.concatenate(chosen)) if chosen else np.zeros(0, np.int64)


def _keys(group: np.ndarray, score: np.ndarray, ids: np.ndarray) -> np.ndarray:
    mixed = (ids * np.uint64(_MIX)) & np.uint64(_IDS)
    return group << np.uint64(_ID_BITS + _SCORE_BITS) | (255 - score.astype(np.uint64)) << np.uint64(_ID_BITS) | mixed


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

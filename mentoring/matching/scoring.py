"""The score of every eligible pair, in blocks of mentees; `definition.score_parts` is the meaning, one pair at a time."""

from collections.abc import Callable

import numpy as np

from .columns import Columns, columns_of
from .eligible import Eligible
from .pairs import Pairs
from .types import PARTS, Round, Rules

CELLS = 4_000_000  # mentors times mentees looked at in one block
Progress = Callable[[str, int, int], None]


def score_pairs(round: Round, progress: Progress | None = None) -> Pairs:
    """All eligible pairs with their scores. Linear in mentors times mentees / 64, plus the eligible pairs."""
    columns = columns_of(round)
    mentors, mentees = np.flatnonzero(columns.capacity >= 1), np.flatnonzero(columns.need >= 1)
    eligible = Eligible(columns, round.rules, mentors, mentees)
    small = np.uint16 if len(mentors) <= 1 << 16 else np.uint32
    start = np.zeros(len(mentees) + 1, np.int64)
    found_mentors, found_scores = [], []
    step = max(1, CELLS // max(1, len(mentors)))
    for first in range(0, len(mentees), step):
        last = min(first + step, len(mentees))
        mentor, mentee, shared, in_reverse = eligible.block(first, last)
        parts = parts_of(columns, round.rules, mentors[mentor], mentees[mentee], shared, in_reverse)
        found_scores.append(sum(parts.values()).astype(np.uint8))
        found_mentors.append(mentor.astype(small))
        start[first + 1 : last + 1] = np.bincount(mentee - first, minlength=last - first)
        if progress:
            progress("scoring", last, len(mentees))
    np.cumsum(start, out=start)
    return Pairs(columns, mentors, mentees, start, _joined(found_mentors, small), _joined(found_scores, np.uint8))


def parts_of(columns: Columns, rules: Rules, mentor: np.ndarray, mentee: np.ndarray, shared: np.ndarray, in_reverse: np.ndarray) -> dict[str, np.ndarray]:
    """The six parts (PARTS) of the scores of eligible pairs of people (indices), with their shared hours and whether skills fit in reverse too."""
    weights, least = rules.weights, rules.language_min_level
    full, best = rules.availability_full_hours, np.zeros(len(mentor), np.int8)
    for at, item in _each_item(columns.speaks.start, mentee):
        best[at] = np.maximum(best[at], np.minimum(_cell(columns.level, mentor[at], columns.speaks.items[item]), columns.speaks_level[item]))
    skill = np.zeros(len(mentor), np.int32)
    for at, item in _each_item(columns.wants.start, mentee):
        gain = np.clip(_cell(columns.offers, mentor[at], columns.wants.items[item]) - columns.wants_level[item], 0, 3)
        skill[at] += gain * columns.wants_priority[item]
    same_country, same_city = columns.country[mentor] == columns.country[mentee], columns.city[mentor] == columns.city[mentee]
    by_hours = np.array([weights["availability"] * min(hours, full) // full for hours in range(256)], np.int32)
    by_level = np.array([weights["language"] * max(0, level - least + 1) // (6 - least + 1) for level in range(7)], np.int32)
    parts = {
        "skill": np.minimum(weights["skill"], weights["skill"] * skill // columns.most_skill[mentee]),
        "language": by_level[best],
        "availability": by_hours[shared],
        "exchange": np.where(same_country, np.where(same_city, 0, weights["exchange"] * 6 // 10), weights["exchange"]),
        "sector": weights["sector"] * (columns.sector[mentor] == columns.sector[mentee]),
        "reciprocity": weights["reciprocity"] * in_reverse,
    }
    return {part: parts[part] for part in PARTS}


def _each_item(start: np.ndarray, persons: np.ndarray):
    """For nth = 0, 1, ...: (which persons have an nth item in their list, that item). The first pass takes a plain slice when all have one."""
    first, count = start[persons], np.diff(start)[persons]
    for nth in range(int(count.max(initial=0))):
        having = np.flatnonzero(count > nth)
        at = slice(None) if len(having) == len(persons) else having
        yield at, first[at] + nth


def _cell(table: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    return table.ravel()[row * table.shape[1] + column]


def _joined(arrays: list[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def parts_of_pairs(columns: Columns, rules: Rules, mentor: np.ndarray, mentee: np.ndarray) -> dict[str, np.ndarray]:
    """The six parts of eligible pairs of people (indices), however few or many."""
    shared = np.bitwise_count(columns.hours[mentor] & columns.hours[mentee]).sum(axis=1)
    in_reverse = np.zeros(len(mentor), bool)
    for at, item in _each_item(columns.wants.start, mentor):
        in_reverse[at] |= _cell(columns.offers, mentee[at], columns.wants.items[item]) > columns.wants_level[item]
    in_reverse &= (columns.capacity[mentee] >= 1) & (columns.need[mentor] >= 1)
    return parts_of(columns, rules, mentor, mentee, shared, in_reverse)

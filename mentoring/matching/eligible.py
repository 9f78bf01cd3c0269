"""Who may mentor whom, for many mentees at once: a row of bits over all mentors for each skill wanted, language and hour, joined by or and and.

A mentee's candidates are (union of the rows of their wants) and (union of their languages) and (union of their hours): three unions of short lists
instead of a test of every pair, and neither the number of skills nor of languages has a limit. What bits cannot say (how many hours are shared,
organisation, city) is asked of the candidates only. `definition.eligible` is the meaning.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .columns import Columns, Lists
from .types import Rules

OWN_LEVELS = 6  # 0..5: a row for each skill and own level


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of bits over the mentors, eight to a byte, padded to whole words of 64."""

    mentors: int
    words: int

    def table(self, rows: int, set_bits: Callable[[np.ndarray], None]) -> np.ndarray:
        """(rows, words) of what `set_bits` writes into a table of (rows, mentors) truth values."""
        plain = np.zeros((rows, self.words * 64), bool)
        set_bits(plain)
        return np.packbits(plain, axis=1, bitorder="little").view(np.uint64)

    def union(self, table: np.ndarray, lists: Lists, persons: np.ndarray, keep: np.ndarray | None = None) -> np.ndarray:
        """(persons, words): for each person the or of the rows of their list; `keep` (along lists.items) leaves items out."""
        joined = np.zeros((len(persons), self.words), np.uint64)
        start, count = lists.start[persons], lists.count()[persons]
        for nth in range(int(count.max(initial=0))):
            having = np.flatnonzero(count > nth)
            items = start[having] + nth
            if keep is not None:
                wanted = keep[items]
                having, items = having[wanted], items[wanted]
            joined[having] |= table[lists.items[items]]
        return joined


class Eligible:
    """The tables of one round. `mentors` and `mentees` are indices of people (Columns order)."""

    def __init__(self, columns: Columns, rules: Rules, mentors: np.ndarray, mentees: np.ndarray) -> None:
        self.columns, self.rules, self.mentors, self.mentees = columns, rules, mentors, mentees
        self.rows = Rows(len(mentors), -(-max(1, len(mentors)) // 64))
        self._speaks = self.rows.table(columns.level.shape[1], self._set_languages)
        self._time = self.rows.table(columns.hours.shape[1] * 64, self._set_hours)
        self._knows = self.rows.table(columns.offers.shape[1] * OWN_LEVELS, self._set_knowledge)
        self._wants = self.rows.table(columns.offers.shape[1] * OWN_LEVELS, self._set_wants)
        self._knows_list = Lists(columns.wants.start, columns.wants.items * OWN_LEVELS + columns.wants_level)
        offering, skill = np.nonzero(columns.offers[mentees])  # what a mentee offers, and at which level: for the reverse pair
        start = np.zeros(len(mentees) + 1, np.int64)
        np.cumsum(np.bincount(offering, minlength=len(mentees)), out=start[1:])
        self._offers_list = Lists(start, skill * OWN_LEVELS + columns.offers[mentees][offering, skill])
        self._spoken_well = columns.speaks_level >= rules.language_min_level
        self._conflicts = self._list_conflicts()

    def _set_languages(self, plain: np.ndarray) -> None:
        plain[:, : len(self.mentors)] = (self.columns.level[self.mentors] >= self.rules.language_min_level).T

    def _set_hours(self, plain: np.ndarray) -> None:
        bits = np.unpackbits(np.ascontiguousarray(self.columns.hours[self.mentors]).view(np.uint8), axis=1, bitorder="little")
        plain[:, : len(self.mentors)] = bits.T

    def _set_knowledge(self, plain: np.ndarray) -> None:
        offers = self.columns.offers[self.mentors].T
        for own in range(OWN_LEVELS):
            plain[own::OWN_LEVELS, : len(self.mentors)] = offers > own

    def _set_wants(self, plain: np.ndarray) -> None:
        """Row (skill, known): mentors who want that skill from a lower level, and are mentees themselves."""
        place = np.full(len(self.columns.people), -1)
        place[self.mentors] = np.arange(len(self.mentors))
        wants = self.columns.wants
        wanting = np.repeat(np.arange(len(self.columns.people)), wants.count())
        also = (place[wanting] >= 0) & (self.columns.need[wanting] >= 1)
        for known in range(OWN_LEVELS):
            fits = also & (self.columns.wants_level < known)
            plain[wants.items[fits] * OWN_LEVELS + known, place[wanting[fits]]] = True

    def _list_conflicts(self) -> Lists:
        """For each mentee (by position) the mentors (by position) who are ruled out: either named the other, or they are the same person."""
        place = self.columns.place
        mentor_at = {int(person): at for at, person in enumerate(self.mentors)}
        mentee_at = {int(person): at for at, person in enumerate(self.mentees)}
        out: list[set[int]] = [{mentor_at[int(person)]} if int(person) in mentor_at else set() for person in self.mentees]
        for at, person in enumerate(self.columns.people):
            for name in person.exclude:
                other = place.get(name)
                if at in mentee_at and other in mentor_at:
                    out[mentee_at[at]].add(mentor_at[other])
                if other in mentee_at and at in mentor_at:
                    out[mentee_at[other]].add(mentor_at[at])
        return Lists.of(sorted(row) for row in out)

    def block(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """The eligible pairs of the mentees at first..last-1: (mentor position, mentee position, shared hours, skills fit in reverse), by mentee, then mentor."""
        columns, rules, positions = self.columns, self.rules, np.arange(first, last)
        persons = self.mentees[first:last]
        bits = self.rows.union(self._knows, self._knows_list, persons)
        bits &= self.rows.union(self._speaks, columns.speaks, persons, self._spoken_well)
        bits &= self.rows.union(self._time, columns.hour_list, persons)
        back = self.rows.union(self._wants, self._offers_list, positions)
        back[columns.capacity[persons] < 1] = 0
        plain = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")
        ruled_out = self._conflicts.items[self._conflicts.start[first] : self._conflicts.start[last]]
        plain[np.repeat(positions - first, self._conflicts.count()[first:last]), ruled_out] = 0
        flat = np.flatnonzero(plain.ravel().view(bool))
        row = np.repeat(np.arange(last - first), np.count_nonzero(plain, axis=1))
        in_reverse = np.unpackbits(back.view(np.uint8), bitorder="little")[flat].astype(bool)
        mentor, mentee = flat - row * plain.shape[1], row + first
        u, v = self.mentors[mentor], self.mentees[mentee]
        shared = np.zeros(len(u), np.uint8)
        for word in range(columns.hours.shape[1]):
            shared += np.bitwise_count(columns.hours[u, word] & columns.hours[v, word])
        good = shared >= rules.min_shared_hours
        if rules.exclude_same_organisation:
            good &= (columns.organisation[u] != columns.organisation[v]) | (columns.organisation[u] < 0)
        if rules.cross_city_only:
            good &= columns.city[u] != columns.city[v]
        return mentor[good], mentee[good], shared[good], in_reverse[good]

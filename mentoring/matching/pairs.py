"""All eligible pairs of a round with their scores, three to five bytes a pair."""

from dataclasses import dataclass

import numpy as np

from .columns import Columns


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pair p is (mentors[mentor[p]], mentee m) for start[m] <= p < start[m + 1]; sorted by mentee, then mentor. People by id (`columns.people`)."""

    columns: Columns
    mentors: np.ndarray  # index of a person, for each mentor (capacity >= 1)
    mentees: np.ndarray  # index of a person, for each mentee (need >= 1)
    start: np.ndarray  # int64, mentees + 1
    mentor: np.ndarray  # uint16 or uint32, position in `mentors`
    score: np.ndarray  # uint8, 0..100

    def __len__(self) -> int:
        return len(self.mentor)

    def mentee_of(self, pairs: np.ndarray) -> np.ndarray:
        """The mentee (position) of each of these pairs."""
        return np.searchsorted(self.start, pairs, side="right") - 1

    def find(self, mentor: int, mentee: int) -> int | None:
        """The pair of a mentor and a mentee (positions), None when it is not eligible."""
        first, last = int(self.start[mentee]), int(self.start[mentee + 1])
        at = first + int(np.searchsorted(self.mentor[first:last], mentor))
        return at if at < last and self.mentor[at] == mentor else None

    def between(self, mentor: int, mentee: int) -> int | None:
        """The pair of two people (indices of columns.people), None when it is not eligible."""
        row, column = int(np.searchsorted(self.mentees, mentee)), int(np.searchsorted(self.mentors, mentor))
        known = row < len(self.mentees) and column < len(self.mentors) and self.mentees[row] == mentee and self.mentors[column] == mentor
        return self.find(column, row) if known else None

    def ids(self, pair: int) -> tuple[str, str]:
        """(mentor id, mentee id) of a pair."""
        people = self.columns.people
        return people[self.mentors[self.mentor[pair]]].id, people[self.mentees[int(self.mentee_of(np.array([pair]))[0])]].id

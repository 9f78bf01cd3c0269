"""The people of a round as columns of small integers, in the order of their ids: what the scoring of all pairs reads.

Names (cities, skills, languages, ...) become codes by sorted name, so that the order of rows in a file leaves no trace.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from .hours import WORDS, hours_of, mask_of, words_of
from .types import Person, Round


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of codes for each person, end to end: person i has items[start[i]:start[i + 1]]."""

    start: np.ndarray
    items: np.ndarray

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]]) -> "Lists":
        rows = [list(row) for row in rows]
        start = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=start[1:])
        return cls(start, np.array([item for row in rows for item in row], np.int64))

    def count(self) -> np.ndarray:
        return np.diff(self.start)


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry, or row, a person. A language or skill nobody needs or has is not there."""

    people: tuple[Person, ...]  # by id
    place: dict[str, int]  # id -> index
    capacity: np.ndarray
    need: np.ndarray
    city: np.ndarray
    country: np.ndarray
    sector: np.ndarray
    organisation: np.ndarray  # -1: none
    hours: np.ndarray  # (people, 3) words of 64 bits
    hour_list: Lists
    speaks: Lists  # languages spoken
    speaks_level: np.ndarray  # along speaks.items
    level: np.ndarray  # (people, languages), 0..6
    offers: np.ndarray  # (people, skills), 0..5
    wants: Lists  # skills wanted
    wants_level: np.ndarray  # along wants.items
    wants_priority: np.ndarray
    most_skill: np.ndarray  # three times the two highest priorities; 1 for who wants nothing


def columns_of(round: Round) -> Columns:
    """The columns of a round."""
    people = tuple(sorted(round.people, key=lambda person: person.id))
    masks = [mask_of(person.availability) for person in people]
    languages = _codes(name for person in people for name in person.languages)
    skills = _codes(name for person in people for name in (*person.offers, *(want.skill for want in person.wants)))
    speaks = Lists.of((languages[name] for name in sorted(person.languages)) for person in people)
    level = np.zeros((len(people), max(1, len(languages))), np.int8)
    speaks_level = np.array([person.languages[name] for person in people for name in sorted(person.languages)], np.int8)
    level[np.repeat(np.arange(len(people)), speaks.count()), speaks.items] = speaks_level
    offers = np.zeros((len(people), max(1, len(skills))), np.int8)
    for at, person in enumerate(people):
        for name, known in person.offers.items():
            offers[at, skills[name]] = known
    wanted = [want for person in people for want in person.wants]
    return Columns(
        people=people, place={person.id: at for at, person in enumerate(people)},
        capacity=_integers(people, lambda person: person.mentor_capacity), need=_integers(people, lambda person: person.mentee_need),
        city=_column(people, lambda person: person.city), country=_column(people, lambda person: person.country),
        sector=_column(people, lambda person: person.sector),
        organisation=np.where([person.organisation == "" for person in people], -1, _column(people, lambda person: person.organisation)).astype(np.int32),
        hours=np.array([words_of(mask) for mask in masks], np.uint64).reshape(len(people), WORDS), hour_list=Lists.of(hours_of(mask) for mask in masks),
        speaks=speaks, speaks_level=speaks_level, level=level, offers=offers,
        wants=Lists.of([skills[want.skill] for want in person.wants] for person in people),
        wants_level=np.array([want.level for want in wanted], np.int8), wants_priority=np.array([want.priority for want in wanted], np.int8),
        most_skill=_integers(people, lambda person: 3 * sum(sorted((want.priority for want in person.wants), reverse=True)[:2]) or 1),
    )


def _codes(names: Iterable[str]) -> dict[str, int]:
    return {name: code for code, name in enumerate(sorted(set(names)))}


def _integers(people: tuple[Person, ...], value: Callable[[Person], int]) -> np.ndarray:
    return np.array([value(person) for person in people], np.int32)


def _column(people: tuple[Person, ...], name: Callable[[Person], str]) -> np.ndarray:
    codes = _codes(name(person) for person in people)
    return np.array([codes[name(person)] for person in people], np.int32)

"""The eligible mentors of each mentee, worked out for the checker alone: nothing here is shared with the solver it is to judge.

Small rounds ask definition.py pair by pair; large ones lay the mentors out in columns and make one row a mentee. A test holds the two alike.
"""

from typing import Protocol

import numpy as np

from .definition import broken_constraints, eligible, score
from .types import CONSTRAINTS, HOURS_A_WEEK, Person, Round

SMALL = 300  # people; by definition.py this takes some tenths of a second
BIT = {constraint: 1 << place for place, constraint in enumerate(CONSTRAINTS)}


class Rows(Protocol):
    """What the checks ask of a round."""

    def row(self, mentee: int) -> tuple[np.ndarray, np.ndarray]:
        """For the person at this position: positions of all eligible mentors, rising, and the scores of these pairs; both int64."""

    def broken(self, mentee: int) -> set[int]:
        """The different sets of constraints that the other people with capacity break for this person, as bits of BIT."""


def rows_of(round: Round) -> Rows:
    return RowsByDefinition(round) if len(round.people) <= SMALL else RowsByColumns(round)


class RowsByDefinition:
    def __init__(self, round: Round) -> None:
        self.people, self.rules = round.people, round.rules
        self.mentors = [place for place, person in enumerate(round.people) if person.mentor_capacity >= 1]
        self.kept: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def row(self, mentee: int) -> tuple[np.ndarray, np.ndarray]:
        if mentee not in self.kept:
            self.kept[mentee] = self._row(mentee)
        return self.kept[mentee]

    def _row(self, mentee: int) -> tuple[np.ndarray, np.ndarray]:
        learner = self.people[mentee]
        found = [place for place in self.mentors if eligible(self.people[place], learner, self.rules)]
        return np.array(found, np.int64), np.array([score(self.people[place], learner, self.rules) for place in found], np.int64)

    def broken(self, mentee: int) -> set[int]:
        learner = self.people[mentee]
        return {sum(BIT[constraint] for constraint in broken_constraints(self.people[place], learner, self.rules))
                for place in self.mentors if place != mentee}


class RowsByColumns:
    """Columns have one entry for each person with capacity, in the order of the people."""

    def __init__(self, round: Round) -> None:
        self.people, self.rules = round.people, round.rules
        self.mentors = np.array([place for place, person in enumerate(round.people) if person.mentor_capacity >= 1], np.int64)
        mentors = [round.people[place] for place in self.mentors]
        self.column = {person.id: at for at, person in enumerate(mentors)}
        self.hours = np.array([_hours(person) for person in mentors], np.uint64).reshape(-1, 3)
        self.organisation, self.organisations = _coded(person.organisation for person in mentors)
        self.city, self.cities = _coded(person.city for person in mentors)
        self.country, self.countries = _coded(person.country for person in mentors)
        self.sector, self.sectors = _coded(person.sector for person in mentors)
        self.speaks = _by_name((at, person.languages.items()) for at, person in enumerate(mentors))
        self.offers = _by_name((at, person.offers.items()) for at, person in enumerate(mentors))
        self.wants = _by_name((at, [(want.skill, want.level) for want in person.wants]) for at, person in enumerate(mentors) if person.mentee_need >= 1)
        self.excluding: dict[str, list[int]] = {}
        for at, person in enumerate(mentors):
            for other in person.exclude:
                self.excluding.setdefault(other, []).append(at)

    def row(self, mentee: int) -> tuple[np.ndarray, np.ndarray]:
        person, rules, weights = self.people[mentee], self.rules, self.rules.weights
        gain, language = self._gain(person), self._language(person)
        at = np.flatnonzero((gain > 0) & (language >= rules.language_min_level))
        hours = self._shared_hours(person, at)
        fits = (hours >= rules.min_shared_hours) & ~self._forbidden(person)[at]
        if rules.exclude_same_organisation and person.organisation in self.organisations and person.organisation != "":
            fits &= self.organisation[at] != self.organisations[person.organisation]
        elsewhere = self.city[at] != self.cities.get(person.city, -1)
        if rules.cross_city_only:
            fits &= elsewhere
        at, hours, elsewhere = at[fits], hours[fits], elsewhere[fits]
        most = 3 * sum(sorted(want.priority for want in person.wants)[-2:])
        full, least = rules.availability_full_hours, rules.language_min_level
        abroad = self.country[at] != self.countries.get(person.country, -1)
        scores = np.minimum(weights["skill"], weights["skill"] * gain[at] // max(most, 1))
        scores += weights["language"] * (language[at].astype(np.int64) - least + 1) // (7 - least)
        scores += weights["availability"] * np.minimum(hours, full) // full
        scores += np.where(abroad, weights["exchange"], np.where(elsewhere, weights["exchange"] * 6 // 10, 0))
        scores += weights["sector"] * (self.sector[at] == self.sectors.get(person.sector, -1))
        scores += weights["reciprocity"] * self._could_teach(person)[at]
        return self.mentors[at], scores

    def broken(self, mentee: int) -> set[int]:
        person, rules = self.people[mentee], self.rules
        masks = BIT["language"] * (self._language(person) < rules.language_min_level) + BIT["skill"] * (self._gain(person) == 0)
        masks += BIT["availability"] * (self._shared_hours(person, slice(None)) < rules.min_shared_hours)
        if rules.exclude_same_organisation and person.organisation:
            masks += BIT["organisation"] * (self.organisation == self.organisations.get(person.organisation, -1))
        if rules.cross_city_only:
            masks += BIT["city"] * (self.city == self.cities.get(person.city, -1))
        itself = self.column.get(person.id)
        if itself is not None:
            masks = np.delete(masks, itself)
        return set(np.unique(masks + BIT["conflict"] * self._forbidden(person, but=itself)).tolist())

    def _gain(self, person: Person) -> np.ndarray:
        """S of the definition: what each mentor could teach this person, by priority."""
        gain = np.zeros(len(self.mentors), np.int64)
        for want in person.wants:
            if want.skill in self.offers:
                at, level = self.offers[want.skill]
                gain[at] += want.priority * np.clip(level - want.level, 0, 3)
        return gain

    def _language(self, person: Person) -> np.ndarray:
        """The level reached together in the best common language, 0 when there is none."""
        best = np.zeros(len(self.mentors), np.int8)
        for name, level in person.languages.items():
            if name in self.speaks:
                at, spoken = self.speaks[name]
                best[at] = np.maximum(best[at], np.minimum(spoken, level))
        return best

    def _shared_hours(self, person: Person, at: np.ndarray | slice) -> np.ndarray:
        return np.bitwise_count(self.hours[at] & np.array(_hours(person), np.uint64)).sum(axis=1, dtype=np.int64)

    def _forbidden(self, person: Person, but: int | None = None) -> np.ndarray:
        """Where one side excludes the other; the person's own column is marked too, or left out when `but` names it."""
        marks = np.zeros(len(self.mentors), bool)
        marks[self.excluding.get(person.id, [])] = True
        marks[[self.column[other] for other in person.exclude if other in self.column]] = True
        if but is not None:
            return np.delete(marks, but)
        if person.id in self.column:
            marks[self.column[person.id]] = True
        return marks

    def _could_teach(self, person: Person) -> np.ndarray:
        """Mentors whom this person could mentor as far as skill and roles go. The other five constraints are the same both ways."""
        marks = np.zeros(len(self.mentors), bool)
        if person.mentor_capacity >= 1:
            for skill, level in person.offers.items():
                if skill in self.wants:
                    at, own = self.wants[skill]
                    marks[at[own < level]] = True
        return marks


def _hours(person: Person) -> list[int]:
    """A week as the bits of three words."""
    week = sum((1 << end) - (1 << start) for start, end in person.availability)
    return [week >> shift & (1 << 64) - 1 for shift in range(0, HOURS_A_WEEK, 64)]


def _coded(names) -> tuple[np.ndarray, dict[str, int]]:
    codes: dict[str, int] = {}
    return np.array([codes.setdefault(name, len(codes)) for name in names], np.int32), codes


def _by_name(entries) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """{name: (columns, levels)} of everybody who has this name."""
    lists: dict[str, tuple[list[int], list[int]]] = {}
    for at, levels in entries:
        for name, level in levels:
            columns, values = lists.setdefault(name, ([], []))
            columns.append(at)
            values.append(level)
    return {name: (np.array(columns, np.int64), np.array(values, np.int8)) for name, (columns, values) in lists.items()}

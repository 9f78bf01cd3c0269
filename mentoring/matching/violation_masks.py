"""Which constraints each mentor breaks for one mentee, for all mentors at once: a byte each, bit i standing for CONSTRAINTS[i].

The table is laid out once for a round; a row is then a dozen passes of numpy over the mentors, a tenth of a millisecond for 10,000 of them.
A row says what `definition.broken_constraints` says of every pair; a test holds it to that.
"""

import numpy as np

from .types import CONSTRAINTS, HOURS_A_WEEK, Person, Round

BIT = {constraint: 1 << position for position, constraint in enumerate(CONSTRAINTS)}
SELF = 1 << len(CONSTRAINTS)  # set for the mentee's own place in the row: nobody mentors themselves
WORDS = -(-HOURS_A_WEEK // 64)


def names_of(mask: int) -> tuple[str, ...]:
    """The constraints of a mask, in the order of CONSTRAINTS."""
    return tuple(constraint for constraint, bit in BIT.items() if mask & bit)


class ViolationMasks:
    """The mentors of a round (everybody with a place) in columns. `ids` and `capacity` follow the order of the people."""

    def __init__(self, round: Round) -> None:
        self.rules = round.rules
        self.mentors = [person for person in round.people if person.mentor_capacity >= 1]
        self.ids = [person.id for person in self.mentors]
        self.position = {person_id: place for place, person_id in enumerate(self.ids)}
        self.capacity = np.array([person.mentor_capacity for person in self.mentors], np.int64)
        size, least = len(self.mentors), round.rules.language_min_level
        self._hours = np.zeros((WORDS, size), np.uint64)
        self._speaks: dict[str, np.ndarray] = {}
        self._knows: dict[str, np.ndarray] = {}
        self._organisation = np.zeros(size, np.int64)
        self._city = np.zeros(size, np.int64)
        self._codes: dict[str, int] = {"": 0}  # of organisations and cities; "" is no organisation
        self._excluded_by: dict[str, list[int]] = {}
        for place, person in enumerate(self.mentors):
            self._hours[:, place] = hour_words(person)
            for language, level in person.languages.items():
                if level >= least:
                    self._speaks.setdefault(language, np.zeros(size, bool))[place] = True
            for skill, level in person.offers.items():
                self._knows.setdefault(skill, np.zeros(size, np.int8))[place] = level
            self._organisation[place] = self._code(person.organisation)
            self._city[place] = self._code(person.city)
            for other in person.exclude:
                self._excluded_by.setdefault(other, []).append(place)

    def _code(self, name: str) -> int:
        return self._codes.setdefault(name, len(self._codes))

    def row(self, mentee: Person) -> np.ndarray:
        """One byte a mentor: the constraints the pair breaks, 0 when it is eligible, SELF at the mentee's own place. Roles of the mentee are not asked."""
        size, rules = len(self.mentors), self.rules
        understands, teaches = np.zeros(size, bool), np.zeros(size, bool)
        for language, level in mentee.languages.items():
            if level >= rules.language_min_level and language in self._speaks:
                understands |= self._speaks[language]
        for want in mentee.wants:
            if want.skill in self._knows:
                teaches |= self._knows[want.skill] > want.level
        row = np.where(understands, 0, BIT["language"]).astype(np.uint8)
        row |= np.where(teaches, 0, BIT["skill"]).astype(np.uint8)
        row |= np.where(self.shared_hours(mentee) < rules.min_shared_hours, BIT["availability"], 0).astype(np.uint8)
        if rules.exclude_same_organisation and mentee.organisation:
            row |= np.where(self._organisation == self._codes.get(mentee.organisation, -1), BIT["organisation"], 0).astype(np.uint8)
        if rules.cross_city_only:
            row |= np.where(self._city == self._codes.get(mentee.city, -1), BIT["city"], 0).astype(np.uint8)
        conflicts = [self.position[other] for other in mentee.exclude if other in self.position] + self._excluded_by.get(mentee.id, [])
        row[conflicts] |= BIT["conflict"]
        if mentee.id in self.position:
            row[self.position[mentee.id]] = SELF
        return row

    def shared_hours(self, mentee: Person) -> np.ndarray:
        """Hours a week that each mentor shares with this person."""
        words = hour_words(mentee)
        return sum(np.bitwise_count(self._hours[word] & words[word]).astype(np.int16) for word in range(WORDS))


def hour_words(person: Person) -> np.ndarray:
    """A person's hours of the UTC week as bits of three 64-bit words."""
    bits = 0
    for start, end in person.availability:
        bits |= (1 << end) - (1 << start)
    return np.array([bits >> 64 * word & 0xFFFFFFFFFFFFFFFF for word in range(WORDS)], np.uint64)

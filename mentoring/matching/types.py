"""A mentoring round as plain values: what the format "mentoring-round/1" says, already read and checked.

Everything is an integer, a string or a tuple of them, so that the same round is always the same values. Hours are hours of one UTC
week: 0 is Monday 00:00-01:00 UTC, 167 the last of Sunday.
"""

from dataclasses import dataclass, field

HOURS_A_WEEK = 168
PARTS = ("skill", "language", "availability", "exchange", "sector", "reciprocity")
CONSTRAINTS = ("language", "skill", "availability", "organisation", "conflict", "city")


@dataclass(frozen=True, slots=True)
class Rules:
    """The public rules of a round. Weights are points and sum to 100; tiers are score thresholds, rising."""

    id: str
    language_min_level: int  # 1..6, A1..C2: both need it in the same language
    min_shared_hours: int  # 1..168 hours a week
    cross_city_only: bool
    exclude_same_organisation: bool
    priority_groups: tuple[str, ...]
    tiers: tuple[int, ...]
    weights: dict[str, int]  # one entry for each of PARTS
    availability_full_hours: int  # hours a week that give all the points of availability
    draw_seed: str


@dataclass(frozen=True, slots=True)
class City:
    id: str
    name: str
    country: str
    utc_offset: int = 0


@dataclass(frozen=True, slots=True)
class Want:
    """A skill someone wants to learn: own level today 0..4, priority 1..3 (3: most wanted)."""

    skill: str
    level: int
    priority: int


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    city: str
    country: str
    organisation: str = ""
    sector: str = ""
    groups: tuple[str, ...] = ()
    languages: dict[str, int] = field(default_factory=dict)  # language -> level 1..6
    offers: dict[str, int] = field(default_factory=dict)  # skill -> level 1..5
    wants: tuple[Want, ...] = ()
    availability: tuple[tuple[int, int], ...] = ()  # half-open ranges of UTC hours of the week, sorted, disjoint
    mentor_capacity: int = 0  # 0..5
    mentee_need: int = 0  # 0..2
    exclude: tuple[str, ...] = ()
    rank_mentors: tuple[str, ...] = ()
    rank_mentees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One instance. `pinned` is ours beyond the format (the key "pinned" of "round", [[mentor, mentee], ...]): eligible pairs that must stand,
    because both said yes already or a coordinator wrote down why. A pin is an arc fixed at flow 1 before the first level."""

    rules: Rules
    cities: tuple[City, ...]
    people: tuple[Person, ...]
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    pinned: tuple[tuple[str, str], ...] = ()
    meta: dict = field(default_factory=dict)


class RoundError(ValueError):
    """The round cannot be read or played. `line` (from 1, None when there is no text), `field` (such as people[3].availability), `problem` in words."""

    def __init__(self, problem: str, *, field: str = "", line: int | None = None) -> None:
        self.problem, self.field, self.line = problem, field, line
        place = ", ".join(part for part in (f"line {line}" if line else "", field) if part)
        super().__init__(f"{place}: {problem}" if place else problem)

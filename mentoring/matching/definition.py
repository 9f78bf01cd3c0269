"""What the words of a round mean, one pair at a time, in the plainest form: the other modules are fast, this one is the meaning.

A pair is (mentor, mentee): `mentor` gives, `mentee` learns. Whatever else computes pairs or scores must agree with this file; tests hold them to it.
"""

import hashlib
from functools import lru_cache

from .types import CONSTRAINTS, PARTS, Person, Rules


@lru_cache(maxsize=4096)
def hours_in(availability: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """The hours of the UTC week (0..167) that half-open ranges hold."""
    return frozenset(hour for start, end in availability for hour in range(start, end))


def hours_of(person: Person) -> frozenset[int]:
    """The hours of the UTC week in which this person has time."""
    return hours_in(person.availability)


def shared_hours(one: Person, other: Person) -> int:
    """How many hours a week both have time."""
    return len(hours_of(one) & hours_of(other))


def shared_language_level(one: Person, other: Person) -> int:
    """The level (1..6) they reach together in their best common language, 0 when they have none: the weaker of the two counts."""
    return max((min(level, other.languages[language]) for language, level in one.languages.items() if language in other.languages), default=0)


def have_roles(mentor: Person, mentee: Person) -> bool:
    """Two different people, one with a place to give and one who wants a mentor. Without that no constraint is asked."""
    return mentor.id != mentee.id and mentor.mentor_capacity >= 1 and mentee.mentee_need >= 1


def broken_constraints(mentor: Person, mentee: Person, rules: Rules) -> tuple[str, ...]:
    """Which of CONSTRAINTS this pair breaks, in their order. Says nothing of roles: a person without a place can keep every constraint."""
    broken = {
        "language": shared_language_level(mentor, mentee) < rules.language_min_level,
        "skill": not any(mentor.offers.get(want.skill, 0) > want.level for want in mentee.wants),
        "availability": shared_hours(mentor, mentee) < rules.min_shared_hours,
        "organisation": rules.exclude_same_organisation and mentor.organisation != "" and mentor.organisation == mentee.organisation,
        "conflict": mentor.id in mentee.exclude or mentee.id in mentor.exclude,
        "city": rules.cross_city_only and mentor.city == mentee.city,
    }
    return tuple(constraint for constraint in CONSTRAINTS if broken[constraint])


def eligible(mentor: Person, mentee: Person, rules: Rules) -> bool:
    """Whether `mentor` may mentor `mentee`: both have their role and no constraint is broken."""
    return have_roles(mentor, mentee) and not broken_constraints(mentor, mentee, rules)


def eligible_in_reverse(mentor: Person, mentee: Person, rules: Rules) -> bool:
    """Whether the mentee could mentor the mentor too."""
    return eligible(mentee, mentor, rules)


def score_parts(mentor: Person, mentee: Person, rules: Rules) -> dict[str, int]:
    """The six parts of an eligible pair's score, in the order of PARTS; each from 0 to its weight. Divisions round down."""
    weights = rules.weights
    most_skill = 3 * sum(sorted((want.priority for want in mentee.wants), reverse=True)[:2])
    skill = sum(want.priority * min(3, max(0, mentor.offers.get(want.skill, 0) - want.level)) for want in mentee.wants)
    above_least = shared_language_level(mentor, mentee) - rules.language_min_level + 1
    full_hours = rules.availability_full_hours
    if mentor.country != mentee.country:
        exchange = weights["exchange"]
    elif mentor.city != mentee.city:
        exchange = weights["exchange"] * 6 // 10
    else:
        exchange = 0
    parts = {
        "skill": min(weights["skill"], weights["skill"] * skill // most_skill) if most_skill else 0,
        "language": weights["language"] * max(0, above_least) // (6 - rules.language_min_level + 1),
        "availability": weights["availability"] * min(shared_hours(mentor, mentee), full_hours) // full_hours,
        "exchange": exchange,
        "sector": weights["sector"] if mentor.sector == mentee.sector else 0,
        "reciprocity": weights["reciprocity"] if eligible_in_reverse(mentor, mentee, rules) else 0,
    }
    return {part: parts[part] for part in PARTS}


def score(mentor: Person, mentee: Person, rules: Rules) -> int:
    """The score of an eligible pair, 0..100."""
    return sum(score_parts(mentor, mentee, rules).values())


def tier_of(points: int, rules: Rules) -> int:
    """The tier of a score: how many thresholds it reaches. 0 is the worst, len(rules.tiers) the best."""
    return sum(threshold <= points for threshold in rules.tiers)


def is_priority(person: Person, rules: Rules) -> bool:
    """Whether any group of this person is served first in this round."""
    return any(group in rules.priority_groups for group in person.groups)


def draw_of(person_id: str, rules: Rules) -> int:
    """The lot of one person, 0..16^5-1: the first five hexadecimal digits of sha256(seed:id)."""
    return int(hashlib.sha256(f"{rules.draw_seed}:{person_id}".encode()).hexdigest()[:5], 16)

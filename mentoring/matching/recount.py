"""The objective vector of a set of pairs, counted anew from the definitions: what a result claims is held against this."""

from collections import Counter
from collections.abc import Iterable

from .definition import draw_of, is_priority, score, tier_of
from .types import Round

MILLION = 10**6


def mentees_by_city(round: Round) -> Counter:
    """{city id: how many people of it want a mentor}."""
    return Counter(person.city for person in round.people if person.mentee_need >= 1)


def place_costs(mentees: int, served: int | None = None) -> list[int]:
    """What the first, second, ... served mentee of a city of `mentees` weighs in the balance between cities: the later, the more."""
    return [(2 * k - 1) * MILLION // mentees for k in range(1, (mentees if served is None else served) + 1)]


def objective_of(round: Round, pairs: Iterable[tuple[str, str]]) -> dict:
    """"objective" of mentoring-result/1 for pairs (mentor id, mentee id) that are eligible and distinct."""
    people = {person.id: person for person in round.people}
    pairs = [(people[mentor], people[mentee]) for mentor, mentee in pairs]
    scores = [score(mentor, mentee, round.rules) for mentor, mentee in pairs]
    tiers = Counter(tier_of(points, round.rules) for points in scores)
    loads = Counter(mentor.id for mentor, _mentee in pairs)
    served = {mentee.id: mentee for _mentor, mentee in pairs}
    wanting, served_in = mentees_by_city(round), Counter(mentee.city for mentee in served.values())
    return {
        "priority_served": sum(is_priority(mentee, round.rules) for mentee in served.values()),
        "served": len(served),
        "pairs": len(pairs),
        "tier_counts": [tiers[tier] for tier in range(len(round.rules.tiers) + 1)],
        "load_sq": sum(load * load for load in loads.values()),
        "city_imbalance": sum(sum(place_costs(wanting[city], count)) for city, count in served_in.items()),
        "draw": sum(draw_of(mentee, round.rules) for mentee in served),
        "mutual": sum(mentee in loads for mentee in served),
        "score": sum(scores),
    }

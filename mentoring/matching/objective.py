"""The objective vector of a set of pairs, straight from its meaning: what is compared level by level."""

from collections import Counter
from collections.abc import Iterable

from .definition import draw_of, is_priority, tier_of
from .types import Round

SCALE = 10**6


def objective_of(round: Round, pairs: Iterable[tuple[str, str, int]]) -> dict:
    """The "objective" of (mentor id, mentee id, score): integers only."""
    pairs, rules = list(pairs), round.rules
    served, load = {mentee for _, mentee, _ in pairs}, Counter(mentor for mentor, _, _ in pairs)
    tiers = Counter(tier_of(score, rules) for _, _, score in pairs)
    mentees, served_in = Counter(), Counter()
    for person in round.people:
        if person.mentee_need >= 1:
            mentees[person.city] += 1
            served_in[person.city] += person.id in served
    return {
        "priority_served": sum(is_priority(person, rules) for person in round.people if person.id in served),
        "served": len(served),
        "pairs": len(pairs),
        "tier_counts": [tiers[tier] for tier in range(len(rules.tiers) + 1)],
        "load_sq": sum(mentees_of * mentees_of for mentees_of in load.values()),
        "city_imbalance": sum((2 * nth - 1) * SCALE // mentees[city] for city, count in served_in.items() for nth in range(1, count + 1)),
        "draw": sum(draw_of(person, rules) for person in served),
        "mutual": len(served & load.keys()),
        "score": sum(score for _, _, score in pairs),
    }

"""What a rule costs: two results for the same people under different rules, side by side.

Nobody is named: people are counted, per city and in all. Tiers and scores of two rounds mean the same only when weights and thresholds do; where they don't,
the levels that rest on them are marked as not comparable instead of being subtracted.
"""

from collections import Counter

from .levels import levels_of
from .types import Round, Rules

RESTS_ON_SCORES = ("quality", "equity")


def compare(round: Round, result: dict, other_round: Round, other_result: dict) -> dict:
    """Differences from `result` to `other_result`. Raises ValueError when the people or their cities differ.

    {"levels": [{"level", "heading", "before", "after", "comparable", "better": "before" | "after" | "same" | None}],
     "mentees", "served": [before, after], "gained", "lost",
     "cities": [{"city", "mentees", "served": [before, after], "gained", "lost"}], by id,
     "coverage": [per thousand before, after], "worst_tier": [before, after], None without pairs,
     "load": [{mentees a mentor has: mentors}, ...], with 0 for mentors without any, "same_pairs", "rules": [names of rules that differ]}
    "gained" counts mentees with a mentor only after, "lost" those with one only before.
    """
    homes = {person.id: person.city for person in round.people if person.mentee_need >= 1}
    if {person.id: (person.city, person.mentee_need, person.mentor_capacity) for person in round.people} != {
            person.id: (person.city, person.mentee_need, person.mentor_capacity) for person in other_round.people}:
        raise ValueError("two results can only be compared for the same people")
    before, after = served(result), served(other_result)
    mentees, was, now = (Counter(homes[person_id] for person_id in people) for people in (homes, before, after))
    gained, lost = (Counter(homes[person_id] for person_id in people) for people in (after - before, before - after))
    return {
        "levels": level_differences(round.rules, result["objective"], other_round.rules, other_result["objective"]),
        "mentees": len(homes), "served": [len(before), len(after)], "gained": len(after - before), "lost": len(before - after),
        "cities": [{"city": city.id, "mentees": mentees[city.id], "served": [was[city.id], now[city.id]], "gained": gained[city.id], "lost": lost[city.id]}
                   for city in sorted(round.cities, key=lambda city: city.id)],
        "coverage": [1000 * len(people) // len(homes) if homes else 0 for people in (before, after)],
        "worst_tier": [worst_tier(result), worst_tier(other_result)],
        "load": [load(round, result), load(other_round, other_result)],
        "same_pairs": len(pairs(result) & pairs(other_result)),
        "rules": [name for name in Rules.__slots__ if getattr(round.rules, name) != getattr(other_round.rules, name)],
    }


def level_differences(rules: Rules, before: dict, other_rules: Rules, after: dict) -> list[dict]:
    """One row a level. A tier that only one of the two rounds has is left out."""
    same_points = (rules.weights, rules.tiers, rules.availability_full_hours, rules.language_min_level) == (
        other_rules.weights, other_rules.tiers, other_rules.availability_full_hours, other_rules.language_min_level)
    # Priority counts different people when the groups differ, a lot is another lot under another seed.
    own_reason = {"priority_served": set(rules.priority_groups) == set(other_rules.priority_groups), "draw": rules.draw_seed == other_rules.draw_seed,
                  "load_sq": True}
    later = {level.name: level for level in levels_of(after)}
    rows = []
    for level in levels_of(before):
        if level.name not in later:
            continue
        old, new = level.value, later[level.name].value
        comparable = own_reason.get(level.name, same_points or level.heading not in RESTS_ON_SCORES)
        better = None
        if comparable:
            better = "same" if old == new else "after" if (new > old) == level.more_is_better else "before"
        rows.append({"level": level.name, "heading": level.heading, "before": old, "after": new, "comparable": comparable, "better": better})
    return rows


def served(result: dict) -> set[str]:
    return {pair["mentee"] for pair in result["pairs"]}


def pairs(result: dict) -> set[tuple[str, str]]:
    return {(pair["mentor"], pair["mentee"]) for pair in result["pairs"]}


def worst_tier(result: dict) -> int | None:
    """The lowest tier that holds a pair."""
    return next((tier for tier, count in enumerate(result["objective"]["tier_counts"]) if count), None)


def load(round: Round, result: dict) -> dict[int, int]:
    """How many mentors have 0, 1, 2, ... mentees."""
    mentees = Counter(pair["mentor"] for pair in result["pairs"])
    return dict(sorted(Counter(mentees[person.id] for person in round.people if person.mentor_capacity >= 1).items()))

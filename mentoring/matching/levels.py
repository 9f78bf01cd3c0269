"""The objective vector as a list of named levels, in the order in which a round decides, so that two results can be held against each other.

Every level says which way is better; the best tier is no level of its own, since pairs and the other tiers fix it.
"""

from dataclasses import dataclass

# level of the vector -> the heading it stands under in the rules of a round
HEADING = {"priority_served": "solidarity", "served": "solidarity", "pairs": "solidarity", "load_sq": "equity", "city_imbalance": "cities", "draw": "cities",
           "mutual": "mutuality", "score": "quality"}
FEWER_IS_BETTER = ("load_sq", "city_imbalance")


@dataclass(frozen=True, slots=True)
class Level:
    """One number of the vector. `tier` counts from 0, the worst, and is None for levels that are not about tiers."""

    name: str  # "served", "tier0", ...
    value: int
    more_is_better: bool
    heading: str
    tier: int | None = None


def levels_of(objective: dict) -> list[Level]:
    """The levels of an "objective" in the order in which they decide."""
    found = []
    for name in ("priority_served", "served", "pairs"):
        found.append(Level(name, objective[name], True, "solidarity"))
    for tier, count in enumerate(objective["tier_counts"][:-1]):
        found.append(Level(f"tier{tier}", count, False, "equity", tier))
    for name in ("load_sq", "city_imbalance", "draw", "mutual", "score"):
        found.append(Level(name, objective[name], name not in FEWER_IS_BETTER, HEADING[name]))
    return found


def first_difference(before: dict, after: dict) -> dict | None:
    """The first level at which two objectives of equally many tiers part: {"level", "before", "after", "by", "worse"}; None when they are equal.

    `by` is how far, never negative; `worse` says whether `after` is the worse one.
    """
    for old, new in zip(levels_of(before), levels_of(after), strict=True):
        if old.value != new.value:
            return {"level": old.name, "before": old.value, "after": new.value, "by": abs(new.value - old.value),
                    "worse": (new.value < old.value) == old.more_is_better}
    return None

"""What a peer's pairs are worth, level by level, in whole numbers; written apart from the matcher."""

import numpy as np

MILLION = 10**6
GREATER_IS_BETTER = {"priority_served", "served", "pairs", "draw", "mutual", "score"}


def wrongs(given, chosen: np.ndarray) -> dict[str, int]:
    """How often an answer breaks what must hold: the same pair twice, a mentor beyond their places, a mentee beyond their need."""
    return {"twice": len(chosen) - len(np.unique(chosen)),
            "over places": int(np.maximum(0, np.bincount(given.mentor[chosen], minlength=len(given.places)) - given.places).sum()),
            "over need": int(np.maximum(0, np.bincount(given.mentee[chosen], minlength=len(given.needs)) - given.needs).sum())}


def vector(given, chosen: np.ndarray) -> dict[str, int]:
    """The objective, one entry a level, best-first order of the specification; a pair chosen twice counts once."""
    chosen = np.unique(chosen)
    loads = np.bincount(given.mentor[chosen], minlength=len(given.places))
    served = np.bincount(given.mentee[chosen], minlength=len(given.needs)) > 0
    tiers = np.bincount(np.searchsorted(given.tiers, given.score[chosen], side="right"), minlength=len(given.tiers) + 1)
    wanting = np.bincount(given.city[given.needs > 0], minlength=int(given.city.max()) + 1)
    by_city = np.bincount(given.city[served], minlength=len(wanting))
    return {
        "priority_served": int((served & given.priority).sum()), "served": int(served.sum()), "pairs": len(chosen),
        **{f"tier{number}": int(count) for number, count in enumerate(tiers[:-1])}, "load_sq": int((loads * loads).sum()),
        "city_imbalance": sum((2 * k - 1) * MILLION // int(wanting[city]) for city, count in enumerate(by_city) for k in range(1, count + 1)),
        "draw": int(given.draw[served].sum()), "mutual": int((served & (loads > 0)).sum()), "score": int(given.score[chosen].sum()),
    }


def flat(objective: dict) -> dict[str, int]:
    """The same from a result's "objective", whose tiers are one list (the best tier is no level)."""
    tiers = {f"tier{number}": count for number, count in enumerate(objective["tier_counts"][:-1])}
    order = ("priority_served", "served", "pairs", *tiers, "load_sq", "city_imbalance", "draw", "mutual", "score")
    return {name: {**objective, **tiers}[name] for name in order}


def losses(best: dict[str, int], other: dict[str, int]) -> str:
    """Where `other` first falls behind, and what it has at every level that differs, as one line."""
    differ = [(name, other[name] - best[name]) for name in best if other[name] != best[name]]
    if not differ:
        return "the optimum, level by level"
    name, by = differ[0]
    ahead = (by > 0) == (name in GREATER_IS_BETTER)
    return ("AHEAD at " if ahead else "falls behind at ") + ", ".join(f"{name} {by:+,}" for name, by in differ)

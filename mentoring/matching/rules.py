"""The public rules of a round: their defaults, how they are read from a dict, and what may be wrong with them."""

from dataclasses import asdict

from .faults import Faults
from .json_places import Path, in_words
from .types import HOURS_A_WEEK, PARTS, Rules

DEFAULT_RULES = Rules(
    id="", language_min_level=3, min_shared_hours=1, cross_city_only=False, exclude_same_organisation=True, priority_groups=(), tiers=(35, 45, 55, 65),
    weights={"skill": 40, "language": 15, "availability": 20, "exchange": 10, "sector": 5, "reciprocity": 10}, availability_full_hours=4, draw_seed="",
)
KEYS = tuple(Rules.__dataclass_fields__)


def rules_from(given: dict) -> Rules:
    """Rules from the keys of "round" in the format; a key that is not given has its value of DEFAULT_RULES. RoundErrors when something is wrong."""
    faults = Faults()
    check_rules(given, (), faults, needed=())
    faults.refuse()
    return as_rules({**rules_as_dict(DEFAULT_RULES), **given})


def rules_as_dict(rules: Rules) -> dict:
    """The rules as the format has them; the same rules are always the same dict. Weights in the order of PARTS."""
    return {
        **asdict(rules), "priority_groups": sorted(set(rules.priority_groups)), "tiers": list(rules.tiers),
        "weights": {part: rules.weights[part] for part in PARTS},
    }


def problems_in_rules(given: dict) -> list[tuple[str, str]]:
    """[(field, problem)], such as ("weights", "must sum to 100, and sum to 90"), of the keys that are given; empty when all is well."""
    faults = Faults()
    check_rules(given, (), faults, needed=())
    return [(in_words(path), problem) for path, problem in faults.found]


def as_rules(checked: dict) -> Rules:
    """Rules from a dict that check_rules found nothing against and that lacks no key."""
    values = {key: checked[key] for key in KEYS}
    return Rules(**{**values, "priority_groups": tuple(values["priority_groups"]), "tiers": tuple(values["tiers"]), "weights": dict(values["weights"])})


def check_rules(given: object, path: Path, faults: Faults, *, needed: tuple[str, ...] = KEYS, optional: tuple[str, ...] = ()) -> None:
    """Adds to `faults` what is wrong with the rules at `path`."""
    if not faults.keys(given, path, needed, (*KEYS, *optional)):
        return
    checks = {
        "id": faults.text, "draw_seed": faults.text, "cross_city_only": faults.flag, "exclude_same_organisation": faults.flag,
        "priority_groups": faults.list_of_texts,
        "language_min_level": lambda value, at: faults.integer(value, at, 1, 6),
        "min_shared_hours": lambda value, at: faults.integer(value, at, 1, HOURS_A_WEEK),
        "availability_full_hours": lambda value, at: faults.integer(value, at, 1, HOURS_A_WEEK),
        "tiers": lambda value, at: _check_tiers(value, at, faults),
        "weights": lambda value, at: _check_weights(value, at, faults),
    }
    for key, check in checks.items():
        if key in given:
            check(given[key], (*path, key))


def _check_tiers(tiers: object, path: Path, faults: Faults) -> None:
    if not faults.sequence(tiers, path) or not all([faults.integer(tier, (*path, at), 0, 100) for at, tier in enumerate(tiers)]):
        return
    for at in range(1, len(tiers)):
        if tiers[at] <= tiers[at - 1]:
            faults.add((*path, at), f"must be higher than the threshold before it, {tiers[at - 1]}, and is {tiers[at]}")


def _check_weights(weights: object, path: Path, faults: Faults) -> None:
    if not faults.keys(weights, path, PARTS):
        return
    if all([faults.integer(weights[part], (*path, part), 0, 100) for part in PARTS if part in weights]) and weights.keys() == set(PARTS):
        total = sum(weights.values())
        if total != 100:
            faults.add(path, f"must sum to 100, and sum to {total}")

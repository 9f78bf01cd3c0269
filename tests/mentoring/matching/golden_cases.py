"""The six hand-made rounds with their proven optimum, beside this file in golden/."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
NAMES = ("g1", "g2", "g3", "g4", "g5", "g6")


def people_of(name: str) -> dict:
    """The round of one golden case, as the dict of "mentoring-round/1"."""
    return json.loads((FOLDER / f"{name}.people.json").read_text(encoding="utf-8"))


def expected_of(name: str) -> dict:
    """What is proven about it: objective, pairs_if_unique, served, eligible_pairs, unserved, blocking_pairs."""
    return json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))

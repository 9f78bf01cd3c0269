"""The round of a size, and its eligible pairs as arrays for every peer, kept under var/bench/matching."""

import json
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from mentoring.matching.definition import draw_of, is_priority
from mentoring.matching.reading import read_round
from mentoring.matching.scoring import score_pairs
from tests.mentoring.matching.round_generator import generate

ROOT = Path(__file__).resolve().parents[2] / "var" / "bench" / "matching"
CITIES = ((500, 8), (4_000, 20), (20_000, 40), (10**9, 60))  # as the generator's own default


@dataclass(frozen=True, slots=True)
class Instance:
    """One generated round on disk: `round_file` for the matcher, `folder` with one .npy an array for the peers."""

    size: int
    seed: int
    folder: Path
    round_file: Path

    def arrays(self) -> SimpleNamespace:
        return SimpleNamespace(**{path.stem: np.load(path) for path in sorted(self.folder.glob("*.npy"))})


def make(size: int, seed: int) -> Instance:
    """Generate (or take the one made before by the same generator) the round of `size` people."""
    folder = ROOT / f"round-{size}-{seed}"
    made = Instance(size, seed, folder, folder / "round.json")
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        data = generate(size, seed, next(cities for most, cities in CITIES if size <= most))
        made.round_file.write_text(json.dumps(data, separators=(",", ":")))
        for name, values in columns(data).items():
            np.save(folder / f"{name}.npy", values)
        (folder / "made").touch()
    return made


def columns(data: dict) -> dict[str, np.ndarray]:
    """Arrays along people (places, needs, city, priority, draw), along pairs (mentor, mentee: indices of people; score), and the tiers."""
    pairs = score_pairs(read_round(data))
    people, rules = pairs.columns.people, read_round({**data, "people": []}).rules
    return {
        "mentor": pairs.mentors[pairs.mentor].astype(np.int32),
        "mentee": pairs.mentees[np.repeat(np.arange(len(pairs.mentees)), np.diff(pairs.start))].astype(np.int32), "score": pairs.score.astype(np.int16),
        "places": np.array([person.mentor_capacity for person in people], np.int64), "needs": np.array([person.mentee_need for person in people], np.int64),
        "city": np.unique([person.city for person in people], return_inverse=True)[1].astype(np.int64),
        "priority": np.array([is_priority(person, rules) for person in people]), "draw": np.array([draw_of(person.id, rules) for person in people], np.int64),
        "tiers": np.array(rules.tiers, np.int64),
    }

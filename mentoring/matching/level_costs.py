"""The levels of a round in the order in which they decide, each as costs of arcs: the network's own, and of a pair by its score.

The matching is a circulation in which pinned arcs have flow 1 and are FIXED from the start.

| level | what is best | reference |
|---|---|---|
| solidarity | most mentees served, priority first; then most pairs. Served sets are a matroid, so 3, 2, 1 are weights enough | Manlove 2013; Rado-Edmonds |
| tier0, tier1, ... | generous maximum matching: fewest pairs in the worst tier, then the next | Kwanashie et al. 2014; Huang et al. 2016; Michail 2007 |
| load | least sum of squares, which is the most level load of mentors | Harvey et al. 2006; Frank and Murota 2022 |
| city | separable convex flow, 10^6 scaled by mentees of the city | arXiv 2403.00397 |
| draw | the published lot of each person decides who is served | Bogomolnaia and Moulin 2004 |
| mutual | who is served and mentors somebody; who is served stands still from here on | Abraham, Blum, Sandholm 2007 |
| score | most points in all | |
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .definition import draw_of, is_priority, tier_of
from .network import Network
from .types import Rules

SCALE = 10**6
DIGITS = 5  # hexadecimal, of a lot


@dataclass(frozen=True, slots=True)
class LevelCosts:
    """Costs (int64) of the network's arcs, in their order, and of pairs: by their score, or by a function of mentor, mentee (positions)."""

    name: str
    arcs: np.ndarray
    by_score: np.ndarray | None = None  # for scores 0..255; None: pairs cost nothing
    by_people: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None

    def of_pairs(self, mentor: np.ndarray, mentee: np.ndarray, score: np.ndarray) -> np.ndarray | int:
        """What these pairs cost."""
        if self.by_people:
            return self.by_people(mentor, mentee)
        return 0 if self.by_score is None else self.by_score[score]


def matching_levels(network: Network, rules: Rules) -> list[LevelCosts]:
    """The levels up to the draw: they decide who is served."""
    people = [network.pairs.columns.people[person] for person in network.pairs.mentees]
    priority = np.array([is_priority(person, rules) for person in people], bool)
    levels = [_level(network, "solidarity", first=-2 - priority.astype(np.int64), second=-1)]
    tiers = np.array([tier_of(points, rules) for points in range(256)])
    levels += [_level(network, f"tier{tier}", by_score=(tiers == tier).astype(np.int64)) for tier in range(len(rules.tiers))]
    levels.append(_level(network, "load", places=2 * network.nth[network.places] - 1))
    size = np.repeat(network.city_size, network.city_size)
    levels.append(_level(network, "city", city_arcs=(2 * network.nth[network.city_arcs] - 1) * SCALE // size))
    levels.append(_level(network, "draw", first=-np.array([draw_of(person.id, rules) for person in people], np.int64)))
    return levels


def further_draw(network: Network, rules: Rules, nth: int) -> LevelCosts:
    """The nth (from 1) further five digits of everybody's lot: they part served sets that drew the same sum."""
    lots = [int(_hash(rules, network.pairs.columns.people[person].id)[DIGITS * nth : DIGITS * (nth + 1)], 16) for person in network.pairs.mentees]
    return _level(network, "draw", first=-np.array(lots, np.int64))


def mutual_level(network: Network, served: np.ndarray) -> LevelCosts:
    """1 for the first place of every mentee who is served (truth value a mentee)."""
    at_person = np.zeros(len(network.pairs.columns.people), bool)
    at_person[network.pairs.mentees] = served
    mentor = network.head[network.places] - 1
    return _level(network, "mutual", places=-((network.nth[network.places] == 1) & at_person[network.pairs.mentors[mentor]]).astype(np.int64))


def score_level(network: Network) -> LevelCosts:
    return _level(network, "score", by_score=-np.arange(256))


def lot_level(network: Network, rules: Rules, nth: int) -> LevelCosts:
    """The nth (from 0) lot of every pair: it decides between matchings that are equally good at every level, and is no part of the certificate."""
    people = network.pairs.columns.people
    of_mentor, of_mentee = (
        np.array([int(_hash(rules, people[person].id)[:16], 16) for person in persons], np.uint64) for persons in (network.pairs.mentors, network.pairs.mentees))
    return _level(network, "lot", by_people=lambda mentor, mentee: lots_of_pairs(of_mentor[mentor], of_mentee[mentee], nth))


def lots_of_pairs(mentor: np.ndarray, mentee: np.ndarray, nth: int) -> np.ndarray:
    """0..2^20-1, from the first 16 hexadecimal digits of sha256(seed:id) of both (uint64), mixed by the finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    mixed = mentor * np.uint64(0x9E3779B97F4A7C15) + (mentee >> np.uint64(32) | mentee << np.uint64(32)) + np.uint64(nth * 0xD1B54A32D192ED03 & (1 << 64) - 1)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ mixed >> np.uint64(31)) >> np.uint64(44)).astype(np.int64)


def _hash(rules: Rules, name: str) -> str:
    return hashlib.sha256(f"{rules.draw_seed}:{name}".encode()).hexdigest()


def _level(network: Network, name: str, by_score: np.ndarray | None = None, by_people=None, **costs: np.ndarray | int) -> LevelCosts:
    arcs = np.zeros(len(network.tail), np.int64)
    for run, cost in costs.items():
        arcs[getattr(network, run)] = cost
    return LevelCosts(name, arcs, by_score, by_people)

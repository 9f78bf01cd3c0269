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
from dataclasses import dataclass

import numpy as np

from .definition import draw_of, is_priority, tier_of
from .network import Network
from .types import Rules

SCALE = 10**6
DIGITS = 5  # hexadecimal, of a lot


@dataclass(frozen=True, slots=True)
class LevelCosts:
    name: str
    arcs: np.ndarray  # int64, along the network's arcs
    by_score: np.ndarray  # int64, 256: the cost of a pair with that score


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


def lot_of_pair(rules: Rules, mentor: str, mentee: str, nth: int) -> int:
    """The nth (from 0, at most 11) five hexadecimal digits of sha256(seed:mentor:mentee): what decides between matchings that are equally good at every level."""
    return int(_hash(rules, f"{mentor}:{mentee}")[DIGITS * nth : DIGITS * (nth + 1)], 16)


def _hash(rules: Rules, name: str) -> str:
    return hashlib.sha256(f"{rules.draw_seed}:{name}".encode()).hexdigest()


def _level(network: Network, name: str, by_score: np.ndarray | None = None, **costs: np.ndarray | int) -> LevelCosts:
    arcs = np.zeros(len(network.tail), np.int64)
    for run, cost in costs.items():
        arcs[getattr(network, run)] = cost
    return LevelCosts(name, arcs, np.zeros(256, np.int64) if by_score is None else by_score)

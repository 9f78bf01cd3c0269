"""The circulation in which every matching of a round is one 0/1 flow.

hub -> mentor (one arc a place), mentor -> mentee (an eligible pair), mentee -> city (first mentor), mentee -> hub (second mentor),
city -> hub (one arc a mentee of the city). Every arc has capacity 1; convex costs along the places of a mentor and the arcs of a city make them fill in order.
"""

from dataclasses import dataclass

import numpy as np

from .pairs import Pairs
from .types import Round


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes: 0 the hub, then mentors, mentees (order of `pairs`) and cities (`cities`, sorted ids). The arcs that are not pairs stand in four runs."""

    pairs: Pairs
    cities: tuple[str, ...]
    city_of: np.ndarray  # city (position) of each mentee
    city_size: np.ndarray  # mentees of each city
    tail: np.ndarray
    head: np.ndarray
    nth: np.ndarray  # 1, 2, ...: which place of its mentor, which arc of its city; 0 for mentees' arcs
    places: slice
    first: slice  # one a mentee, in order
    second: slice
    city_arcs: slice
    second_of: np.ndarray  # position within `second` for each mentee, -1 without

    @property
    def nodes(self) -> int:
        return 1 + len(self.pairs.mentors) + len(self.pairs.mentees) + len(self.cities)

    def mentor_node(self, mentor: np.ndarray) -> np.ndarray:
        return mentor.astype(np.int32) + 1

    def mentee_node(self, mentee: np.ndarray) -> np.ndarray:
        return mentee.astype(np.int32) + (1 + len(self.pairs.mentors))


def network_of(round: Round, pairs: Pairs) -> Network:
    """The network of a round, without any pair yet."""
    columns, mentors, mentees = pairs.columns, len(pairs.mentors), len(pairs.mentees)
    cities = tuple(sorted({city.id for city in round.cities} | {person.city for person in round.people}))
    code = {city: at for at, city in enumerate(cities)}
    city_of = np.array([code[columns.people[person].city] for person in pairs.mentees], np.int32)
    city_size = np.bincount(city_of, minlength=len(cities))
    capacity = columns.capacity[pairs.mentors]
    mentor_nodes, mentee_nodes = np.arange(1, 1 + mentors), np.arange(1 + mentors, 1 + mentors + mentees)
    city_nodes = np.arange(1 + mentors + mentees, 1 + mentors + mentees + len(cities))
    two = np.flatnonzero(columns.need[pairs.mentees] >= 2)
    second_of = np.full(mentees, -1)
    second_of[two] = np.arange(len(two))
    places, seats = int(capacity.sum()), int(city_size.sum())
    none = np.zeros(len(two), np.int64)
    ends = np.cumsum([places, mentees, len(two), seats]).tolist()
    return Network(
        pairs=pairs, cities=cities, city_of=city_of, city_size=city_size,
        tail=np.concatenate([np.zeros(places, np.int64), mentee_nodes, mentee_nodes[two], np.repeat(city_nodes, city_size)]).astype(np.int32),
        head=np.concatenate([np.repeat(mentor_nodes, capacity), city_nodes[city_of], none, np.zeros(seats, np.int64)]).astype(np.int32),
        nth=np.concatenate([_numbered(capacity), np.zeros(mentees, np.int64), none, _numbered(city_size)]),
        places=slice(0, ends[0]), first=slice(ends[0], ends[1]), second=slice(ends[1], ends[2]), city_arcs=slice(ends[2], ends[3]), second_of=second_of,
    )


def _numbered(counts: np.ndarray) -> np.ndarray:
    """1, 2, ..., counts[0], 1, 2, ..., counts[1], ..."""
    return np.arange(1, counts.sum() + 1) - np.repeat(np.cumsum(counts) - counts, counts)

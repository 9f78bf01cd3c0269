"""networkx's network simplex: the greatest total score with capacities."""

import networkx
import numpy as np


def solve(given) -> np.ndarray:
    graph = networkx.DiGraph()
    for mentor in np.flatnonzero(given.places):
        graph.add_edge("hub", ("mentor", int(mentor)), capacity=int(given.places[mentor]), weight=0)
    for mentee in np.flatnonzero(given.needs):
        graph.add_edge(("mentee", int(mentee)), "hub", capacity=int(given.needs[mentee]), weight=0)
    for mentor, mentee, score in zip(given.mentor.tolist(), given.mentee.tolist(), given.score.tolist(), strict=True):
        graph.add_edge(("mentor", mentor), ("mentee", mentee), capacity=1, weight=-score)
    _cost, flow = networkx.network_simplex(graph)
    return np.array([number for number, (mentor, mentee) in enumerate(zip(given.mentor.tolist(), given.mentee.tolist(), strict=True))
                     if flow["mentor", mentor].get(("mentee", mentee))], dtype=np.int64)

"""networkx's Hopcroft-Karp over copied places: as many people as possible, blind to everything else (first mentors only)."""

import networkx
import numpy as np


def solve(given) -> np.ndarray:
    graph, number = networkx.Graph(), {}
    mentees = [("mentee", int(mentee)) for mentee in np.unique(given.mentee)]
    graph.add_nodes_from(mentees)
    for index, (mentor, mentee) in enumerate(zip(given.mentor.tolist(), given.mentee.tolist(), strict=True)):
        number[mentor, mentee] = index
        graph.add_edges_from((("mentee", mentee), ("place", mentor, place)) for place in range(int(given.places[mentor])))
    matched = networkx.bipartite.hopcroft_karp_matching(graph, mentees)
    return np.array([number[matched[mentee][1], mentee[1]] for mentee in mentees if mentee in matched], dtype=np.int64)

"""Integral potentials that prove a flow optimal: shortest paths on its residual arcs.

A residual arc tail -> head of length l (cost forwards where there is no flow, minus the cost backwards where there is) must not get a negative reduced
length l + potential(tail) - potential(head). Shortest distances give such potentials, and no negative cycle means that they exist (Ford and Fulkerson).
The floor of the middle of two integral potentials is one again, and the middle of the lowest and the highest prices the pairs outside the core best.
"""

import numpy as np


class NegativeCycle(RuntimeError):
    """The flow was not optimal after all."""


def middle_potential(nodes: int, tail: np.ndarray, head: np.ndarray, length: np.ndarray) -> np.ndarray:
    """A potential (int64, that of node 0 is 0) under which no residual arc has a negative reduced length."""
    highest = shortest_distances(nodes, tail, head, length)
    lowest = -shortest_distances(nodes, head, tail, length)
    highest -= highest[0]
    lowest -= lowest[0]
    return (highest + lowest) >> 1


def shortest_distances(nodes: int, tail: np.ndarray, head: np.ndarray, length: np.ndarray) -> np.ndarray:
    """Distances from node 0 where there is a way, and no farther than that of the farthest node with a way (Bellman-Ford over the nodes that changed)."""
    reach = 1 + int(np.abs(length).max(initial=0))
    distance = np.full(nodes, reach, np.int64)
    distance[0] = 0
    order = np.argsort(tail, kind="stable")
    tail, head, length = tail[order], head[order], length[order]
    start = np.searchsorted(tail, np.arange(nodes + 1))
    by_head = np.argsort(head, kind="stable")
    tail_by_head, length_by_head = tail[by_head], length[by_head]
    heads, first = np.unique(head[by_head], return_index=True)
    active = None
    for _ in range(nodes + 1):
        if active is None or len(active) * 8 > nodes:
            best = np.minimum.reduceat(distance[tail_by_head] + length_by_head, first) if len(first) else np.zeros(0, np.int64)
            better = best < distance[heads]
            active = heads[better]
            distance[active] = best[better]
        else:
            count = start[active + 1] - start[active]
            arcs = np.repeat(start[active] - np.cumsum(count) + count, count) + np.arange(count.sum())
            reached = head[arcs]
            new = np.repeat(distance[active], count) + length[arcs]
            better = new < distance[reached]
            reached, new = reached[better], new[better]
            np.minimum.at(distance, reached, new)
            active = np.unique(reached)
        if not len(active):
            return distance
    raise NegativeCycle

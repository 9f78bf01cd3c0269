"""Integral potentials that prove a flow optimal: shortest paths on its residual arcs.

A residual arc tail -> head of length l (cost forwards where there is no flow, minus the cost backwards where there is) must not get a negative reduced
length l + potential(tail) - potential(head). Shortest distances give such potentials, and no negative cycle means that they exist (Ford and Fulkerson).
The floor of the middle of two integral potentials is one again, and the middle of the lowest and the highest prices the pairs outside the core best.
"""

import numpy as np


class NegativeCycle(RuntimeError):
    """The flow was not optimal after all."""


def order_of(keys: np.ndarray) -> np.ndarray:
    """The stable order of small non-negative integers: sorting them packed with their position is several times faster than an argsort."""
    packed = keys.astype(np.int64)
    packed <<= 32
    packed |= np.arange(len(keys))
    packed.sort()
    packed &= 0xFFFFFFFF
    return packed.astype(np.int32)


def middle_potential(nodes: int, tail: np.ndarray, head: np.ndarray, length: np.ndarray) -> np.ndarray:
    """A potential (int64, that of node 0 is 0) under which no residual arc has a negative reduced length."""
    by_tail, by_head = order_of(tail), order_of(head)
    # from node 0, or from a node as far away as the longest arc that is one arc away from all others
    far = np.full(nodes, 1 + int(np.abs(length).max(initial=0)), np.int64)
    far[0] = 0
    highest = distances(far.copy(), tail, head, length, by_tail, by_head)
    lowest = -distances(far, head, tail, length, by_head, by_tail)
    return (highest - highest[0] + lowest - lowest[0]) >> 1


def distances(distance: np.ndarray, tail: np.ndarray, head: np.ndarray, length: np.ndarray, by_tail: np.ndarray, by_head: np.ndarray) -> np.ndarray:
    """Lowers `distance` (int64, in place) along all arcs until no arc shortens it any more (Bellman-Ford over what changed).

    `by_tail`, `by_head`: the arcs' order. Raises NegativeCycle.
    """
    nodes = len(distance)
    start = np.searchsorted(tail[by_tail], np.arange(nodes + 1))
    goals, lengths = head[by_tail], length[by_tail]
    heads = head[by_head]
    first = np.flatnonzero(np.diff(heads, prepend=-1))
    heads, tails, into = heads[first], tail[by_head], length[by_head]
    active = np.arange(nodes)
    for _ in range(nodes + 1):
        if len(active) * 8 > nodes:
            best = np.minimum.reduceat(distance[tails] + into, first) if len(first) else np.zeros(0, np.int64)
            better = best < distance[heads]
            active = heads[better]
            distance[active] = best[better]
        else:
            count = start[active + 1] - start[active]
            arcs = np.repeat(start[active] - np.cumsum(count) + count, count) + np.arange(count.sum())
            reached = goals[arcs]
            new = np.repeat(distance[active], count) + lengths[arcs]
            better = new < distance[reached]
            reached, new = reached[better], new[better]
            np.minimum.at(distance, reached, new)
            active = np.unique(reached)
        if not len(active):
            return distance
    raise NegativeCycle

"""A cheapest circulation when costs are small integers: the primal-dual way (Ford and Fulkerson 1957), a largest flow for each distance that occurs.

Every arc of negative cost is filled, which leaves nodes with too much and nodes with too little. Then, again and again: the distances from the nodes with too
much make the arcs of shortest paths tight, and as much as possible flows along tight arcs. Costs of a few units have a few distances only, and a largest
flow on arcs of capacity 1 is found ten times faster than a cheapest one.
"""

from collections.abc import Callable

import numpy as np

from .duals import distances, order_of

# (tail, head, capacity, source, sink) -> flow along the arcs: as much as can go from the source to the sink
LargestFlow = Callable[[np.ndarray, np.ndarray, np.ndarray, int, int], np.ndarray]

SMALL = 16  # costs of more units have more distances than are worth a largest flow each
PHASES = 40  # of distances and largest flows: with more than that, another way is faster
FAR = 1 << 40  # farther than any path


def small(cost: np.ndarray) -> bool:
    """Whether these costs are small enough for this way to be worth it."""
    return bool(np.abs(cost).max(initial=0) <= SMALL)


def cheapest_small_circulation(nodes: int, tail: np.ndarray, head: np.ndarray, cost: np.ndarray, largest_flow: LargestFlow) -> np.ndarray | None:
    """A 0/1 circulation of least total cost on arcs of capacity 1 (int8, along the arcs); None when it takes too many phases."""
    reduced, full = cost.astype(np.int64), cost < 0
    excess = np.bincount(head[full], minlength=nodes) - np.bincount(tail[full], minlength=nodes)
    for _ in range(PHASES):
        if not excess.any():
            return full.astype(np.int8)
        start, end = np.where(full, head, tail), np.where(full, tail, head)
        distance = distances(np.where(excess > 0, 0, FAR), start, end, np.abs(reduced), order_of(start), order_of(end))
        lacking = distance[excess < 0]
        np.minimum(distance, lacking[lacking < FAR].max(), out=distance)
        reduced += distance[tail]
        reduced -= distance[head]
        tight = np.flatnonzero(reduced == 0)
        full[tight[_route(excess, start[tight], end[tight], largest_flow)]] ^= True
    return None


def _route(excess: np.ndarray, start: np.ndarray, end: np.ndarray, largest_flow: LargestFlow) -> np.ndarray:
    """Sends as much excess (changed in place) as these arcs can carry, one unit each, to where it is lacking. Numbers of the arcs that carry some."""
    over, under, source, sink = np.flatnonzero(excess > 0), np.flatnonzero(excess < 0), len(excess), len(excess) + 1
    flow = largest_flow(
        np.concatenate([start, np.full(len(over), source), under]), np.concatenate([end, over, np.full(len(under), sink)]),
        np.concatenate([np.ones(len(start), np.int64), excess[over], -excess[under]]), source, sink)
    carried, taken, given = np.split(flow, [len(start), len(start) + len(over)])
    excess[over] -= taken
    excess[under] += given
    return np.flatnonzero(carried)

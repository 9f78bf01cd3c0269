"""The one small interface to a min-cost-flow engine, here OR-Tools' SimpleMinCostFlow (cost scaling push-relabel, Goldberg 1997).

Another engine can be held against it by giving `best_matching` another function with the same signature.
"""

from collections.abc import Callable

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

# (nodes, tail, head, cost) -> flow: a 0/1 flow on arcs of capacity 1, conserved at every node, of least total cost
Engine = Callable[[int, np.ndarray, np.ndarray, np.ndarray], np.ndarray]


class EngineFailed(RuntimeError):
    """The engine gave no optimum; its status is the message."""


def cheapest_circulation(nodes: int, tail: np.ndarray, head: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """A 0/1 circulation of least total cost on arcs of capacity 1 with integral costs of either sign. Flows as int8, along the arcs."""
    engine = SimpleMinCostFlow()
    arcs = engine.add_arcs_with_capacity_and_unit_cost(
        np.ascontiguousarray(tail, np.int32), np.ascontiguousarray(head, np.int32), np.ones(len(tail), np.int64), np.ascontiguousarray(cost, np.int64))
    status = engine.solve()
    if status != engine.OPTIMAL:
        raise EngineFailed(str(status))
    return np.asarray(engine.flows(arcs)).astype(np.int8)

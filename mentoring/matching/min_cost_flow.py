"""The one small interface to a min-cost-flow engine, here OR-Tools: SimpleMinCostFlow (cost scaling push-relabel, Goldberg 1997), and for small costs a few
calls of SimpleMaxFlow.

Another engine can be held against it by giving `best_matching` another function with the same signature.
"""

from collections.abc import Callable

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .small_costs import cheapest_small_circulation, small

# (nodes, tail, head, cost) -> flow: a 0/1 flow on arcs of capacity 1, conserved at every node, of least total cost
Engine = Callable[[int, np.ndarray, np.ndarray, np.ndarray], np.ndarray]


class EngineFailed(RuntimeError):
    """The engine gave no optimum; its status is the message."""


def cheapest_circulation(nodes: int, tail: np.ndarray, head: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """A 0/1 circulation of least total cost on arcs of capacity 1 with integral costs of either sign. Flows as int8, along the arcs."""
    flow = cheapest_small_circulation(nodes, tail, head, cost, largest_flow) if small(cost) else None
    return by_cost_scaling(tail, head, cost) if flow is None else flow


def by_cost_scaling(tail: np.ndarray, head: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """The same for costs of any size."""
    engine = SimpleMinCostFlow()
    arcs = engine.add_arcs_with_capacity_and_unit_cost(
        np.ascontiguousarray(tail, np.int32), np.ascontiguousarray(head, np.int32), np.ones(len(tail), np.int64), np.ascontiguousarray(cost, np.int64))
    return _solved(engine, engine.solve(), arcs).astype(np.int8)


def largest_flow(tail: np.ndarray, head: np.ndarray, capacity: np.ndarray, source: int, sink: int) -> np.ndarray:
    """As much as can go from the source to the sink. Flows as int64, along the arcs."""
    engine = SimpleMaxFlow()
    arcs = engine.add_arcs_with_capacity(np.ascontiguousarray(tail, np.int32), np.ascontiguousarray(head, np.int32), np.ascontiguousarray(capacity, np.int64))
    return _solved(engine, engine.solve(source, sink), arcs)


def _solved(engine: SimpleMinCostFlow | SimpleMaxFlow, status, arcs: np.ndarray) -> np.ndarray:
    if status != engine.OPTIMAL:
        raise EngineFailed(str(status))
    return np.asarray(engine.flows(arcs))

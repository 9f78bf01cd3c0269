"""OR-Tools' min-cost flow, once, over all pairs: the greatest total score, and nothing else."""

import numpy as np
from ortools.graph.python import min_cost_flow


def solve(given) -> np.ndarray:
    people = len(given.places)
    hub, mentors, mentees = 2 * people, np.flatnonzero(given.places), np.flatnonzero(given.needs)
    flow = min_cost_flow.SimpleMinCostFlow()
    one = np.ones(len(given.score), dtype=np.int64)
    pairs = flow.add_arcs_with_capacity_and_unit_cost(given.mentor, given.mentee + people, one, -given.score.astype(np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(np.full(len(mentors), hub), mentors, given.places[mentors], np.zeros(len(mentors), dtype=np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(mentees + people, np.full(len(mentees), hub), given.needs[mentees], np.zeros(len(mentees), dtype=np.int64))
    status = flow.solve()
    assert status == flow.OPTIMAL, status
    return np.flatnonzero(flow.flows(pairs))

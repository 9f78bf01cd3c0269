"""The parts under the matcher: an engine's circulation, its repair without the engine, potentials that prove it, arcs that may still change."""

import numpy as np
import pytest

from mentoring.matching import min_cost_flow, small_costs
from mentoring.matching.duals import NegativeCycle, middle_potential, order_of
from mentoring.matching.level_costs import lots_of_pairs
from mentoring.matching.min_cost_flow import by_cost_scaling, cheapest_circulation, largest_flow
from mentoring.matching.repair import Residual
from mentoring.matching.small_costs import cheapest_small_circulation, small
from mentoring.matching.ties import on_cycles


def some_graph(seed: int, nodes: int = 30, arcs: int = 160):
    random = np.random.default_rng(seed)
    tail = random.integers(0, nodes, arcs)
    head = (tail + random.integers(1, nodes, arcs)) % nodes
    return nodes, tail, head, random.integers(-5, 20, arcs)


def residual(tail, head, cost, flow):
    back = flow == 1
    return np.where(back, head, tail), np.where(back, tail, head), np.where(back, -cost, cost)


@pytest.mark.parametrize("seed", range(8))
def test_the_engine_gives_a_circulation_that_a_potential_proves_cheapest(seed):
    nodes, tail, head, cost = some_graph(seed)
    flow = cheapest_circulation(nodes, tail, head, cost)
    assert np.array_equal(np.bincount(tail, flow, nodes), np.bincount(head, flow, nodes)) and set(flow) <= {0, 1} and flow.any()
    potential = middle_potential(nodes, *residual(tail, head, cost, flow))
    reduced = cost + potential[tail] - potential[head]
    assert potential[0] == 0 and (reduced[flow == 0] >= 0).all() and (reduced[flow == 1] <= 0).all()


@pytest.mark.parametrize("seed", range(8))
def test_mending_reaches_the_cost_of_the_engine(seed):
    nodes, tail, head, cost = some_graph(seed)
    mended = Residual(nodes, tail, head, cost, np.zeros(len(tail), np.int8))
    assert mended.mend(10_000)
    assert np.array_equal(np.bincount(tail, mended.flow, nodes), np.bincount(head, mended.flow, nodes))
    assert (cost * mended.flow).sum() == (cost * cheapest_circulation(nodes, tail, head, cost)).sum() < 0


def test_mending_gives_up_when_told_so():
    nodes, tail, head, cost = some_graph(1)
    assert not Residual(nodes, tail, head, cost, np.zeros(len(tail), np.int8)).mend(1)


def test_a_flow_that_is_not_optimal_has_no_potential():
    nodes, tail, head, cost = some_graph(2)
    with pytest.raises(NegativeCycle):
        middle_potential(nodes, tail, head, cost)


def test_arcs_on_cycles_are_found_and_trees_hanging_from_them_are_not():
    #        0 -> 1 -> 2 -> 0 is a cycle; 3 -> 0 leads in, 2 -> 4 -> 5 leads out
    tail, head = np.array([0, 1, 2, 3, 2, 4]), np.array([1, 2, 0, 0, 4, 5])
    assert on_cycles(6, tail, head).tolist() == [0, 1, 2]
    assert on_cycles(6, tail[1:], head[1:]).tolist() == []


def test_packed_sorting_keeps_the_order_of_equals():
    keys = np.random.default_rng(3).integers(0, 9, 500)
    assert np.array_equal(order_of(keys), np.argsort(keys, kind="stable"))


def test_lots_of_pairs_are_spread_and_differ_from_draw_to_draw():
    random = np.random.default_rng(4)
    mentor, mentee = random.integers(0, 1 << 63, (2, 4000)).astype(np.uint64)
    first, second = lots_of_pairs(mentor, mentee, 0), lots_of_pairs(mentor, mentee, 1)
    assert ((first >= 0) & (first < 1 << 20)).all() and abs(first.mean() / (1 << 19) - 1) < 0.05
    assert (first == second).sum() < 5 and (first == lots_of_pairs(mentee, mentor, 0)).sum() < 5
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.05


@pytest.mark.parametrize("seed", range(8))
def test_small_costs_give_a_circulation_as_cheap_as_cost_scaling_does(seed):
    nodes, tail, head, cost = some_graph(seed)
    cost = cost % 5 - 2
    flow = cheapest_small_circulation(nodes, tail, head, cost, largest_flow)
    assert small(cost) and set(flow.tolist()) == {0, 1} and np.array_equal(np.bincount(tail, flow, nodes), np.bincount(head, flow, nodes))
    assert (cost * flow).sum() == (cost * by_cost_scaling(tail, head, cost)).sum() < 0


def test_too_many_distances_are_left_to_cost_scaling(monkeypatch):
    nodes, tail, head, cost = some_graph(1)
    cost = cost % 5 - 2
    asked, best = [], cheapest_circulation(nodes, tail, head, cost)
    monkeypatch.setattr(small_costs, "PHASES", 1)
    monkeypatch.setattr(min_cost_flow, "by_cost_scaling", lambda *arcs: asked.append(arcs) or by_cost_scaling(*arcs))
    assert (cost * cheapest_circulation(nodes, tail, head, cost)).sum() == (cost * best).sum() and len(asked) == 1
    assert not small(np.array([small_costs.SMALL + 1])) and not small(np.array([-small_costs.SMALL - 1]))

"""HiGHS on the same network as a linear programme, level by level: what a careful modeller writes with a general solver.

Between levels every column with a reduced cost is fixed where it stands, so each solve starts from the last basis. Costs are scaled to at
most 1,000: with the cities' costs as they are it is many times slower.
"""

import highspy
import numpy as np
from scipy.sparse import coo_array

GREATEST = 1000.0


class Programme:
    """Columns: pairs, first mentor of a mentee, second mentor, places of mentors, seats of cities. Rows: what comes in goes out."""

    def __init__(self, given) -> None:
        self.given, people, cities, pairs = given, len(given.places), int(given.city.max()) + 1, len(given.score)
        self.mentees = np.flatnonzero(given.needs)
        self.place_of = np.repeat(np.arange(people), given.places)
        self.seat_of = np.sort(given.city[self.mentees])
        sizes = [pairs, len(self.mentees), len(self.mentees), len(self.place_of), len(self.seat_of)]
        ends = np.cumsum(sizes)
        self.pair, self.first, self.second, self.place, self.seat = (np.arange(end - size, end) for end, size in zip(ends, sizes, strict=True))
        into = [(given.mentor, self.pair, 1), (self.place_of, self.place, -1), (people + given.mentee, self.pair, 1), (people + self.mentees, self.first, -1),
                (people + self.mentees, self.second, -1), (2 * people + given.city[self.mentees], self.first, 1), (2 * people + self.seat_of, self.seat, -1)]
        rows, columns = (np.concatenate([part[at] for part in into]) for at in (0, 1))
        values = np.concatenate([np.full(len(part[0]), float(part[2])) for part in into])
        matrix = coo_array((values, (rows, columns)), shape=(2 * people + cities, ends[-1])).tocsc()
        self.low, self.high = np.zeros(ends[-1]), np.ones(ends[-1])
        self.high[self.second] = given.needs[self.mentees] - 1
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = int(ends[-1]), matrix.shape[0]
        model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(ends[-1]), self.low, self.high
        model.row_lower_ = model.row_upper_ = np.zeros(matrix.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.passModel(model)

    def level(self, columns: np.ndarray, costs: np.ndarray) -> np.ndarray:
        """The flow after one more level."""
        cost, everything = np.zeros(len(self.low)), np.arange(len(self.low), dtype=np.int32)
        cost[columns] = costs
        scale = GREATEST / max(1.0, float(np.abs(costs).max(initial=0)))
        self.solver.changeColsCost(len(cost), everything, cost * scale)
        self.solver.changeColsBounds(len(cost), everything, self.low, self.high)
        self.solver.run()
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, self.solver.getModelStatus()
        answer = self.solver.getSolution()
        flow = np.round(np.array(answer.col_value))
        self.hold(np.abs(np.array(answer.col_dual)) > 0.5 * scale, flow)
        return flow

    def hold(self, which: np.ndarray, flow: np.ndarray) -> None:
        self.low[which] = self.high[which] = flow[which]


def numbered(groups: np.ndarray) -> np.ndarray:
    """1, 2, 3, ... within each run of equal values."""
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.arange(len(groups)) - np.repeat(starts, np.diff(np.append(starts, len(groups)))) + 1


def solve(given, kind: type[Programme] = Programme) -> np.ndarray:
    programme = kind(given)
    tier = np.searchsorted(given.tiers, given.score, side="right")
    programme.level(np.concatenate([programme.first, programme.second]),
                    -np.concatenate([2 + given.priority[programme.mentees], np.ones(len(programme.mentees))]))
    for number in range(len(given.tiers)):
        programme.level(programme.pair[tier == number], np.ones(int((tier == number).sum())))
    programme.level(programme.place, 2 * numbered(programme.place_of) - 1)
    programme.level(programme.seat, (2 * numbered(programme.seat_of) - 1) * 10**6 // np.bincount(programme.seat_of)[programme.seat_of])
    flow = programme.level(programme.first, -given.draw[programme.mentees])
    programme.hold(np.isin(np.arange(len(flow)), programme.first), flow)
    served = np.isin(programme.place_of, programme.mentees[flow[programme.first] > 0.5]) & (numbered(programme.place_of) == 1)
    programme.level(programme.place[served], -np.ones(int(served.sum())))
    flow = programme.level(programme.pair, -given.score.astype(np.float64))
    return np.flatnonzero(flow[programme.pair] > 0.5)

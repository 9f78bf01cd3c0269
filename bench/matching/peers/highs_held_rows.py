"""HiGHS as textbooks write a lexicographic programme: each level's objective becomes a row that later levels must keep."""

import highs_lexicographic
import highspy
import numpy as np


class Held(highs_lexicographic.Programme):
    """The same columns and rows, and one row more a level in place of the fixed columns."""

    def level(self, columns: np.ndarray, costs: np.ndarray) -> np.ndarray:
        cost, everything = np.zeros(len(self.low)), np.arange(len(self.low), dtype=np.int32)
        cost[columns] = costs
        scale = highs_lexicographic.GREATEST / max(1.0, float(np.abs(costs).max(initial=0)))
        self.solver.changeColsCost(len(cost), everything, cost * scale)
        self.solver.changeColsBounds(len(cost), everything, self.low, self.high)
        self.solver.run()
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, self.solver.getModelStatus()
        flow = np.round(np.array(self.solver.getSolution().col_value))
        used = np.flatnonzero(cost).astype(np.int32)
        self.solver.addRow(-highspy.kHighsInf, float(cost @ flow) * scale, len(used), used, cost[used] * scale)
        return flow


def solve(given) -> np.ndarray:
    return highs_lexicographic.solve(given, Held)

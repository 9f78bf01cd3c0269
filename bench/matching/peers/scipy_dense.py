"""scipy's linear_sum_assignment over copied places, with one weight for all the levels it can say."""

import copies
import numpy as np
from scipy.optimize import linear_sum_assignment


def solve(given) -> np.ndarray:
    row, column, pair, second = copies.copied(given)
    weight, first = copies.one_weight(given)
    matrix = np.zeros((int(given.needs.sum()), int(given.places.sum())))
    matrix[row, column] = weight[pair] + np.where(second, 0.0, first)
    which = {(int(at), int(on)): int(number) for at, on, number in zip(row, column, pair, strict=True)} if len(row) < 10**6 else None
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    kept = matrix[rows, columns] != 0  # the rest are forbidden pairs, picked and dropped
    rows, columns = rows[kept], columns[kept]
    if which is not None:
        return np.array([which[int(at), int(on)] for at, on in zip(rows, columns, strict=True)])
    width = matrix.shape[1]
    keys = row * width + column
    order = np.argsort(keys)
    return pair[order[np.searchsorted(keys[order], rows * width + columns)]]

"""munkres over copied places: the greatest total score; forbidden pairs cost more than any, and are dropped when picked."""

import copies
import numpy as np
from munkres import Munkres

FORBIDDEN = 101


def solve(given) -> np.ndarray:
    row, column, pair, _second = copies.copied(given)
    places = int(given.places.sum())
    matrix = [[FORBIDDEN] * places for _wanted in range(int(given.needs.sum()))]
    number = {}
    for at, on, index in zip(row.tolist(), column.tolist(), pair.tolist(), strict=True):
        matrix[at][on] = 100 - int(given.score[index])
        number[at, on] = index
    return np.array([number[cell] for cell in map(tuple, Munkres().compute(matrix)) if cell in number], dtype=np.int64)

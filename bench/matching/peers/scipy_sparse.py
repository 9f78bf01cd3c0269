"""scipy's min_weight_full_bipartite_matching over copied places, a private empty place for every wanted mentor, the same one weight."""

import copies
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def solve(given) -> np.ndarray:
    row, column, pair, second = copies.copied(given)
    weight, first = copies.one_weight(given)
    wanted, places = int(given.needs.sum()), int(given.places.sum())
    nobody = np.arange(wanted)
    values = np.concatenate([weight[pair] + np.where(second, 0.0, first), np.ones(wanted)])
    matrix = coo_array((values, (np.concatenate([row, nobody]), np.concatenate([column, places + nobody]))), shape=(wanted, places + wanted)).tocsr()
    rows, columns = min_weight_full_bipartite_matching(matrix, maximize=True)
    rows, columns = rows[columns < places], columns[columns < places]
    keys = row.astype(np.int64) * places + column
    order = np.argsort(keys)
    return pair[order[np.searchsorted(keys[order], rows.astype(np.int64) * places + columns)]]

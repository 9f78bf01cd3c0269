"""What is still undecided when the levels are decided: arcs of the face that lie on a cycle of its residual graph, and no others."""

import numpy as np


def on_cycles(nodes: int, tail: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Which arcs (numbers) are left when arcs into dead ends and out of springs are taken away again and again. None: the graph has no cycle."""
    arcs = np.arange(len(tail))
    while len(arcs):
        enters, leaves = np.zeros(nodes, bool), np.zeros(nodes, bool)
        enters[head[arcs]] = True
        leaves[tail[arcs]] = True
        keep = enters[tail[arcs]] & leaves[head[arcs]]
        if keep.all():
            break
        arcs = arcs[keep]
    return arcs

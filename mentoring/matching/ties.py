"""What is still undecided on a face: arcs that lie on a cycle of its residual graph, and no others, can have another flow."""

import numpy as np

from .faces import Face

MANY = 4_000_000  # pairs outside the core: with more than that, all count as undecided unlooked at, which costs a lot more and changes nothing


def undecided(face: Face) -> np.ndarray:
    """Which arcs of the face (truth value an arc, the core's last) may still change. None: its circulation is the only one."""
    network, free = face.network, np.flatnonzero(face.free)
    found = np.zeros(len(face.tail), bool)
    if np.count_nonzero(face.outside.there) > MANY:
        found[free] = True
        return found
    outside = face.outside.all()
    tail, head, _ = face.residual(free, np.zeros(len(free), np.int64))
    left = on_cycles(
        network.nodes, np.concatenate([tail, network.mentor_node(face.pairs.mentor[outside])]),
        np.concatenate([head, network.mentee_node(face.pairs.mentee_of(outside))]))
    found[free[left[left < len(free)]]] = True
    return found


def on_cycles(nodes: int, tail: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Which arcs (numbers, rising) are left when arcs into dead ends and out of springs are taken away again and again. None: the graph has no cycle."""
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

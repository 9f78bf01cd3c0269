"""Which mentors could take one more person without anybody losing their only mentor: the ends of alternating paths.

A mentor is open who has a free place, or mentors somebody who would keep another mentor, or somebody who could move to a mentor who is open. One more
eligible pair with an open mentor serves one more person; with any other it can only take the place of somebody (Berge's lemma, 1957, for the places of
mentors; the largest number served is a maximum flow). Pinned pairs do not move.
"""

import numpy as np

from .types import Round
from .violation_masks import ViolationMasks


def open_mentors(round: Round, result: dict, masks: ViolationMasks) -> np.ndarray:
    """One bool a mentor, in the order of masks.ids. Exact; one row of masks for each mentee of a mentor who is full."""
    people = {person.id: person for person in round.people}
    pinned = set(round.pinned)
    mentors_of: dict[str, list[int]] = {}
    used = np.zeros(len(masks.ids), np.int64)
    movable: list[tuple[int, str]] = []  # a pair that may be undone
    for pair in result["pairs"]:
        mentor = masks.position[pair["mentor"]]
        used[mentor] += 1
        mentors_of.setdefault(pair["mentee"], []).append(mentor)
        if (pair["mentor"], pair["mentee"]) not in pinned:
            movable.append((mentor, pair["mentee"]))
    found = used < masks.capacity
    for mentor, mentee in movable:
        if len(mentors_of[mentee]) > 1:
            found[mentor] = True
    waiting = [(mentor, np.packbits(masks.row(people[mentee]) == 0)) for mentor, mentee in movable if not found[mentor]]
    changed = True
    while changed and waiting:
        changed, left = False, []
        reachable = np.packbits(found)
        for mentor, row in waiting:
            if found[mentor]:
                continue
            if np.any(row & reachable):
                found[mentor], changed = True, True
            else:
                left.append((mentor, row))
        waiting = left
    return found

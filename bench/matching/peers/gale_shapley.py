"""matching 1.4's hospital-resident game: stable against lists ordered by score; mentees propose, one mentor each.

It copies the whole game with deepcopy, which is deeper than Python allows: the limit is raised here, or it would not run at all.
"""

import sys
import threading
from collections import defaultdict

import numpy as np
from matching.games import HospitalResident

DEEP = 10**7


def play(given, chosen: list) -> None:
    wishes, lists, number = defaultdict(list), defaultdict(list), {}
    for index in np.argsort(-given.score.astype(np.int64), kind="stable").tolist():
        mentor, mentee = int(given.mentor[index]), int(given.mentee[index])
        wishes[f"mentee {mentee}"].append(f"mentor {mentor}")
        lists[f"mentor {mentor}"].append(f"mentee {mentee}")
        number[f"mentor {mentor}", f"mentee {mentee}"] = index
    places = {mentor: int(given.places[int(mentor.split()[1])]) for mentor in lists}
    game = HospitalResident.create_from_dictionaries(dict(wishes), dict(lists), places)
    chosen += [number[mentor.name, mentee.name] for mentor, mentees in game.solve().items() for mentee in mentees]


def solve(given) -> np.ndarray:
    chosen: list[int] = []
    sys.setrecursionlimit(DEEP)
    threading.stack_size(1 << 30)
    playing = threading.Thread(target=play, args=(given, chosen))
    playing.start()
    playing.join()
    assert chosen, "the game raised"
    return np.array(chosen, dtype=np.int64)

"""The matcher: a pure Python package, without Django. See docs/rules/matching.md.

propose(round) gives the best matching of a round in a published order of aims, exactly, with a certificate that verify.py checks without the solver.
"""

from collections.abc import Callable

import numpy as np

from .assign import best_matching
from .blocking import blocking_pairs
from .explain import unserved
from .pins import problems_in_pins
from .result import result_of
from .scoring import score_pairs
from .types import Round, RoundError

__all__ = ["Round", "RoundError", "propose"]


def propose(round: Round, *, progress: Callable[[str, int, int], None] | None = None) -> dict:
    """The result "mentoring-result/1" of a round. The same people in any order give the same result, except for the order of the certificate.

    `progress(name, done, all)` is called while scoring (name "scoring", in mentees) and before each level (its name, in levels); what it raises ends the run.
    Raises RoundError, field round.pinned[i], for a pin that cannot stand.
    """
    progress = progress or (lambda name, done, total: None)
    for position, problem in problems_in_pins(round):
        raise RoundError(problem, field=f"round.pinned[{position}]")
    pairs = score_pairs(round, progress)
    place = pairs.columns.place
    pinned = np.array([pairs.between(place[mentor], place[mentee]) for mentor, mentee in round.pinned], np.int64)
    result = result_of(round, best_matching(round, pairs, pinned, progress))
    result["unserved"] = unserved(round, result, pairs)
    result["blocking_pairs"] = blocking_pairs(round, result)
    return result

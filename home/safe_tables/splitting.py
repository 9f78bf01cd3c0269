"""A city's people split into parts (by public), so that whoever knows the city's own figure learns nothing of a hidden part.

The split of one city is never shown. It is added up with those of the other cities; but with two cities each knows the other's, so it must be safe as if it were.
"""

from collections.abc import Sequence
from itertools import combinations

from home.safe_tables.cells import FEWEST, bounds, safe


def split_of(whole: int, parts: Sequence[int]) -> list[int | None]:
    """`parts`: people in each; `whole`: people in all. What each part may add to the network's figure; None: nothing, and nobody knows whether that
    is because it is small.

    Each part is hidden or rounded alone. Where the parts shown and the whole together would narrow a hidden one, parts are left out too: as few as do,
    and where no choice does, all. The choice looks at rounded values only: who knows this method still finds every number from 0 to 4 possible,
    because a world in which all that is left out is small gives the same answer.
    """
    said = [safe(part) for part in parts]
    shown = [place for place, value in enumerate(said) if value is not None]
    # Fewest first; among as many, those whose absence costs the network's figure least.
    for few in range(len(shown) + 1):
        for left_out in sorted(combinations(shown, few), key=lambda places: (sum(said[place] for place in places), places)):
            tried = [None if place in left_out else value for place, value in enumerate(said)]
            if tells_nothing(safe(whole), tried):
                return tried
    return [None] * len(said)


def tells_nothing(whole: int | None, parts: Sequence[int | None]) -> bool:
    """May every hidden part be any number from 0 to 4, if the parts add up to a whole that is known as shown?"""
    hidden = sum(part is None for part in parts)
    if not hidden:
        return True
    least, most = bounds(whole)
    known = [bounds(part) for part in parts if part is not None]
    others = (hidden - 1) * (FEWEST - 1)
    # The hidden one at 4 must fit below the most of the whole; at 0 the others must be able to reach its least.
    return sum(low for low, _high in known) + FEWEST - 1 <= most and sum(high for _low, high in known) + others >= least

"""One input through the matcher and past the checker, which distrusts it. Values in, values out: no database."""

from collections.abc import Callable

from mentoring.matching import propose
from mentoring.matching.circles import as_circles, compose
from mentoring.matching.reading import read_round
from mentoring.matching.types import RoundError
from mentoring.matching.verify import problems


class RunRefused(Exception):
    """The input cannot be played, or the checker refuses what the matcher made of it; the words are for whoever keeps the round."""


def play_input(given: dict, progress: Callable[[str, int, int], None] | None = None) -> dict:
    """The result ("mentoring-result/1") of an input ("mentoring-round/1"). RunRefused when it cannot be read, or the result proves nothing."""
    try:
        round = read_round(given)
        in_circles = round.meta.get("kind") == "circles"
        result = compose(round, progress=progress) if in_circles else propose(round, progress=progress)
    except RoundError as error:
        raise RunRefused(str(error)) from error
    found = problems(as_circles(round, result["dissolved"], result["kept_apart"]) if in_circles else round, result)
    if found:
        raise RunRefused("\n".join(["The checker refused what the matcher found.", *found[:20]]))
    return result

"""The independent checker: whether a result keeps every promise of the round, worked out anew from the definitions.

It imports nothing of the solver (a test holds that), so that no error can be made twice the same way. What it accepts is proven: nobody could have served
more people, or the same people better, under the published order of aims.
"""

from collections.abc import Callable

from .blocking_check import problems_with_blocking
from .certificate_check import problems_with_certificate
from .checked_rows import rows_of
from .promise_check import problems_with_heading, problems_with_numbers, problems_with_pairs, problems_with_shape
from .types import Round
from .unserved_check import problems_with_unserved


def problems(round: Round, result: object, *, progress: Callable[[str, int, int], None] | None = None) -> list[str]:
    """Everything wrong with a "mentoring-result/1" for this round, in words; empty when every promise is kept and proven.

    A result without a certificate, or that does not name those left without a mentor, is refused too. `progress(name, done, total)` counts mentees.
    """
    if not isinstance(result, dict):
        return ["the result must be an object"]
    found = [*problems_with_heading(round, result), *problems_with_shape(result)]
    if not found:
        found += problems_with_pairs(round, result)
    if found:
        return found
    found += problems_with_numbers(round, result)
    if "blocking_pairs" in result:
        found += problems_with_blocking(round, result)
    position = {person.id: place for place, person in enumerate(round.people)}
    pairs = [(position[pair["mentor"]], position[pair["mentee"]]) for pair in result["pairs"]]
    rows = rows_of(round)
    found += problems_with_unserved(round, pairs, result.get("unserved"), rows)
    return found + problems_with_certificate(round, pairs, result.get("certificate"), rows, progress)

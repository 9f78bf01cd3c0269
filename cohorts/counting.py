"""Numbers of people that betray nobody. Values only: no models, no database."""

from collections.abc import Iterable
from dataclasses import dataclass

FEW = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """`count`: None for a few, which is one to four people."""

    name: str
    count: int | None


def counted(pairs: Iterable[tuple[str, int]]) -> tuple[list[Counted], int | None]:
    """[(name, people)] as one may show them, most first, and their sum. Fewer than five are “a few”, and then there is no sum: it would say how few."""
    rows = sorted((pair for pair in pairs if pair[1] > 0), key=lambda pair: (-pair[1], pair[0].casefold()))
    shown = [Counted(name, count if count >= FEW else None) for name, count in rows]
    # In the order of their names, so that places in the list do not tell either.
    few = sorted((each for each in shown if each.count is None), key=lambda each: each.name.casefold())
    whole = [each for each in shown if each.count is not None]
    return [*whole, *few], None if few else sum(count for _name, count in rows)

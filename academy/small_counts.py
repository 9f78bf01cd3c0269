"""When a count is too small to be told: below this many people it would say something of each of them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

FEWEST = 5  # people
BASE = 5  # what is told instead is a multiple of this


def told(count: int) -> int | None:
    """What somebody who may know no person is told of so many: None for fewer than five, nought included, else the nearest five."""
    return None if count < FEWEST else BASE * ((count + BASE // 2) // BASE)


def told_together(counts: Iterable[int]) -> int | None:
    """Of several cities: added up from what may be told of each, never rounded from a sum that holds a hidden one (docs/decisions/0026)."""
    shown = [each for count in counts if (each := told(count)) is not None]
    return sum(shown) if shown else None


def in_words(number: int | None) -> str:
    """What `told` gave, as a page says it."""
    return _("under %(fewest)d") % {"fewest": FEWEST} if number is None else str(number)

"""The draw of one city as a mosaic: a tile a person who asks, laid in the colour of how well their pair fits, drawn in sinopia where there is no mentor.

Plain values for an SVG template: path data by tier, so that a city of hundreds is a handful of elements.
"""

from math import ceil, sqrt

TILE, GROUT = 9, 1  # in the units of the drawing
COLUMNS = (10, 25)  # in a row: at least, and at most; as wide as high in between
SIZE = 1.9  # pixels a unit, where there is room
MOST = 1200  # tiles in one picture; beyond that a tile stands for more than one person


def tiles_of(tiers: list[int], without: int) -> dict:
    """{"paths": [(kind, path data)], "width", "height", "pixels": width on a screen with room, "each": people a tile stands for}. Best fit first,
    as in `tiers` reversed; `kind`: "best", "good", "fair", "weak", or "without"."""
    total = sum(tiers) + without
    each = max(1, -(-total // MOST))
    groups = [(kind_of(tier, len(tiers)), count) for tier, count in reversed(list(enumerate(tiers)))] + [("without", without)]
    columns = min(max(COLUMNS[0], ceil(sqrt(3 * total / each))), COLUMNS[1])
    paths: dict[str, list[str]] = {}
    number = 0
    for kind, count in groups:
        for _person in range(-(-count // each)):
            row, column = divmod(number, columns)
            paths.setdefault(kind, []).append(f"M{column * (TILE + GROUT)} {row * (TILE + GROUT)}h{TILE}v{TILE}h-{TILE}z")
            number += 1
    wide, high = (count * (TILE + GROUT) - GROUT for count in (max(1, min(number, columns)), max(1, -(-number // columns))))
    return {"paths": [(kind, "".join(found)) for kind, found in paths.items()], "width": wide, "height": high, "pixels": round(wide * SIZE), "each": each}


def kind_of(tier: int, tiers: int) -> str:
    """Four shades, whatever the number of tiers: the best tier, those above the middle, those below, and the worst."""
    if tier == tiers - 1:
        return "best"
    if tier == 0:
        return "weak"
    return "good" if 2 * tier >= tiers - 1 else "fair"

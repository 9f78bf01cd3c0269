"""Where there is land: a drawing of tiles half a degree wide around the Mediterranean, read from land.txt.

A tile is land (`#`) where its middle is land in Natural Earth's 1:50m land polygons (naturalearthdata.com, public domain).
Rows go from north to south, letters from west to east. Nothing is known outside, and nothing is invented.
"""

from functools import cache
from pathlib import Path

STEP = 0.5  # degrees of one tile
WEST, EAST, SOUTH, NORTH = -30.0, 60.0, 20.0, 72.0


@cache
def _rows() -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "land.txt").read_text(encoding="ascii").split())


def known(west: float, south: float, east: float, north: float) -> bool:
    """Is the whole rectangle (degrees) within what land.txt tells?"""
    return WEST <= west <= east <= EAST and SOUTH <= south <= north <= NORTH


def is_land(lat: float, lon: float) -> bool:
    """Is the tile around this point land? False for whatever is not known."""
    if not (WEST <= lon < EAST and SOUTH < lat <= NORTH):
        return False
    return _rows()[min(int((NORTH - lat) / STEP), len(_rows()) - 1)][int((lon - WEST) / STEP)] == "#"

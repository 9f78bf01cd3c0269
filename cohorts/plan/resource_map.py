"""A map of one city's idle things, from street to street: tiles of a round number of metres, a marker and a name for each, and how long a tile is. Pure.

academy/mosaic/city_map.py draws the whole network, ten degrees at least; here a few kilometres fill the picture. The land is not drawn: at this size ours knows none.
"""

from collections.abc import Iterable
from html import escape
from math import ceil, cos, floor, radians

from academy.mosaic.city_map import MARK, WIDTH, Place
from academy.mosaic.geometry import number
from academy.mosaic.map_labels import Label, place_labels

METRES = 111_320  # of one degree of latitude
STEPS = (250, 500, 1000, 2500, 5000, 10_000, 50_000, 100_000)  # metres a tile may be long
MOST_TILES = 14


def tile_of(places: list[Place]) -> int:
    """The shortest tile by which all places, and a tile around them, fit the width."""
    flat = cos(radians(places[0].lat))
    across = max((max(each.lon for each in places) - min(each.lon for each in places)) * METRES * flat, (max(each.lat for each in places) - min(each.lat for each in places)) * METRES * 1.5)
    return next((step for step in STEPS if across / step + 4 <= MOST_TILES), STEPS[-1])


def resource_map(places: Iterable[Place | tuple], title: str, scale: str, *, key: str = "resources-map") -> str:
    """<svg>; empty without places. `scale`: words with %(metres)s for the length of a tile, translated."""
    shown = [Place(*each) for each in places]
    if not shown:
        return ""
    step, flat = tile_of(shown), cos(radians(shown[0].lat))
    east = [each.lon * METRES * flat / step for each in shown]
    south = [-each.lat * METRES / step for each in shown]
    left, right, top, bottom = floor(min(east)) - 2, ceil(max(east)) + 2, floor(min(south)) - 1, ceil(max(south)) + 1
    side = WIDTH / (right - left)
    high = (bottom - top) * side
    points = [((x - left) * side, (y - top) * side) for x, y in zip(east, south, strict=True)]
    labels = place_labels([(each.name, *point) for each, point in zip(shown, points, strict=True)], WIDTH, high, MARK)
    joints = "".join(f"M{number(n * side)} 0V{number(high)}" for n in range(1, right - left)) + "".join(f"M0 {number(n * side)}H{WIDTH}" for n in range(1, bottom - top))
    drawn = "".join(_mark(each, point, label) for each, point, label in zip(shown, points, labels, strict=True))
    words = escape(scale % {"metres": f"{step:,}".replace(",", " ")})
    return (f'<svg class="city-map" viewBox="0 0 {WIDTH} {number(high)}" role="group" aria-labelledby="{key}-t" direction="ltr"><title id="{key}-t">{escape(title)} {words}</title>'
            f'<g aria-hidden="true"><path class="city-map__unknown" d="M0 0H{WIDTH}V{number(high)}H0z"/><path class="city-map__joints" d="{joints}"/></g>{drawn}</svg>')


def _mark(place: Place, point: tuple[float, float], label: Label | None) -> str:
    x, y = point
    inside = f"<title>{escape(place.words or place.name)}</title>"
    if label and label.far:
        inside += f'<path class="city-map__leader" d="M{number(x)} {number(y)}L{number(label.near_x)} {number(label.near_y)}"/>'
    inside += f'<path class="city-map__mark" d="M{number(x)} {number(y - MARK)}l{MARK} {MARK}l-{MARK} {MARK}l-{MARK} -{MARK}z"/>'
    if label:
        inside += f'<text class="city-map__name" x="{number(label.x)}" y="{number(label.y)}" text-anchor="{label.anchor}" font-size="{label.size}">{escape(place.name)}</text>'
    return f'<a class="city-map__place" href="{escape(place.href)}"><circle class="city-map__reach" cx="{number(x)}" cy="{number(y)}" r="22"/>{inside}</a>'

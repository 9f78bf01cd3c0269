"""A map of cities as an SVG: sea and land as tiles, a marker and a name for each city, no picture from outside.

    map_svg([("Cascais", 38.7, -9.42, "/en/cities/cascais/", 0), ...], title=_("Map of the partner cities")) -> "<svg ..."

Equirectangular, true to scale at the middle latitude. Names never overlap; one that finds no place is left to its marker and to
the list that every page puts below the map. Colours come from static/css/gatherings/city_map.css. No Django.
"""

from collections.abc import Iterable
from html import escape
from math import ceil, cos, floor, radians
from typing import NamedTuple

from academy.mosaic.geometry import number
from academy.mosaic.land import STEP, is_land, known
from academy.mosaic.map_labels import Label, place_labels

WIDTH = 600  # units of the view box; the size on a page comes from CSS
MARGIN = 2.0  # degrees around the outermost cities
NARROWEST = 10.0  # degrees a map shows at least: one city alone still lies somewhere
MOST_COLUMNS = 90
MARK = 7  # half the side of a marker


class Place(NamedTuple):
    """A city on the map: `lat`, `lon` in degrees; `href` makes it a link; `count` stands beside its name unless 0; `words` is read out instead."""

    name: str
    lat: float
    lon: float
    href: str = ""
    count: int = 0
    words: str = ""


class Region(NamedTuple):
    """What is drawn, in degrees, on whole tiles of `step` degrees; `across`, `down`: units of one degree."""

    west: float
    south: float
    east: float
    north: float
    step: float
    across: float
    down: float

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.down

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


def region_of(places: list[Place], narrowest: float = NARROWEST) -> Region:
    """The rectangle around the places; between 5:4 and 2:1, so that it fits a phone and a desk."""
    lats, lons = [each.lat for each in places], [each.lon for each in places]
    south, north, west, east = min(lats) - MARGIN, max(lats) + MARGIN, min(lons) - MARGIN, max(lons) + MARGIN
    flat = max(cos(radians((south + north) / 2)), 0.2)
    wide, high = max((east - west) * flat, narrowest), max(north - south, narrowest / 2)
    high, wide = max(high, wide / 2), max(wide, high * 1.25)
    middle_lat, middle_lon = (south + north) / 2, (west + east) / 2
    step = STEP * max(1, ceil(wide / flat / STEP / MOST_COLUMNS))
    west, east = floor((middle_lon - wide / flat / 2) / step) * step, ceil((middle_lon + wide / flat / 2) / step) * step
    south, north = floor((middle_lat - high / 2) / step) * step, ceil((middle_lat + high / 2) / step) * step
    across = WIDTH / (east - west)
    return Region(west, south, east, north, step, across, across / flat)


def map_svg(places: Iterable[Place | tuple], title: str, *, key: str = "map", narrowest: float = NARROWEST) -> str:
    """The map as <svg>; empty without places. `key` makes its ids unique on the page; title and names arrive translated; `narrowest`: degrees it shows at least.

    A place is a Place or a tuple in its order: (name, lat, lon, href, count, words).
    """
    shown = [Place(*each) for each in places]
    if not shown:
        return ""
    region = region_of(shown, narrowest)
    points = [region.xy(each.lat, each.lon) for each in shown]
    labels = place_labels([(_name(each), *point) for each, point in zip(shown, points, strict=True)], WIDTH, region.height, MARK)
    drawn = "".join(_marker(each, point, label) for each, point, label in zip(shown, points, labels, strict=True))
    return (f'<svg class="city-map" viewBox="0 0 {WIDTH} {number(region.height)}" role="group" aria-labelledby="{key}-t" direction="ltr">'
            f'<title id="{key}-t">{escape(title)}</title>{_tiles(region)}{drawn}</svg>')


def _name(place: Place) -> str:
    return f"{place.name} · {place.count}" if place.count else place.name


def _tiles(region: Region) -> str:
    """Sea as the ground, land in runs of tiles, and the joints between all tiles over both. Ground and joints alone where land is not known."""
    columns, rows = round((region.east - region.west) / region.step), round((region.north - region.south) / region.step)
    wide, high = region.step * region.across, region.step * region.down
    is_known = known(region.west, region.south, region.east, region.north)
    land = ""
    for row in range(rows if is_known else 0):
        lat = region.north - (row + 0.5) * region.step
        start = None
        for column in range(columns + 1):
            here = column < columns and is_land(lat, region.west + (column + 0.5) * region.step)
            if here and start is None:
                start = column
            elif not here and start is not None:
                land += f"M{number(start * wide)} {number(row * high)}h{number((column - start) * wide)}v{number(high)}H{number(start * wide)}z"
                start = None
    joints = "".join(f"M{number(n * wide)} 0V{number(region.height)}" for n in range(1, columns))
    joints += "".join(f"M0 {number(n * high)}H{WIDTH}" for n in range(1, rows))
    ground = "city-map__sea" if is_known else "city-map__unknown"
    return (f'<g aria-hidden="true"><path class="{ground}" d="M0 0H{WIDTH}V{number(region.height)}H0z"/>'
            + (f'<path class="city-map__land" d="{land}"/>' if land else "") + f'<path class="city-map__joints" d="{joints}"/></g>')


def _marker(place: Place, point: tuple[float, float], label: Label | None) -> str:
    x, y = point
    inside = f"<title>{escape(place.words)}</title>" if place.words else "" if label else f"<title>{escape(_name(place))}</title>"
    if label and label.far:
        inside += f'<path class="city-map__leader" d="M{number(x)} {number(y)}L{number(label.near_x)} {number(label.near_y)}"/>'
    inside += f'<path class="city-map__mark" d="M{number(x)} {number(y - MARK)}l{MARK} {MARK}l-{MARK} {MARK}l-{MARK} -{MARK}z"/>'
    if label:
        inside += (f'<text class="city-map__name" x="{number(label.x)}" y="{number(label.y)}" text-anchor="{label.anchor}" '
                   f'font-size="{label.size}">{escape(_name(place))}</text>')
    if not place.href:
        return f'<g class="city-map__place">{inside}</g>'
    reach = f'<circle class="city-map__reach" cx="{number(x)}" cy="{number(y)}" r="22"/>'
    return f'<a class="city-map__place" href="{escape(place.href)}">{reach}{inside}</a>'

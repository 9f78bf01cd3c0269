"""The emblem of a badge: a figure of small stones whose outline says the kind, in the glazes of a tradition.

learning   a khatam, the star of two crossed squares: a tile like those of a course's mosaic
mentoring  two medallions that overlap, and what they share is gilded
hosting    a doorway with an arch of wedge stones, and a tiled floor seen through it

No letters, so nothing to translate; a light joint all round, so that it stands on dark ground, too. Of the stones at eight places of the border,
as many are gilded as the badge has levels (0 to 8). The same words always give the same emblem.
"""

from dataclasses import dataclass
from html import escape
from math import acos, degrees, hypot

from academy.mosaic.emblems import tile
from academy.mosaic.geometry import Point, number, polar, polygon, roll
from academy.mosaic.laying import UNIT
from academy.mosaic.motifs import MOTIFS
from academy.mosaic.palettes import PALETTES, known
from academy.mosaic.stones import Polygon, between, centre_of, ring

SIDE = 240  # units of the emblem's square
KINDS = ("learning", "mentoring", "hosting")
MIDDLE: Point = (120, 120)
Layer = tuple[str, list[Polygon]]  # a letter of the palette, and what takes it


@dataclass(frozen=True)
class Emblem:
    """Layers from the ground up; then, if there is one, a rosette of the tradition: its centre and half its side."""

    tradition: str
    seed: str
    layers: list[Layer]
    rosette: tuple[Point, float] | None


def emblem(seed: str, tradition: str, kind: str, level: int = 0) -> Emblem:
    """`kind`: one of KINDS; KeyError for another. `level` beyond 0 to 8 counts as the nearest."""
    tradition, level = known(tradition), max(0, min(8, level))
    layers, rosette = {"learning": _star, "mentoring": _medallions, "hosting": _doorway}[kind](seed, level)
    return Emblem(tradition, seed, layers, rosette)


def _star(seed: str, level: int) -> tuple[list[Layer], tuple[Point, float]]:
    def corners(radius: float) -> Polygon:
        return [polar(MIDDLE, radius if n % 2 == 0 else radius * 0.7654, n * 22.5 + 22.5 * 2) for n in range(16)]

    outer, inner = corners(114), corners(97)
    stones: list[Polygon] = []
    for n in range(16):
        stones += between((outer[n], outer[(n + 1) % 16]), (inner[n], inner[(n + 1) % 16]), 3, 2.2)
    gilded = {(6 * n + shift) % 48 for n in range(level) for shift in (0, -1)}
    layers = [("g", [corners(119)]), *_set(seed, stones, gilded), ("a", [corners(94)])]
    points = [[polar(MIDDLE, 86, angle), polar(MIDDLE, 70, angle - 8), polar(MIDDLE, 70, angle + 8)] for angle in (0, 90, 180, 270)]
    layers += [("c", points), ("g", [_square(MIDDLE, 64)])]
    return layers, (MIDDLE, 62)


def _medallions(seed: str, level: int) -> tuple[list[Layer], None]:
    one, two, radius = (84.0, 84.0), (156.0, 156.0), 80.0

    def inside(point: Point, centre: Point, reach: float) -> bool:
        return hypot(point[0] - centre[0], point[1] - centre[1]) < reach

    def outside_other(stones: list[Polygon], other: Point) -> list[Polygon]:
        return [stone for stone in stones if not any(inside(corner, other, radius + 1) for corner in stone)]

    layers: list[Layer] = [("g", [_disc(one, radius + 4), _disc(two, radius + 4)])]
    rims = outside_other(ring(one, 66, radius, 34, 2.2, 135, 495), two) + outside_other(ring(two, 66, radius, 34, 2.2, -45, 315), one)
    gilded = {round((n + 0.5) * len(rims) / 8) for n in range(level)}
    layers += _set(seed, rims, gilded)
    for centre, other, fields in ((one, two, "abad"), (two, one, "dbda")):
        first = 135 if centre is one else -45
        for letter, (inner, outer, count) in zip(fields, ((48, 63, 24), (32.5, 45.5, 17), (16.5, 30, 10)), strict=False):
            layers.append((letter, outside_other(ring(centre, inner, outer, count, 2.2, first, first + 360), other)))
        layers.append((fields[3], [_disc(centre, 13.5)]))
    lens = _lens(one, two, radius)
    layers += [("g", [lens]), ("d", [_shrunk(lens, 0.93)]), ("c", [_shrunk(lens, 0.8)]), ("g", [_shrunk(lens, 0.54)]), ("a", [_shrunk(lens, 0.44)])]
    return layers, None


def _doorway(seed: str, level: int) -> tuple[list[Layer], tuple[Point, float]]:
    spring, foot, outer, inner = (120.0, 110.0), 232.0, 96.0, 74.0
    wedges = ring(spring, inner, outer, 17, 2.4, start=-90, end=90)
    jambs = [[(x, y + 1.2), (x + outer - inner, y + 1.2), (x + outer - inner, y + 22.4), (x, y + 22.4)]
             for x in (spring[0] - outer, spring[0] + inner) for y in (spring[1] + 1.2 + 23.6 * n for n in range(5))]
    gilded = {1 + 2 * n for n in range(level)}
    layers: list[Layer] = [("g", [_arch(spring, outer + 4, foot + 4)]), ("d", [_arch(spring, inner - 2.4, foot - 2)])]
    for letter, each in (("a", {0, 2, 4, 6, 8, 10, 12, 14, 16}), ("b", set(range(1, 17, 2)))):
        layers.append((letter, [stone for n, stone in enumerate(wedges) if n in each - gilded]))
    layers += [("c", [wedges[n] for n in sorted(gilded)]), *_set(seed, jambs, set(), "aaab")]
    rays = ring(spring, 26, 64, 9, 5, start=-90, end=90)
    layers += [("c", [*rays[::2], _half(spring, 20)]), ("b", rays[1::2]), ("g", [_square((120, 172), 60)])]
    return layers, ((120, 172), 58)


def _set(seed: str, stones: list[Polygon], gilded: set[int], glazes: str = "aaaabbd") -> list[Layer]:
    """Stones by their glaze, which the seed decides; the gilded ones apart."""
    by_glaze: dict[str, list[Polygon]] = {}
    for n, stone in enumerate(stones):
        letter = "c" if n in gilded or n - len(stones) in gilded else glazes[roll("badge", seed, n, sides=len(glazes))]
        by_glaze.setdefault(letter, []).append(stone)
    return sorted(by_glaze.items())


def _square(centre: Point, half: float) -> Polygon:
    return [(centre[0] + x * half, centre[1] + y * half) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def _disc(centre: Point, radius: float) -> Polygon:
    return [polar(centre, radius, 6 * n) for n in range(60)]


def _half(centre: Point, radius: float) -> Polygon:
    return [polar(centre, radius, 6 * n - 90) for n in range(31)]


def _arch(spring: Point, radius: float, foot: float) -> Polygon:
    return [*(polar(spring, radius, 4 * n - 90) for n in range(46)), (spring[0] + radius, foot), (spring[0] - radius, foot)]


def _lens(one: Point, two: Point, radius: float) -> Polygon:
    """What two discs of one size share; their centres lie on the falling diagonal."""
    apart = hypot(two[0] - one[0], two[1] - one[1]) / 2
    half = degrees(acos(apart / radius))
    sides = [(one, 135.0), (two, -45.0)]
    return [polar(centre, radius, towards - half + 2 * half * n / 16) for centre, towards in sides for n in range(17)]


def _shrunk(shape: Polygon, share: float) -> Polygon:
    x, y = centre_of(shape)
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in shape]


def badge_svg(seed: str, tradition: str, kind: str, level: int = 0, *, key: str = "badge", title: str = "", size: int | None = None) -> str:
    """The emblem with its colours in it, for a page (key keeps ids apart, the title arrives translated; none: silent) or, with `size` in pixels, a file."""
    made = emblem(seed, tradition, kind, level)
    palette = PALETTES[made.tradition]
    paths = "".join(f'<path fill="{palette[letter]}" d="{"".join(polygon(each) for each in shapes)}"/>' for letter, shapes in made.layers if shapes)
    box = f'xmlns="http://www.w3.org/2000/svg" class="badge-emblem" viewBox="0 0 {SIDE} {SIDE}"' + (f' width="{size}" height="{size}"' if size else "")
    named = f'role="img" aria-labelledby="{key}-t"><title id="{key}-t">{escape(title)}</title>' if title else 'aria-hidden="true" focusable="false">'
    return f"<svg {box} {named}{paths}{_rosette(made, palette, key)}</svg>"


def _rosette(made: Emblem, palette: dict[str, str], key: str) -> str:
    """Glaze by glaze and not tile by tile, as in emblems.py: where two tiles meet, the ground would shine through as a hairline."""
    if made.rosette is None:
        return ""
    (x, y), half = made.rosette
    four = tile(made.tradition, made.seed)
    layers = [f'<path id="{key}-{n}" {_paint(letter, palette)} d="{path}"/>' for n, (letter, path) in enumerate(MOTIFS[made.tradition][four[0].motif])]
    uses = "".join(f'<use href="#{key}-{n}" transform="{piece.transform()}"/>' for n in range(len(layers)) for piece in four)
    return f'<defs>{"".join(layers)}</defs><g transform="translate({number(x - half)} {number(y - half)})scale({half / UNIT:.4f})">{uses}</g>'


def _paint(letter: str, palette: dict[str, str]) -> str:
    if letter == "l":
        return f'fill="none" stroke="{palette["drawn"]}" stroke-width="1.2"'
    if letter in "stu":
        return f'fill="none" stroke="{palette["abc"["stu".index(letter)]]}" stroke-width="3.9" stroke-dasharray="3.2 .7"'
    return f'fill="{palette[letter]}"'

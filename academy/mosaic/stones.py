"""Small stones set in a row: between two lines, around a ring, or chopped off a line."""

from itertools import pairwise
from math import hypot

from academy.mosaic.geometry import Point, polar

Polygon = list[Point]


def between(outer: tuple[Point, Point], inner: tuple[Point, Point], count: int, gap: float) -> list[Polygon]:
    """`count` stones that fill the strip from the line `outer` to the line `inner`, a joint of `gap` between two."""
    def along(line: tuple[Point, Point], share: float) -> Point:
        return line[0][0] + (line[1][0] - line[0][0]) * share, line[0][1] + (line[1][1] - line[0][1]) * share

    joint = gap / 2 / (hypot(outer[1][0] - outer[0][0], outer[1][1] - outer[0][1]) or 1)
    ends = [(n / count + joint, (n + 1) / count - joint) for n in range(count)]
    return [[along(outer, first), along(outer, last), along(inner, last), along(inner, first)] for first, last in ends]


def ring(centre: Point, inner: float, outer: float, count: int, gap: float, start: float = 0, end: float = 360) -> list[Polygon]:
    """`count` stones of a ring from angle to angle (degrees, clockwise from twelve), each a piece of it with bent sides."""
    step, joint = (end - start) / count, gap / 2 / ((inner + outer) / 2) * 57.3
    bends = max(1, round(step / 12))
    made = []
    for n in range(count):
        first, last = start + n * step + joint, start + (n + 1) * step - joint
        angles = [first + (last - first) * k / bends for k in range(bends + 1)]
        made.append([polar(centre, outer, angle) for angle in angles] + [polar(centre, inner, angle) for angle in reversed(angles)])
    return made


def chopped(line: Polygon, width: float, length: float, gap: float) -> list[Polygon]:
    """A line cut into stones as wide as `width`, as a dashed stroke would show it."""
    made, left, laying, stone = [], length, True, [line[0]]
    for (x1, y1), (x2, y2) in pairwise(line):
        far = hypot(x2 - x1, y2 - y1)
        done = 0.0
        while far - done > left:
            done += left
            at = (x1 + (x2 - x1) * done / far, y1 + (y2 - y1) * done / far)
            if laying:
                made.append([*stone, at])
            stone, laying, left = [at], not laying, gap if laying else length
        left -= far - done
        stone.append((x2, y2))
    if laying and len(stone) > 1:
        made.append(stone)
    return [wide for each in made if (wide := _widened(each, width))]


def _widened(line: Polygon, width: float) -> Polygon:
    dx, dy = line[-1][0] - line[0][0], line[-1][1] - line[0][1]
    far = hypot(dx, dy)
    if far == 0:
        return []
    nx, ny = -dy / far * width / 2, dx / far * width / 2
    return [(x + nx, y + ny) for x, y in line] + [(x - nx, y - ny) for x, y in reversed(line)]


def centre_of(polygon: Polygon) -> Point:
    return sum(x for x, _y in polygon) / len(polygon), sum(y for _x, y in polygon) / len(polygon)

"""The path strings of motifs as points, for drawing them without a browser. Reads what motifs.py writes: M L H V C A Z, in both cases."""

import re
from itertools import islice
from math import atan2, ceil, cos, pi, sin, sqrt

from academy.mosaic.geometry import Point

TOKEN = re.compile(r"[MLHVCAZmlhvcaz]|-?(?:\d+\.?\d*|\.\d+)")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
STEP = pi / 16  # of a curve, between two points


def points_of(path: str) -> list[list[Point]]:
    """Each subpath as its points, curves broken into short lines. A command it does not know is a ValueError, never a hole in a drawing."""
    tokens, lines, here, start, command = TOKEN.findall(path), [], (0.0, 0.0), (0.0, 0.0), ""
    at = 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        if not command:
            raise ValueError(path)
        takes = TAKES[command.upper()]
        values = [float(token) for token in islice(tokens, at, at + takes)]
        if len(values) < takes:
            raise ValueError(path)
        at += takes
        base = here if command.islower() else (0.0, 0.0)
        match command.upper():
            case "Z":
                here = start
            case "M":
                here = start = (base[0] + values[0], base[1] + values[1])
                lines.append([here])
                command = "l" if command == "m" else "L"
            case "H":
                here = (base[0] + values[0], here[1])
                lines[-1].append(here)
            case "V":
                here = (here[0], base[1] + values[0])
                lines[-1].append(here)
            case "L":
                here = (base[0] + values[0], base[1] + values[1])
                lines[-1].append(here)
            case "C":
                bends = [(base[0] + values[n], base[1] + values[n + 1]) for n in (0, 2, 4)]
                lines[-1] += _cubic(here, *bends)
                here = bends[2]
            case "A":
                end = (base[0] + values[5], base[1] + values[6])
                lines[-1] += _arc(here, values[0], bool(values[3]), bool(values[4]), end)
                here = end
    return lines


def _cubic(a: Point, b: Point, c: Point, d: Point, parts: int = 12) -> list[Point]:
    def at(t: float, n: int) -> float:
        return (1 - t) ** 3 * a[n] + 3 * (1 - t) ** 2 * t * b[n] + 3 * (1 - t) * t * t * c[n] + t**3 * d[n]
    return [(at(n / parts, 0), at(n / parts, 1)) for n in range(1, parts + 1)]


def _arc(start: Point, radius: float, big: bool, clockwise: bool, end: Point) -> list[Point]:
    """Of a circle (motifs know no ellipses), as the SVG specification builds it from its ends."""
    dx, dy = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    half = sqrt(dx * dx + dy * dy)
    if half == 0:
        return []
    radius = max(radius, half)
    away = sqrt(radius * radius - half * half) / half * (1 if big != clockwise else -1)
    centre = (start[0] + dx - away * dy, start[1] + dy + away * dx)
    first = atan2(start[1] - centre[1], start[0] - centre[0])
    sweep = (atan2(end[1] - centre[1], end[0] - centre[0]) - first) % (2 * pi)
    if not clockwise:
        sweep -= 2 * pi
    parts = max(1, ceil(abs(sweep) / STEP))
    return [*((centre[0] + radius * cos(first + sweep * n / parts), centre[1] + radius * sin(first + sweep * n / parts)) for n in range(1, parts)), end]

"""The seats of a space as tiles in a half ring: filled = held, half filled = somebody sits in, hollow = vacant. Pure: states in, <svg> out.

    hemicycle_svg(["held", "vacant", "half"], title="...")      a few kilobytes; colours by class (static/css/cooperation/space.css)
"""

from html import escape
from math import ceil, cos, pi, sin

HELD, HALF, VACANT = "held", "half", "vacant"
TILE, GAP, INNER = 26, 7, 78  # of the view box: a tile's side, the joint, the radius of the inner ring
ONE_RING = 15  # so many tiles still stand in one arch


def rings_of(count: int) -> list[tuple[float, int]]:
    """[(radius, tiles in it)], the inner ring first. Few tiles stand in one arch as wide as they need; more in rings of equal joints."""
    step = TILE + GAP
    if count <= ONE_RING:
        return [(max(INNER / 2, (count - 1) * step / pi), count)] if count > 0 else []
    radii = [INNER]
    while sum(map(_room, radii)) < count:
        radii.append(radii[-1] + step)
    rooms = [_room(each) for each in radii]
    shares = [count * each // sum(rooms) for each in rooms]
    shares[-1] += count - sum(shares)
    return list(zip(radii, shares, strict=True))


def _room(radius: float) -> int:
    return int(pi * radius / (TILE + GAP)) + 1


def hemicycle_svg(states: list[str], title: str) -> str:
    """Tiles from the start side to the other, ring by ring. A space without seats draws nothing."""
    rings = rings_of(len(states))
    if not rings:
        return ""
    half = rings[-1][0] + TILE
    floor, left, tiles = half - TILE / 2 + 4, list(states), []
    for radius, count in rings:
        for number in range(count):
            angle = pi / 2 if count == 1 else pi * number / (count - 1)
            tiles.append(_tile(left.pop(0), half - radius * cos(angle), floor - radius * sin(angle), 90 - angle * 180 / pi))
    return (f'<svg class="hemicycle" viewBox="0 0 {ceil(2 * half)} {ceil(floor + TILE / 2 + 3)}" role="img" aria-label="{escape(title, quote=True)}">'
            f'{"".join(tiles)}</svg>')


def _tile(state: str, x: float, y: float, turned: float) -> str:
    side = TILE / 2
    square = f'<path class="seat seat--{state}" d="M{-side:g} {-side:g}h{TILE}v{TILE}h-{TILE}z"/>'
    filled = f'<path class="seat__half" d="M{-side:g} {side:g}v-{TILE}l{TILE} {TILE}z"/>' if state == HALF else ""
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({-turned:.1f})">{square}{filled}</g>'

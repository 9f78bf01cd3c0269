"""The seats of a space as tiles in a half ring: filled = held, half filled = somebody sits in, hollow = vacant. Pure: states in, <svg> out.

    hemicycle_svg(["held", "vacant", "half"], title="...")      a few kilobytes; colours by class (static/css/cooperation/space.css)
"""

from html import escape
from math import ceil, cos, pi, sin

HELD, HALF, VACANT = "held", "half", "vacant"
TILE, GAP, FIRST_RADIUS = 26, 8, 70  # of the view box
MOST_IN_A_ROW = 18


def rows_of(count: int) -> list[int]:
    """How many tiles stand in each half ring, the inner one first; as few rings as hold them, the longer ones outside."""
    if count <= 0:
        return []
    rings = 1
    while sum(_room(ring) for ring in range(rings)) < count:
        rings += 1
    room = [_room(ring) for ring in range(rings)]
    share = [max(1, count * each // sum(room)) for each in room]
    share[-1] += count - sum(share)
    return share


def _room(ring: int) -> int:
    return int(pi * (FIRST_RADIUS + ring * (TILE + GAP)) / (TILE + GAP)) + 1


def hemicycle_svg(states: list[str], title: str) -> str:
    """Tiles from the start side to the other, ring by ring. An empty space draws nothing."""
    rings = rows_of(len(states))
    if not rings:
        return ""
    outer = FIRST_RADIUS + (len(rings) - 1) * (TILE + GAP)
    half, height = outer + TILE, outer + TILE + 4
    left, tiles = list(states), []
    for ring, count in enumerate(rings):
        radius = FIRST_RADIUS + ring * (TILE + GAP)
        for number in range(count):
            angle = pi * (number + 0.5) / count if count == 1 else pi * number / (count - 1)
            tiles.append(_tile(left.pop(0), half - radius * cos(angle), height - TILE / 2 - 2 - radius * sin(angle), 90 - angle * 180 / pi))
    return f'<svg class="hemicycle" viewBox="0 0 {2 * half} {ceil(height)}" role="img" aria-label="{escape(title, quote=True)}">{"".join(tiles)}</svg>'


def _tile(state: str, x: float, y: float, turned: float) -> str:
    side = TILE / 2
    square = f'<path class="seat seat--{state}" d="M{-side:g} {-side:g}h{TILE}v{TILE}h-{TILE}z"/>'
    filled = f'<path class="seat__half" d="M{-side:g} {side:g}v-{TILE}l{TILE} {TILE}z"/>' if state == HALF else ""
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({-turned:.1f})">{square}{filled}</g>'

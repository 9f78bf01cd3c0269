"""A circle as a ring of tiles, one for each person."""

from math import cos, pi, sin

from django import template

register = template.Library()
OUTER, INNER, GAP = 56.0, 26.0, 0.09  # radii in units of the view box; the joint between two tiles in radians


@register.filter
def ring(people: int) -> list[str]:
    """The paths of so many tiles, the first at the top, then around."""
    step = 2 * pi / max(people, 1)
    return [_tile(-pi / 2 + number * step - step / 2 + GAP, -pi / 2 + number * step + step / 2 - GAP) for number in range(people)]


def _tile(first: float, last: float) -> str:
    def at(radius: float, angle: float) -> str:
        return f"{radius * cos(angle):.1f} {radius * sin(angle):.1f}"
    wide = int(last - first > pi)
    return f"M{at(OUTER, first)}A{OUTER} {OUTER} 0 {wide} 1 {at(OUTER, last)}L{at(INNER, last)}A{INNER} {INNER} 0 {wide} 0 {at(INNER, first)}Z"

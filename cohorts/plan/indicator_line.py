"""A small line of an indicator: from its baseline over the values to the target, which is drawn as a ring at the end of a broken line. Pure.

Of this app's own, since home/charts stands a floor above. Silent for screen readers: the numbers stand beside it in words.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

WIDE, HIGH, EDGE = 240.0, 64.0, 7.0  # units of the view box


def line_svg(points: Sequence[tuple[date, Decimal]], target: tuple[date, Decimal], *, mirrored: bool = False) -> str:
    """`points`: the baseline first, then the values, by day. `mirrored`: time runs from right to left, as Arabic is read."""
    days = [day for day, _value in (*points, target)]
    values = [float(value) for _day, value in (*points, target)]
    first, span = min(days), max((max(days) - min(days)).days, 1)
    low, height = min(values), (max(values) - min(values)) or 1.0

    def at(day: date, value: Decimal) -> str:
        across = EDGE + (WIDE - 2 * EDGE) * (day - first).days / span
        down = HIGH - EDGE - (HIGH - 2 * EDGE) * (float(value) - low) / height
        return f"{_short(WIDE - across if mirrored else across)} {_short(down)}"

    known = [at(*each) for each in points]
    aim = at(*target)
    dots = "".join(_dot(each, "indicator-line__begin" if place == 0 else "indicator-line__value") for place, each in enumerate(known))
    return (f'<svg class="indicator-line" viewBox="0 0 {WIDE:g} {HIGH:g}" aria-hidden="true" focusable="false">'
            f'<path class="indicator-line__way" d="M{known[-1]}L{aim}"/><path class="indicator-line__line" d="M{"L".join(known)}"/>{dots}{_dot(aim, "indicator-line__target")}</svg>')


def _dot(place: str, kind: str) -> str:
    across, down = place.split(" ")
    return f'<circle class="{kind}" cx="{across}" cy="{down}" r="4"/>'


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

"""The hours between cities as tiles: a row for each city, given to one side, received to the other. The table below says the same in numbers."""

from html import escape

from home.solidarity_ledger import BASE, Flows

WIDTH, ROW, TILE, GAP = 640, 34, 11, 2  # units of the view box
HALF, NAMES = 260, 120  # the room for tiles on each side; the room for names in the middle
MOST = HALF // (TILE + GAP)  # tiles on one side


def flows_svg(flows: Flows) -> str:
    """An <svg> of a few kilobytes, silent for screen readers. One tile stands for `per` hours, written on it by the page's words; empty without cities."""
    if not flows.rows:
        return ""
    per = hours_a_tile(flows)
    drawn = "".join(_row(number, row, per) for number, row in enumerate(flows.rows))
    return f'<svg class="hours-picture" viewBox="0 0 {WIDTH} {ROW * len(flows.rows)}" aria-hidden="true" focusable="false">{drawn}</svg>'


def hours_a_tile(flows: Flows) -> int:
    """5, or as many more as let the longest row fit."""
    longest = max([max(row["given"], row["received"]) for row in flows.rows], default=0)
    return BASE * max(1, -(-longest // (BASE * MOST)))


def _row(number: int, row: dict, per: int) -> str:
    top = number * ROW + (ROW - TILE) / 2
    middle = HALF + NAMES / 2
    name = f'<text x="{middle}" y="{number * ROW + ROW / 2 + 4}" text-anchor="middle" class="hours-picture__name">{escape(row["city"].name)}</text>'
    given = "".join(_tile(HALF + NAMES + step * (TILE + GAP), top, "given") for step in range(-(-row["given"] // per)))
    received = "".join(_tile(HALF - TILE - step * (TILE + GAP), top, "received") for step in range(-(-row["received"] // per)))
    return received + name + given


def _tile(x: float, y: float, kind: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{TILE}" height="{TILE}" class="hours-picture__{kind}"/>'

"""A matrix of flows: a tile for each pair, the darker the more; from the row to the column, whose numbers are those of the rows."""

from collections.abc import Sequence

from home.charts.chart import Cell, Chart
from home.charts.drawing import Drawing, number, shortened

TILE, HEAD = 40, 26  # pixels down; across, what the names leave is shared
NAMES = 36  # per cent
SHADES = 4
NARROW, WIDE = 12, 32  # letters that fit beside the tiles on a phone; on a page


def matrix_chart(title: str, names: Sequence[str], cells: Sequence[Sequence[int | None]], *, heads: tuple[str, str, str], hidden: str, within: bool = False,
                 rtl: bool = False) -> Chart:
    """`cells[row][column]`; None where nothing is shown. `heads`: from, to, how much; `hidden`: the words for None; `within`: flows
    inside a city are flows too. The table lists what is shown, most first,
    and says in one last row what all the others are."""
    flows = sorted(((value, row, column) for row, line in enumerate(cells) for column, value in enumerate(line) if value is not None), key=lambda each: (-each[0], each[1:]))
    rows = [(Cell(names[row]), Cell(names[column]), Cell(str(value))) for value, row, column in flows]
    return Chart(title, heads, (*rows, (Cell("…"), Cell("…"), Cell(hidden))) if rows else (), matrix_svg(names, cells, within=within, rtl=rtl))


def matrix_svg(names: Sequence[str], cells: Sequence[Sequence[int | None]], *, within: bool = False, rtl: bool = False) -> str:
    """Empty where nothing is shown."""
    most = max((value for line in cells for value in line if value is not None), default=0)
    if most <= 0:
        return ""
    drawing = Drawing("matrix", HEAD + TILE * len(names) + 2, rtl)
    wide = (100 - NAMES) / len(names)
    for place, name in enumerate(names):
        middle = HEAD + TILE * place + TILE / 2 + 4
        drawing.words(0, middle, str(place + 1), "number")
        long = len(name) > NARROW
        drawing.words(0, middle, shortened(name, WIDE), "label chart__wide" if long else "label", nudge=20)
        if long:
            drawing.words(0, middle, shortened(name, NARROW), "label chart__narrow", nudge=20)
        drawing.words(NAMES + wide * (place + 0.5), HEAD - 9, str(place + 1), "number", "middle")
    for row, line in enumerate(cells):
        for column, value in enumerate(line):
            left, top = NAMES + wide * column, HEAD + TILE * row
            shade = "none" if row == column and not within else 0 if value is None else max(1, -(-value * SHADES // most))
            drawing.box(left + 0.25, top + 1.5, wide - 0.5, TILE - 3, f"tile chart__tile--{shade}")
            if value is not None:
                drawing.words(left + wide / 2, top + TILE / 2 + 4, number(value), f"on chart__on--{shade}", "middle")
    return drawing.svg()

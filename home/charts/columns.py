"""Columns, such as one for each month."""

from collections.abc import Sequence

from home.charts.chart import Cell, Chart, Mark, spoken
from home.charts.drawing import Drawing, steps

HEAD, FOOT = 20, 24  # pixels for the number above a column, and for the words below it
FEW, MANY = 8, 12  # columns whose words all fit on a phone; on a page


def column_chart(title: str, marks: Sequence[Mark], *, heads: tuple[str, str], rtl: bool = False, height: int = 190) -> Chart:
    rows = tuple((Cell(each.long or each.label, each.href), Cell(each.words)) for each in marks)
    return Chart(title, heads, rows, columns_svg(marks, rtl=rtl, height=height))


def columns_svg(marks: Sequence[Mark], *, rtl: bool = False, height: int = 190) -> str:
    """Empty where there is no value above nought."""
    values = [each.value or 0 for each in marks]
    if not any(value > 0 for value in values):
        return ""
    ticks = steps(max(values))
    drawing, floor = Drawing("columns", height, rtl), height - FOOT
    scale = (floor - HEAD) / ticks[-1]
    begin = 3 + 1.6 * len(spoken(ticks[-1]))
    for tick in ticks:
        drawing.line(begin, floor - tick * scale, 100, floor - tick * scale, "floor" if tick == 0 else "grid")
        drawing.words(begin, floor - tick * scale + 4, spoken(tick), "tick", "end", nudge=-6)
    room, every = (100 - begin) / len(marks), -(-len(marks) // MANY)
    for place, (mark, value) in enumerate(zip(marks, values, strict=True)):
        left = begin + room * place
        middle = left + room / 2
        if value > 0:
            drawing.box(left + room * 0.18, floor - value * scale, room * 0.64, value * scale, "column")
        from_end = len(marks) - 1 - place
        if from_end % every:
            continue
        rare = " chart__rare" if len(marks) > FEW and from_end % (2 * every) else ""
        if value > 0:
            drawing.words(middle, floor - value * scale - 5, spoken(value), f"number{rare}", "middle")
        drawing.words(middle, height - 6, mark.label, f"label{rare}", "middle")
    return drawing.svg()

"""Bars in rows: the words above, the bar below, the number at its end."""

from collections.abc import Sequence

from home.charts.chart import Cell, Chart, Mark
from home.charts.drawing import Drawing, shortened

ROW, BAR = 46, 14  # pixels
NARROW, WIDE = 38, 90  # letters that fit across a phone; across a page
END = 82  # per cent; what is left is for the number


def bar_chart(title: str, marks: Sequence[Mark], *, heads: tuple[str, str], rtl: bool = False) -> Chart:
    rows = tuple((Cell(each.long or each.label, each.href), Cell(each.words)) for each in marks)
    return Chart(title, heads, rows, bars_svg(marks, rtl=rtl))


def bars_svg(marks: Sequence[Mark], *, rtl: bool = False) -> str:
    """Empty without a value above nought."""
    most = max((each.value or 0 for each in marks), default=0)
    if most <= 0:
        return ""
    drawing = Drawing("bars", ROW * len(marks) + 2, rtl)
    drawing.line(0, 0, 0, ROW * len(marks), "floor")
    for place, mark in enumerate(marks):
        top, long = place * ROW, END * (mark.value or 0) / most
        drawing.words(0, top + 16, shortened(mark.label, WIDE), "label chart__wide" if len(mark.label) > NARROW else "label", nudge=6)
        if len(mark.label) > NARROW:
            drawing.words(0, top + 16, shortened(mark.label, NARROW), "label chart__narrow", nudge=6)
        if long > 0:
            drawing.box(0, top + 23, long, BAR, "column")
        drawing.words(long, top + 35, mark.words, "number", nudge=6)
    return drawing.svg()

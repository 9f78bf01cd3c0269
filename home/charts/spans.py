"""Before and after in rows: a hollow mark, a line, a filled mark, on one scale. Long names fit, and any number of rows."""

from collections.abc import Sequence

from home.charts.chart import Chart, Pair
from home.charts.drawing import Drawing, shortened
from home.charts.slope import pair_rows

ROW, TOP = 46, 20  # pixels
LONGEST = 42
BEGIN, END = 4, 96  # per cent


def span_chart(title: str, pairs: Sequence[Pair], *, heads: tuple[str, str, str], most: int, rtl: bool = False) -> Chart:
    """As slope_chart. A pair with one value shows one mark."""
    return Chart(title, heads, pair_rows(pairs), spans_svg(pairs, most, rtl), (("before", heads[1]), ("after", heads[2])))


def spans_svg(pairs: Sequence[Pair], most: int, rtl: bool = False) -> str:
    """Empty without any value."""
    if not any(each.before is not None or each.after is not None for each in pairs):
        return ""
    height = TOP + ROW * len(pairs)
    drawing = Drawing("spans", height, rtl)

    def across(value: float) -> float:
        return BEGIN + (END - BEGIN) * value / most
    for tick in range(most + 1):
        drawing.line(across(tick), TOP - 4, across(tick), height - 4, "grid")
        drawing.words(across(tick), 11, str(tick), "tick", "middle")
    for place, pair in enumerate(pairs):
        top = TOP + place * ROW
        drawing.words(0, top + 14, shortened(pair.label, LONGEST), "label")
        if pair.before is not None and pair.after is not None:
            drawing.line(across(pair.before), top + 29, across(pair.after), top + 29, "rise" if pair.after >= pair.before else "fall")
        if pair.before is not None:
            drawing.dot(across(pair.before), top + 29, 6, "before")
        if pair.after is not None:
            drawing.dot(across(pair.after), top + 29, 5, "after")
    return drawing.svg()

"""Slopes: where each stood before, and where after. For a few lines; more are drawn by spans.py."""

from collections.abc import Sequence

from home.charts.chart import Cell, Chart, Pair
from home.charts.drawing import Drawing, shortened

TOP, FOOT, STEP = 30, 12, 24  # pixels: for the words above, below the last line, and between the words of two lines
LEFT, RIGHT, NAMES = 10, 36, 43  # per cent: before, after, where the names begin
MOST_LINES = 7  # that it can name legibly
NARROW, WIDE = 18, 60  # letters that fit across a phone; across a page


def slope_chart(title: str, pairs: Sequence[Pair], *, heads: tuple[str, str, str], most: float, rtl: bool = False) -> Chart:
    """`most`: the top of the scale, which begins at nought. `heads`: what the lines are, before, after."""
    return Chart(title, heads, pair_rows(pairs), slope_svg(pairs, heads[1], heads[2], most, rtl))


def pair_rows(pairs: Sequence[Pair]) -> tuple:
    return tuple((Cell(each.label, each.href), *(Cell(words) for words in each.words)) for each in pairs)


def slope_svg(pairs: Sequence[Pair], before: str, after: str, most: float, rtl: bool = False) -> str:
    """Only pairs with both values are drawn; empty without any."""
    drawn = [each for each in pairs if each.before is not None and each.after is not None]
    if not drawn:
        return ""
    height = TOP + FOOT + max(150, STEP * len(drawn))
    drawing = Drawing("slope", height, rtl)
    scale = (height - TOP - FOOT) / most

    def down(value: float) -> float:
        return height - FOOT - value * scale
    for x, words, anchor in ((LEFT, before, "start"), (RIGHT, after, "middle")):
        drawing.line(x, TOP - 4, x, height - FOOT, "grid")
        drawing.words(0 if anchor == "start" else x, 14, words, "tick", anchor)
    ends = apart([down(each.after) for each in drawn], STEP - 6, TOP + 4, height - 4)
    begun = {each.before: each.words[0] for each in drawn}  # lines that begin together share their number
    for words, start in zip(begun.values(), apart([down(each) for each in begun], 15, TOP + 4, height - 4), strict=True):
        drawing.words(LEFT, start + 4, words, "number", "end", nudge=-9)
    for pair, end in zip(drawn, ends, strict=True):
        kind = "rise" if pair.after > pair.before else "fall"
        drawing.line(LEFT, down(pair.before), RIGHT, down(pair.after), kind)
        drawing.dot(LEFT, down(pair.before), 4.5, "before")
        drawing.dot(RIGHT, down(pair.after), 4.5, "after")
        drawing.line(RIGHT + 1.5, down(pair.after), NAMES - 1, end, "leader")
        long = len(pair.label) > NARROW
        drawing.words(NAMES, end + 4, f"{pair.words[1]}  {shortened(pair.label, WIDE)}", "label chart__wide" if long else "label")
        if long:
            drawing.words(NAMES, end + 4, f"{pair.words[1]}  {shortened(pair.label, NARROW)}", "label chart__narrow")
    return drawing.svg()


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The same places, moved as little as keeps neighbours `gap` apart, between `low` and `high` where they fit."""
    order = sorted(range(len(places)), key=lambda each: (places[each], each))
    found = [0.0] * len(places)
    last = low - gap
    for each in order:
        last = found[each] = max(places[each], last + gap)
    nearest = high
    for each in reversed(order):
        nearest = found[each] = min(found[each], nearest)
        nearest -= gap
    return found

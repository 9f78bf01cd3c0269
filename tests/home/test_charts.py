"""Charts: pure drawings that are escaped, mirrored, of bounded size, and always come with their table."""

import xml.etree.ElementTree as ET
from itertools import pairwise

from home.charts import Mark, Pair, bar_chart, column_chart, slope_chart, span_chart
from home.charts.drawing import steps
from home.charts.slope import apart

MONTHS = [Mark("Oct", 4), Mark("Nov", 12, long="November 2026"), Mark("Dec", None, "fewer than 5")]
PAIRS = [Pair("Vision", 2.0, 4.5), Pair("Creativity <b>", 3, 2, href="/en/skills/")]


def boxes(svg: str) -> list[dict]:
    return [each.attrib for each in ET.fromstring(svg).iter() if each.tag == "rect"]


def test_every_chart_is_wellformed_silent_and_free_of_style_attributes():
    for rtl in (False, True):
        for chart in (column_chart("t", MONTHS, heads=("m", "n"), rtl=rtl), bar_chart("t", [Mark('<i>"&', 3)], heads=("c", "n"), rtl=rtl),
                      slope_chart("t", PAIRS, heads=("s", "b", "a"), most=8, rtl=rtl), span_chart("t", PAIRS, heads=("s", "b", "a"), most=8, rtl=rtl)):
            root = ET.fromstring(chart.svg)
            assert root.attrib["aria-hidden"] == "true" and root.attrib.get("direction") == ("rtl" if rtl else None)
            assert "style=" not in chart.svg and "<b>" not in chart.svg and "<i>" not in chart.svg


def test_columns_are_as_high_as_their_values_and_the_table_says_what_is_not_drawn():
    chart = column_chart("t", MONTHS, heads=("Month", "People"))
    low, high = (float(each["height"]) for each in boxes(chart.svg))
    assert abs(high / low - 3) < 0.01, "12 is three times 4, and December has no column"
    assert [[cell.text for cell in row] for row in chart.rows] == [["Oct", "4"], ["November 2026", "12"], ["Dec", "fewer than 5"]]


def test_right_to_left_is_the_mirror():
    here, there = (boxes(column_chart("t", MONTHS, heads=("m", "n"), rtl=rtl).svg) for rtl in (False, True))
    for one, other in zip(here, there, strict=True):
        assert abs(float(one["x"][:-1]) + float(one["width"][:-1]) + float(other["x"][:-1]) - 100) < 0.02
        assert (one["y"], one["height"]) == (other["y"], other["height"])


def test_the_longest_bar_leaves_room_for_its_number_and_shares_are_true():
    long, short = (float(each["width"][:-1]) for each in boxes(bar_chart("t", [Mark("a", 40), Mark("b", 10)], heads=("c", "n")).svg))
    assert long <= 85 and abs(long / short - 4) < 0.01


def test_nothing_to_draw_draws_nothing():
    assert column_chart("t", [Mark("Oct", 0)], heads=("m", "n")).svg == "" == bar_chart("t", [], heads=("c", "n")).svg
    assert slope_chart("t", [Pair("x", None, 3)], heads=("s", "b", "a"), most=8).svg == ""


def test_steps_are_few_round_and_reach_the_top():
    for most in (1, 3, 4, 5, 7, 12, 99, 100, 101, 12_345):
        ticks = steps(most)
        assert ticks[-1] >= most and 2 <= len(ticks) <= 6 and len({b - a for a, b in pairwise(ticks)}) == 1


def test_words_keep_apart():
    found = sorted(apart([10, 11, 12, 90, 91], 15, 0, 100))
    assert all(b - a >= 14.99 for a, b in pairwise(found)) and found[0] >= 0 and found[-1] <= 100

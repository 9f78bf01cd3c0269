"""Charts as silent <svg>, each with the table that says the same. Pure: values in, text out; no Django, no clock.

    column_chart("People active", [Mark("Nov", 12), Mark("Dec", None, "fewer than 5")], heads=("Month", "People"), rtl=False)
    bar_chart("By course", [Mark("Co-production", 31, "31 people", href="/en/…")], heads=("Course", "People"))
    slope_chart("Skills", [Pair("Spotting opportunities", 2.1, 4.0)], heads=("Skill", "Before", "After"), most=8)
    matrix_chart("Visits", ["Cascais", "Mahdia"], [[None, 10], [5, None]], heads=("From", "To", "People"), hidden="under 5")
    span_chart(…)  the same arguments as slope_chart, a row for each: for more than MOST_LINES, or for long names

Each gives a `Chart` for templates/home/charts/figure.html ({% include "home/charts/figure.html" with chart=chart %}), on a page that loads the sheet
of academy/parts/figures_stylesheet.html. Marks stand in the order given; a value of None draws nothing and is said in words by `shown`. Words come
translated and unescaped: the drawing escapes them. Letters keep their size whatever the width, since places are shares of it; `rtl` mirrors the places.
Colours are classes of static/css/figures/charts.css, so they follow the theme, print in grey, and need no style attribute.
"""

from home.charts.bars import bar_chart
from home.charts.chart import Chart, Mark, Pair
from home.charts.columns import column_chart
from home.charts.matrix import matrix_chart
from home.charts.slope import slope_chart
from home.charts.spans import span_chart

__all__ = ["Chart", "Mark", "Pair", "bar_chart", "column_chart", "matrix_chart", "slope_chart", "span_chart"]

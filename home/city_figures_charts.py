"""The charts of a city's figures: what happened by month, by course, by cohort, by public; levels of skills before and after."""

from dataclasses import replace

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from academy.measures import Measure
from academy.models.skills import HIGHEST
from home.charts import Chart, Mark, Pair, bar_chart, column_chart, slope_chart, span_chart
from home.charts.chart import Cell as TableCell
from home.charts.slope import MOST_LINES
from home.city_figures import Cell, CityFigures
from home.city_figures_breakdown import Row, SkillRow
from home.definitions import DEFINITIONS, hours
from home.month_words import month_short, month_words

DRAWN = 12  # rows of a bar chart; the table holds all


def by_month(figures: CityFigures, measure: str) -> Chart:
    """People of each month for `active`, else what was done."""
    people, of_hours = measure == Measure.ACTIVE, measure in (Measure.GAVE, Measure.RECEIVED)
    marks = []
    for month, cells in figures.months.items():
        cell = cells.get(measure, Cell())
        marks.append(Mark(month_short(month), cell.people if people else hours(cell.amount) if of_hours else cell.amount, long=month_words(month)))
    title = str(DEFINITIONS[measure].label)
    return column_chart(_("%(what)s, by month") % {"what": title}, marks, heads=(_("Month"), title), rtl=get_language_bidi())


def of_rows(title: str, what: str, rows: list[Row]) -> Chart:
    """Bars of lessons done, and a table of joined, done, finished (and people active, where known)."""
    chart = bar_chart(title, [Mark(each.label, each.lessons) for each in rows[:DRAWN]], heads=(what, ""), rtl=get_language_bidi())
    with_people = any(each.people is not None for each in rows)
    heads = (what, *([str(DEFINITIONS["active"].label)] if with_people else []), *(str(DEFINITIONS[key].label) for key in ("joined", "lessons", "finished")))
    cells = tuple(tuple(TableCell(str(value)) for value in (each.label, *([each.people] if with_people else []), each.joined, each.lessons, each.finished)) for each in rows)
    return replace(chart, heads=heads, rows=cells)


def of_skills(title: str, rows: list[SkillRow]) -> Chart:
    """A slope for a few skills, rows for many."""
    pairs = [Pair(each.label, each.before, each.after) for each in rows]
    draw = slope_chart if len(pairs) <= MOST_LINES else span_chart
    return draw(title, pairs, heads=(_("Skill"), str(DEFINITIONS["skill_before"].label), str(DEFINITIONS["skill_after"].label)), most=HIGHEST, rtl=get_language_bidi())

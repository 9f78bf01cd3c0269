"""A city's figures as a file: one list of numbers, each with what it is, for a spreadsheet or a program. Exact: for the city's own team."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.city_figures import CityFigures, Figure
from home.city_figures_breakdown import Row, SkillRow
from home.city_figures_words import plain_number
from home.definitions import DEFINITIONS


@dataclass(frozen=True)
class Breakdowns:
    courses: list[Row]
    cohorts: list[Row]
    publics: list[Row]
    skills: list[SkillRow]


def numbers(figures: CityFigures, parts: Breakdowns) -> Iterator[dict]:
    """{part, of, name, figure, value, busiest_month}: `of` a stable key, `figure` a key of home/definitions.py."""
    for figure in [*figures.headline, *figures.today_now]:
        yield _number("all", "", "", figure.definition.key, plain_number(figure), figure.of_busiest_month)
    for month, cells in figures.months.items():
        for key in (each.definition.key for each in figures.headline):
            if key in cells:
                yield _number("month", month, "", key, plain_number(Figure(DEFINITIONS[key], cells[key].people if key == "active" else cells[key].amount)))
        if figures.hosted.get(month):
            yield _number("month", month, "", "hosted", figures.hosted[month])
        if month in figures.welcomed:
            yield _number("month", month, "", "welcomed", figures.welcomed[month].amount)
    for part, rows in (("course", parts.courses), ("cohort", parts.cohorts), ("public", parts.publics)):
        for row in rows:
            for key, value in (("active", row.people), ("joined", row.joined), ("lessons", row.lessons), ("finished", row.finished)):
                if value is not None:
                    yield _number(part, row.key, row.label, key, value)
    for row in parts.skills:
        yield _number("skill", row.key, row.label, "skill_before", row.before)
        yield _number("skill", row.key, row.label, "skill_after", row.after)


def _number(part: str, of: str, name: str, key: str, value, busiest: bool = False) -> dict:
    return {"part": part, "of": of, "name": name, "figure": key, "value": value, "busiest_month": busiest}


def as_rows(figures: CityFigures, parts: Breakdowns) -> Iterator[tuple]:
    """For academy/csv_answer.py, the heads first."""
    yield _("Part"), _("Of"), _("Name"), _("Figure"), _("Number"), _("Only the busiest month"), _("What it means")
    for each in numbers(figures, parts):
        yield (each["part"], each["of"], each["name"], str(DEFINITIONS[each["figure"]].label), each["value"], _("yes") if each["busiest_month"] else "",
               str(DEFINITIONS[each["figure"]].sentence))


def as_data(figures: CityFigures, parts: Breakdowns) -> dict:
    """For JSON. Keys of figures are those of home/definitions.py, whatever the language of the words."""
    listed = list(numbers(figures, parts))
    return {"city": figures.city.slug, "from": figures.period.first, "to": figures.period.last, "on": figures.today.isoformat(), "exact": True,
            "definitions": {key: {"label": str(each.label), "means": str(each.sentence), "unit": each.unit.value if each.unit != "minutes" else "hours"}
                            for key, each in DEFINITIONS.items() if any(number["figure"] == key for number in listed)},
            "numbers": listed}

"""What of a city's figures may leave it. Every number stands for people nobody can single out, and for whole months that are over.

Each month's number is rounded on its own (to five; hours to five hours) and kept back where fewer than five people stand behind it. A sum over months is
the sum of those rounded numbers and nothing else, so it tells no more than they do; distinct people of a year are rounded by themselves. Nothing is
broken down further, and a month that still runs is left out, so that two reports a day apart cannot be compared to see who came.
"""

from dataclasses import dataclass
from datetime import date

from academy.measures import Measure
from academy.small_counts import FEWEST
from home.city_figures import TIMES, Cell, CityFigures, Figure
from home.city_numbers import BASE, rounded
from home.definitions import DEFINITIONS, Unit


def safe_people(people: int) -> int | None:
    return rounded(people)


def safe_amount(cell: Cell, minutes: bool = False) -> int | None:
    """To five (minutes: to five hours, in minutes); None where fewer than five people stand behind it."""
    if cell.people < FEWEST:
        return None
    base = BASE * 60 if minutes else BASE
    return base * ((cell.amount + base // 2) // base)


@dataclass(frozen=True)
class SafeFigures:
    """`months[month][key]`: numbers that may be handed on; a key that is missing is kept back. `headline`: sums of these."""

    months: dict[str, dict[str, int]]
    headline: list[Figure]


def safe_figures(figures: CityFigures, today: date) -> SafeFigures:
    """Of figures over months that are over (Period.closed)."""
    months: dict[str, dict[str, int]] = {}
    for month, cells in figures.months.items():
        found = {Measure.ACTIVE.value: safe_people(cells[Measure.ACTIVE].people if Measure.ACTIVE in cells else 0)}
        for key in TIMES:
            found[key] = safe_amount(cells.get(key, Cell()), DEFINITIONS[key].unit == Unit.MINUTES)
        found["welcomed"] = safe_amount(figures.welcomed.get(month, Cell()))
        months[month] = {key: value for key, value in found.items() if value is not None}
    return SafeFigures(months, _headline(figures, months, today))


def _headline(figures: CityFigures, months: dict[str, dict[str, int]], today: date) -> list[Figure]:
    running = figures.period.last[:4] == f"{today.year:04}" and figures.period.first != figures.period.last
    if figures.period.whole(today) and not running:
        people, busiest = safe_people(figures.whole[Measure.ACTIVE].people), False
    else:
        people, busiest = max((cells["active"] for cells in months.values() if "active" in cells), default=None), True
    made = {"active": Figure(DEFINITIONS["active"], people, busiest), "hosted": Figure(DEFINITIONS["hosted"], sum(figures.hosted.values()))}
    for key in (*TIMES, "welcomed"):
        told = [cells[key] for cells in months.values() if key in cells]
        made[key] = Figure(DEFINITIONS[key], sum(told) if told else None)
    return [made[each.definition.key] for each in figures.headline]

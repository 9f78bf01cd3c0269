"""What of a city's figures may leave it: what is published about the network (home/publishing_figures.py) and nothing besides.

A second set of rounded numbers, of other months or other measures, could be laid over the published one to work out what is hidden there. So the report to
hand on, and what the network's coordinators read at a city's desk, are the published numbers of the year until a month.
"""

from dataclasses import dataclass

from academy.models import PartnerCity
from home.definitions import Definition, Unit
from home.figure_period import Period
from home.network_figures import OF_FLOWS, number_of, said, snapshots_of
from home.network_words import COLUMNS


@dataclass(frozen=True)
class Published:
    """`numbers`: in the order of the network's page; `by_month[month][key]`: the same at the end of each month of the year, None: under 5."""

    period: Period
    numbers: list[tuple[Definition, int | None]]
    by_month: dict[str, dict[str, int | None]]


def published_of(city: PartnerCity, period: Period) -> Published | None:
    """Of the calendar year the period ends in, until its last month or the last published before it. One query; None where nothing is published."""
    told = [each for each in snapshots_of(int(period.year)) if each["until"] <= period.last and city.slug in each["by_city"]]
    if not told:
        return None
    numbers = [(column, number_of(told[-1], city.slug, column.key)) for column in COLUMNS]
    return Published(Period(f"{period.year}-01", told[-1]["until"]), [(column, number) for column, number in numbers if number is not None or column.key not in OF_FLOWS],
                     {each["until"]: {key: number_of(each, city.slug, key) for key in ("active", "lessons")} for each in told})


def words(definition: Definition, number: int | None) -> str:
    return f"{said(number)} h" if definition.unit == Unit.MINUTES and number is not None else said(number)

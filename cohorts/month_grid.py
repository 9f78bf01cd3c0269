"""A month as weeks of days, each with what happens on it. Plain values: no Django, no clock."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(slots=True)
class Day:
    """One square. `is_inside`: of the month itself, not of the one before or after it."""

    date: date
    is_inside: bool
    items: list[Any] = field(default_factory=list)


def first_of(year: int, month: int) -> date:
    return date(year, month, 1)


def month_after(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(first: date) -> date:
    return (first.replace(day=1) - timedelta(days=1)).replace(day=1)


def bounds(first: date, first_weekday: int) -> tuple[date, date]:
    """The first and the last square of the month that `first` begins. `first_weekday`: 0 is Monday, as in calendar and babel."""
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1]


def month_grid(first: date, first_weekday: int, spans: Iterable[tuple[date, date, Any]]) -> list[list[Day]]:
    """Weeks of seven days. `spans`: (first day, last day, item), in the order in which they stand on a day."""
    weeks = [[Day(day, day.month == first.month) for day in week] for week in calendar.Calendar(first_weekday).monthdatescalendar(first.year, first.month)]
    squares = {day.date: day for week in weeks for day in week}
    for begins, ends, item in spans:
        for number in range((ends - begins).days + 1):
            square = squares.get(begins + timedelta(days=number))
            if square is not None:
                square.items.append(item)
    return weeks

"""The week one ticks: seven days of twenty-four hours, day by day, and quick choices that tick several at once. Local hours 0..167."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from mentoring.weekly_hours import clock_words, stretches

# What people say of their own week. {name of the button: (words, hours)}
QUICK = {
    "weekday_mornings": (gettext_lazy("Weekday mornings, 9 to 12"), [24 * day + hour for day in range(5) for hour in range(9, 12)]),
    "weekday_afternoons": (gettext_lazy("Weekday afternoons, 14 to 17"), [24 * day + hour for day in range(5) for hour in range(14, 17)]),
    "weekday_evenings": (gettext_lazy("Weekday evenings, 18 to 21"), [24 * day + hour for day in range(5) for hour in range(18, 21)]),
    "saturday_morning": (gettext_lazy("Saturday morning, 9 to 13"), [24 * 5 + hour for hour in range(9, 13)]),
    "sunday_afternoon": (gettext_lazy("Sunday afternoon, 14 to 18"), [24 * 6 + hour for hour in range(14, 18)]),
}
NONE = "none"  # the button that clears the week
PARTS = ((gettext_lazy("Night"), range(0, 6)), (gettext_lazy("Morning"), range(6, 12)), (gettext_lazy("Afternoon"), range(12, 18)), (gettext_lazy("Evening"), range(18, 24)))


@dataclass(frozen=True, slots=True)
class Hour:
    value: int
    shown: str  # 07
    whole: str  # 07:00–08:00
    ticked: bool


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    words: str  # 18:00–21:00, or nothing
    parts: tuple[tuple[str, tuple[Hour, ...]], ...]


def week(ticked: Collection[int]) -> list[Day]:
    """The seven days as the page shows them."""
    found, words = set(ticked), {}
    for own, days in stretches(found).items():
        words |= dict.fromkeys(days, clock_words(own))
    return [Day(str(WEEKDAYS[day]), words.get(day, ""), tuple((str(name), tuple(_hour(24 * day + hour, found) for hour in hours)) for name, hours in PARTS)) for day in range(7)]


def _hour(value: int, ticked: set[int]) -> Hour:
    start = value % 24
    return Hour(value, f"{start:02d}", clock_words([(start, start + 1)]), value in ticked)


def quick(name: str, ticked: Collection[int]) -> list[int]:
    """The hours ticked after a quick choice: those of before and its own; none at all for NONE; an unknown name changes nothing."""
    if name == NONE:
        return []
    return sorted({*ticked, *(QUICK[name][1] if name in QUICK else ())})

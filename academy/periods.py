"""Months and calendar years, by the academy's own clock: "2026-11" and "2026". Whoever counts and whoever asks means the same by them."""

import re
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

MOST_MONTHS = 120
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


class BadPeriod(ValueError):
    """A period that is none, or that ends before it starts. Its words are for the reader."""


def periods_of(at: datetime | date) -> tuple[str, str]:
    """("2026-11", "2026"): the month and the year a moment (aware) or a day falls into."""
    day = at.astimezone(_zone(settings.TIME_ZONE)) if isinstance(at, datetime) else at
    return _periods(day.year, day.month)


def month_of(at: datetime | date) -> str:
    return periods_of(at)[0]


def is_month(period: str) -> bool:
    return bool(_MONTH.fullmatch(period))


def validate(period: str) -> str:
    """The period itself. Raises BadPeriod unless it is a month ("2026-11") or a year ("2026")."""
    if not (_MONTH.fullmatch(period) or _YEAR.fullmatch(period)):
        raise BadPeriod(_("Choose a month, such as 2026-11, or a year, such as 2026."))
    return period


def months(first: str, last: str) -> list[str]:
    """Every month from `first` to `last`, both in. Raises BadPeriod for what is no month, ends before it starts, or is longer than ten years."""
    if not (is_month(first) and is_month(last)):
        raise BadPeriod(_("Choose a month, such as 2026-11."))
    begins, ends = _number(first), _number(last)
    if ends < begins:
        raise BadPeriod(_("A period cannot end before it starts."))
    if ends - begins >= MOST_MONTHS:
        raise BadPeriod(_("Choose ten years at most."))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(begins, ends + 1)]


def _number(month: str) -> int:
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year) - 1


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def _periods(year: int, month: int) -> tuple[str, str]:
    return f"{year:04}-{month:02}", f"{year:04}"

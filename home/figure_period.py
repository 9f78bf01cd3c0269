"""The months a dashboard or a report speaks of. Pure but for the words of academy/periods.py."""

from dataclasses import dataclass
from datetime import date

from academy.periods import month_of, months

MOST_MONTHS = 36


@dataclass(frozen=True)
class Period:
    """From the first month to the last, both in: "2026-01", "2026-11"."""

    first: str
    last: str

    @property
    def months(self) -> list[str]:
        return months(self.first, self.last)

    @property
    def year(self) -> str:
        """The calendar year it ends in."""
        return self.last[:4]

    def whole(self, today: date) -> str:
        """The one period of which distinct people are known: a month, or a calendar year (for the running one, up to this month); else ""."""
        if self.first == self.last:
            return self.first
        year = self.first[:4]
        ends = (f"{year}-12", month_of(today)) if year == f"{today.year:04}" else (f"{year}-12",)
        return year if self.first == f"{year}-01" and self.last in ends else ""

    @property
    def query(self) -> str:
        return f"from={self.first}&to={self.last}"


def this_year(today: date) -> Period:
    """January of this year to now."""
    return Period(f"{today.year:04}-01", month_of(today))


def offered(today: date) -> list[Period]:
    """This month, this year so far, twelve months, last year."""
    now = month_of(today)
    year_ago = f"{today.year - 1:04}-{today.month + 1:02}" if today.month < 12 else f"{today.year:04}-01"
    return [Period(now, now), this_year(today), Period(year_ago, now), Period(f"{today.year - 1:04}-01", f"{today.year - 1:04}-12")]

"""A city in figures over some months, exactly as its own team may read them. Five queries, whose cost follows the months and not the log.

Things done are summed over the months. Distinct people are known of one month or one calendar year only, since somebody active in March and in May is one
person and not two: for any other stretch the busiest month is told, and said to be that.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from academy.measures import Measure
from academy.models import PartnerCity, Tally
from academy.periods import month_of
from academy.reading_tallies import sums
from cohorts.models import Exchange
from home.city_figures_now import people_now
from home.definitions import DEFINITIONS, Definition
from home.figure_period import Period

TIMES = ("joined", "lessons", "finished", "visited", "met", "gave", "received", "badges")


@dataclass
class Cell:
    """What a measure came to somewhere: distinct people (or of several months, the most in one) and the amounts together."""

    people: int = 0
    amount: int = 0

    def add(self, people: int, amount: int) -> None:
        self.people += people
        self.amount += amount


@dataclass(frozen=True)
class Figure:
    """One number. `value`: minutes for hours. `of_busiest_month`: people of the month with most."""

    definition: Definition
    value: int
    of_busiest_month: bool = False


@dataclass
class CityFigures:
    """`months[month][measure]`, `whole[measure]` (of the one period of which people are known), `publics[path][measure]`."""

    city: PartnerCity
    period: Period
    today: date
    months: dict[str, dict[str, Cell]]
    publics: dict[str, dict[str, Cell]]
    whole: dict[str, Cell]
    welcomed: dict[str, Cell] = field(default_factory=dict)
    hosted: dict[str, int] = field(default_factory=dict)
    now: dict[str, int] = field(default_factory=dict)

    def people(self, measure: str) -> tuple[int, bool]:
        """Distinct people, and whether they are only those of the busiest month."""
        if self.period.whole(self.today):
            return self.whole.get(measure, Cell()).people, False
        return max((cells[measure].people for cells in self.months.values() if measure in cells), default=0), True

    def amount(self, measure: str) -> int:
        return sum(cells[measure].amount for cells in self.months.values() if measure in cells)

    @property
    def headline(self) -> list[Figure]:
        active, busiest = self.people(Measure.ACTIVE)
        past = [Figure(DEFINITIONS["active"], active, busiest), *(Figure(DEFINITIONS[key], self.amount(key)) for key in TIMES)]
        past.insert(4, Figure(DEFINITIONS["hosted"], sum(self.hosted.values())))
        past.insert(6, Figure(DEFINITIONS["welcomed"], sum(cell.amount for cell in self.welcomed.values())))
        return past

    @property
    def today_now(self) -> list[Figure]:
        return [Figure(DEFINITIONS[key], self.now[key]) for key in ("stuck", "not_begun", "waiting") if key in self.now]


def city_figures(city: PartnerCity, period: Period, at, today: date) -> CityFigures:
    """Everything of the figures' page that is not about one course, cohort or skill; `breakdowns` adds those."""
    whole = period.whole(today)
    listed = period.months
    wanted = {*listed, *([whole] if whole else [])}
    found = CityFigures(city, period, today, {month: defaultdict(Cell) for month in listed}, defaultdict(lambda: defaultdict(Cell)), defaultdict(Cell))
    for row in sorted(sums([city.pk], wanted), key=lambda row: row.period == whole):  # the whole last: it says how many people of each public
        if row.period in found.months:
            found.months[row.period][row.measure].add(row.people, row.amount)
            public = found.publics[row.entry_path][row.measure]
            public.amount += row.amount
            public.people = max(public.people, row.people)
        if row.period == whole:
            found.whole[row.measure].add(row.people, row.amount)
            found.publics[row.entry_path][row.measure].people = row.people
    found.welcomed = _welcomed(city, listed)
    found.hosted = hosted_by_month(city, listed, at)
    found.now = people_now(city, today)
    return found


def _welcomed(city: PartnerCity, listed: list[str]) -> dict[str, Cell]:
    """Visits of other cities' people here, by month."""
    found: dict[str, Cell] = defaultdict(Cell)
    rows = Tally.objects.filter(period__in=listed, measure=Measure.VISITED, about=f"city:{city.pk}").exclude(city_number=city.pk)
    for month, people, amount in rows.values_list("period", "people", "amount"):
        found[month].add(people, amount)
    return found


def hosted_by_month(city: PartnerCity, listed: list[str], at) -> dict[str, int]:
    """Exchanges that ended before `at`, by month. One query."""
    found: dict[str, int] = defaultdict(int)
    begin = f"{listed[0]}-01"
    for ends_at in Exchange.objects.public().standing().hosted_by(city).filter(ends_at__lt=at, ends_at__date__gte=begin).values_list("ends_at", flat=True):
        if month_of(ends_at) in listed:
            found[month_of(ends_at)] += 1
    return found

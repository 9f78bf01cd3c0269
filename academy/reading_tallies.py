"""What dashboards ask: the sums, in one query whose cost does not grow with the log."""

from collections.abc import Iterable

from academy.models import Tally
from academy.periods import validate


def sums(city_numbers: Iterable[int] | None, periods: Iterable[str], measures: Iterable[str] | None = None, about: str = "") -> list:
    """Rows (city_number, period, entry_path, measure, about, people, amount) in a settled order. One query.

    `city_numbers` None: every city (0 is “of no city”). `periods`: months or years; people of several periods are not to be added up, since one person
    stands in each. `measures` None: all. `about` "": the measure as a whole; "course:<key>": of one thing; "course:" (with the colon): of every thing of that kind.
    """
    rows = Tally.objects.filter(period__in=[validate(period) for period in periods])
    rows = rows.filter(about__startswith=about) if about.endswith(":") else rows.filter(about=about)
    if city_numbers is not None:
        rows = rows.filter(city_number__in=list(city_numbers))
    if measures is not None:
        rows = rows.filter(measure__in=[str(measure) for measure in measures])
    names = ("city_number", "period", "entry_path", "measure", "about")
    return list(rows.exclude(people=0, amount=0).order_by(*names).values_list(*names, "people", "amount", named=True))

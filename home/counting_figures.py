"""The exact figures behind what is published: distinct people of several months, asked of everybody's cells in a handful of grouped queries, at night only."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models import Min, Sum

from academy.measures import Measure
from academy.models import PartnerCity, PersonCell, User
from academy.models.people import ENTRY_PATHS
from academy.periods import month_of, months
from home.safe_tables import Figures, Flow, Held

PEOPLE = (Measure.ACTIVE, Measure.JOINED, Measure.FINISHED, Measure.MET, Measure.BADGES)
SPLIT = (Measure.ACTIVE, Measure.JOINED, Measure.FINISHED, Measure.MET)
AMOUNTS = (Measure.LESSONS,)
FLOWS = (Measure.VISITED, Measure.GAVE, Measure.RECEIVED)
PUBLICS = (*(key for key, _words in ENTRY_PATHS), "")  # the last: who did not say
NOBODY = Held(0, 0, lambda month: 0)


def figures_until(until: str) -> Figures:
    """Everything of the calendar year of `until` ("2026-10") up to the end of that month, exactly. Four queries, and up to two for each month that an amount has
    been waiting since."""
    cities = list(PartnerCity.objects.order_by("pk"))
    slugs = {city.pk: city.slug for city in cities}
    year = months(f"{until[:4]}-01", until)

    @cache
    def after(since: str, about: str) -> dict:
        later = [month for month in year if month > since]
        return {} if not later else _by_city(later, FLOWS, about) if about else _by_city(later, AMOUNTS)

    def held(key: tuple, cell: tuple[int, int], about: str = "", hours: bool = False) -> Held:
        people, amount = cell
        return Held((amount + 30) // 60 if hours else amount, people, lambda month: after(month, about).get(key, (0, 0))[0])

    whole = _by_city(year, (*PEOPLE, *AMOUNTS))
    parts: dict = defaultdict(dict)
    for (number, measure, _about, public), (people, _amount) in _by_city(year, SPLIT, public=True).items():
        if number in slugs:
            parts[slugs[number], measure][public] = people
    flows = _by_city(year, FLOWS, "city:")
    pairs = [(one, other) for one in slugs for other in slugs]
    return Figures(
        year=int(until[:4]), until=until, measures=tuple(map(str, PEOPLE)), split_measures=tuple(map(str, SPLIT)), publics_named=PUBLICS,
        cities=[{"slug": city.slug, "name": city.name, "latitude": city.on_map and city.on_map[0], "longitude": city.on_map and city.on_map[1]} for city in cities],
        people={(slugs[number], measure): people for (number, measure, *_rest), (people, _amount) in whole.items() if number in slugs and measure in PEOPLE},
        publics=parts,
        amounts={(slugs[key[0]], key[1]): held(key, cell) for key, cell in whole.items() if key[0] in slugs and key[1] in AMOUNTS},
        visits={(slugs[one], slugs[other]): flows.get((one, Measure.VISITED, f"city:{other}", ""), (0, 0))[0] for one, other in pairs if one != other},
        hours={(slugs[one], slugs[other]): Flow(
            *(held(key, flows[key], "city:", hours=True) if key in flows else NOBODY
              for key in ((one, Measure.GAVE, f"city:{other}", ""), (other, Measure.RECEIVED, f"city:{one}", "")))) for one, other in pairs},
        show_hours=frozenset(city.slug for city in cities if city.shows_hours))


def first_month() -> str | None:
    """The month in which the first account was made; None without any. Not the first in which something was counted: figures that begin then would say that
    it was not nothing."""
    first = User.objects.aggregate(first=Min("joined_at"))["first"]
    return month_of(first) if first else None


def _by_city(periods: Sequence[str], measures: Sequence[str], about: str = "", public: bool = False) -> dict[tuple, tuple[int, int]]:
    """{(city, measure, about, public): (distinct people with more than nought over these months together, their amounts)}; public "" unless asked for. One query."""
    cells = PersonCell.objects.filter(period__in=periods, measure__in=measures)
    cells = cells.filter(about__startswith=about) if about else cells.filter(about="")
    names = ["city_number", "measure", "about", *(["entry_path"] if public else [])]
    inner = cells.order_by().values("subject", *names).annotate(together=Sum("amount")).filter(together__gt=0)
    statement, values = inner.query.sql_with_params()
    columns = ", ".join(names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, COUNT(*), SUM(together) FROM ({statement}) AS people GROUP BY {columns}", values)
        return {(*row[:3], row[3] if public else ""): (int(row[-2]), int(row[-1])) for row in cursor.fetchall()}

"""What was published, as pages, files and the desks of cities show it. Reads snapshots only: what it costs does not follow people or events."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from academy.models import PartnerCity, PublishedFigures
from academy.permissions import coordinated_city_ids, sees_network
from home.safe_tables import FEWEST

OF_FLOWS = {"visits", "welcomed", "given", "taken"}  # added up from the flows that are shown: with none shown there is no number, not a small one
DIRECT = {"active", "joined", "finished", "met", "badges"}


def published_years() -> list[tuple[int, str]]:
    """(year, last month published of it), latest first. One query."""
    last = {}
    for year, until in PublishedFigures.objects.order_by("until_month").values_list("year", "until_month"):
        last[year] = until
    return sorted(last.items(), reverse=True)


def snapshots_of(year: int) -> list[dict]:
    """What was published of the year, month after month. One query."""
    return list(PublishedFigures.objects.filter(year=year).order_by("until_month").values_list("content", flat=True))


def reads_hours(user) -> bool:
    """Hours between cities are for the network's coordinators, and for cities that show theirs."""
    return sees_network(user) or PartnerCity.objects.filter(pk__in=coordinated_city_ids(user), shows_hours=True).exists()


def without_hours(content: dict) -> dict:
    return {name: value for name, value in content.items() if name != "hours"}


def number_of(content: dict, slug: str, key: str) -> int | None:
    """One published number of a city: as it stands there, or added up from the flows that are shown."""
    if key in DIRECT:
        return content["by_city"][slug].get(key)
    if key in ("visits", "welcomed"):
        flows = content["visits"]
        return _together(flows.get(slug, {}).values() if key == "visits" else (row.get(slug) for row in flows.values()))
    if key in ("given", "taken"):
        flows = content.get("hours", {})
        cells = flows.get(slug, {}).values() if key == "given" else (row[slug] for row in flows.values() if slug in row)
        return _together(cell["shown"] for cell in cells)
    return content["amounts"][slug].get(key, {}).get("shown")


def _together(numbers) -> int | None:
    """Of the numbers shown; None if none is."""
    shown = [each for each in numbers if each is not None]
    return sum(shown) if shown else None


def total_of(content: dict, key: str) -> int | None:
    """Added up from the cities whose number is shown."""
    return _together(number_of(content, city["slug"], key) for city in content["cities"])


def said(number: int | None) -> str:
    return str(number) if number is not None else _("under %(fewest)d") % {"fewest": FEWEST}


@dataclass(frozen=True)
class Flows:
    """`cells[from][to]`: number or None; only cities that have a number shown, so that the picture stays readable. `quiet`: how many have none."""

    cities: list[dict]
    cells: dict[str, dict[str, int | None]]
    quiet: int


def flows_of(content: dict, kind: str) -> Flows:
    """`kind`: visits or hours (of the cities that show theirs)."""
    rows = content.get(kind, {})
    cells = {one: {other: cell["shown"] if kind == "hours" else cell for other, cell in row.items()} for one, row in rows.items()}
    told = {slug for one, row in cells.items() for other, value in row.items() if value is not None for slug in (one, other)}
    taking_part = [city for city in content["cities"] if kind == "visits" or city["slug"] in rows]
    return Flows([city for city in taking_part if city["slug"] in told], cells, len(taking_part) - len(told))

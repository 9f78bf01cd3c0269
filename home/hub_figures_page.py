"""A hub's published figures as a page and as a CSV: by quarter, and by year as the sum of what its quarters tell. Nothing is counted here."""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _

from academy.models import Hub, ServiceKind, Stage
from academy.safe_cells import safe_cell
from home.hub_figures import Cells, quarter_of
from mentoring.models import HelpOutcome, HubFigures, JourneyEnd, PriorityKind


@dataclass(frozen=True, slots=True)
class HubPeriod:
    """`code`: “2026-Q3”, or “2026” for a year."""

    code: str
    words: str
    first: date
    last: date
    cells: Cells

    @property
    def is_year(self) -> bool:
        return "Q" not in self.code


def periods_of(hub: Hub) -> list[HubPeriod]:
    """Newest first; a year stands before its quarters, once its last one is published. One query."""
    found: list[HubPeriod] = []
    for each in hub.figures.order_by("first"):
        found.append(_quarter(each))
        if each.first.month == 10:
            found.append(_year(each.first.year, [one for one in found if not one.is_year and one.first.year == each.first.year]))
    return found[::-1]


def _quarter(figures: HubFigures) -> HubPeriod:
    first, last = quarter_of(figures.first)
    number = (first.month + 2) // 3
    return HubPeriod(f"{first.year}-Q{number}", _("Quarter %(number)d of %(year)d") % {"number": number, "year": first.year}, first, last, figures.cells)


def _year(year: int, quarters: list[HubPeriod]) -> HubPeriod:
    """Added up from what is told of each quarter, never rounded from a sum that holds a hidden one."""
    cells: Cells = {}
    for name in dict.fromkeys(name for each in quarters for name in each.cells):
        shown = [cell for each in quarters if (cell := each.cells.get(name)) is not None]
        cells[name] = sum(shown) if shown else None
    return HubPeriod(str(year), _("The year %(year)d") % {"year": year}, quarters[0].first, quarters[-1].last, cells)


def sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """[(heading, [(name of a cell, its words)])], in the order of the page."""
    return [
        (_("Requests"), [("asked", _("People asked")), ("in_time", _("Answered in time")), ("referred", _("Passed on to somebody")), ("accepted", _("Taken up there")),
                         ("declined", _("Not taken up there"))]),
        (_("How far they were"), [(f"stage:{value}", label) for value, label in Stage.choices]),
        (_("What they asked for (one may ask for several)"), [(f"kind:{value}", label) for value, label in ServiceKind.choices]),
        (_("What came of it"), [(f"outcome:{value}", label) for value, label in HelpOutcome.choices]),
        (_("Who asked to go first"), [(f"priority:{value}", label) for value, label in PriorityKind.choices]),
        (_("Incubation"), [("begun", _("Journeys begun")), ("ended", _("Journeys ended")), *((f"end:{value}", label) for value, label in JourneyEnd.choices), ("hours", _("Hours of advice"))]),
    ]


def figures_context(hub: Hub, wanted: str) -> dict:
    """`wanted`: the code of a period; else the newest."""
    periods = periods_of(hub)
    chosen = next((each for each in periods if each.code == wanted), periods[0] if periods else None)
    told = [(heading, [(words, chosen.cells.get(name)) for name, words in lines]) for heading, lines in sections()] if chosen else []
    return {"hub": hub, "city": hub.city, "periods": periods, "chosen": chosen, "told": told}


def figures_csv(hub: Hub) -> str:
    """period, from, to, code, what, number; an empty number is not told."""
    out = StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["period", "from", "to", "code", "what", "number"])
    for period in periods_of(hub):
        for heading, lines in sections():
            for name, words in lines:
                sheet.writerow([safe_cell(each) for each in (period.code, period.first.isoformat(), period.last.isoformat(), name, f"{heading}: {words}", period.cells.get(name))])
    return out.getvalue()

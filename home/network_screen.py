"""The network's page: published numbers as tables, pictures and a map. What the reader may not read is gone before it comes here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from academy.models.people import ENTRY_PATHS
from academy.mosaic import Place, map_svg
from home.charts import Chart, Mark, bar_chart, column_chart, matrix_chart
from home.month_words import month_short, month_words
from home.network_figures import OF_FLOWS, Flows, flows_of, number_of, said, total_of
from home.network_words import COLUMN, COLUMNS

TRENDS = ("active", "lessons", "finished", "met")
BARS = "active"
SPLIT = ("active", "joined", "finished", "met")


@dataclass(frozen=True)
class Screen:
    """`rows`: [(city, [(column, number in words, hidden?)])]; `totals` likewise; `publics`: (heads, rows); charts are home.charts.Chart."""

    until: str
    columns: tuple
    rows: list
    totals: list
    bars: Chart
    trends: list[Chart]
    publics: tuple
    visits: Chart
    visits_quiet: int
    hours: Chart | None
    hours_quiet: int
    map_svg: str


def screen_of(snapshots: list[dict]) -> Screen:
    """Of one year; `snapshots`: what was published of it, oldest first, at least one."""
    content, rtl = snapshots[-1], get_language_bidi()
    columns = tuple(each for each in COLUMNS if each.key not in ("given", "taken") or "hours" in content)
    cities = sorted(content["cities"], key=lambda city: city["name"])
    rows = [(city, [(each, *_cell(number_of(content, city["slug"], each.key), each.key)) for each in columns]) for city in cities]
    visits = flows_of(content, "visits")
    hours = flows_of(content, "hours") if "hours" in content else None
    by_active = sorted(cities, key=lambda city: -(number_of(content, city["slug"], BARS) or 0))
    return Screen(
        until=month_words(content["until"]), columns=columns, rows=rows, totals=[(each, *_total(content, each.key)) for each in columns],
        bars=bar_chart(str(COLUMN[BARS].label), [Mark(city["name"], value := number_of(content, city["slug"], BARS), said(value)) for city in by_active],
                       heads=(_("City"), _("People")), rtl=rtl),
        trends=[_trend(snapshots, key, rtl) for key in TRENDS], publics=_publics(content),
        visits=_matrix(_("Visits between cities"), _("People"), visits, rtl), visits_quiet=visits.quiet,
        hours=_matrix(_("Mentoring between cities"), _("Hours"), hours, rtl, within=True) if hours else None, hours_quiet=hours.quiet if hours else 0,
        map_svg=_map(content))


def _cell(value: int | None, key: str) -> tuple[str, bool]:
    """What is added up from flows has no number where no flow is shown, which does not make it a small one."""
    return "–" if value is None and key in OF_FLOWS else said(value), value is None


def _total(content: dict, key: str) -> tuple[str, bool]:
    value = total_of(content, key)
    return ("–" if value is None else str(value)), value is None


def _trend(snapshots: list[dict], key: str, rtl: bool) -> Chart:
    marks = []
    for each in snapshots:
        value = total_of(each, key)
        marks.append(Mark(month_short(each["until"]), value, "–" if value is None else "", month_words(each["until"])))
    return column_chart(str(COLUMN[key].label), marks, heads=(_("Until the end of"), str(COLUMN[key].label)), rtl=rtl)


def _publics(content: dict) -> tuple:
    """Heads and rows, in the order of the publics; a number in words."""
    names = {**dict(ENTRY_PATHS), "": _("Did not say")}
    heads = [COLUMN[key] for key in SPLIT]
    return heads, [(str(names[public]), [_("kept back") if value is None else str(value) for value in (content["by_public"][key][public] for key in SPLIT)])
                   for public in content["by_public"][SPLIT[0]]]


def _matrix(title: str, unit: str, flows: Flows, rtl: bool, within: bool = False) -> Chart:
    slugs = [city["slug"] for city in flows.cities]
    cells = [[flows.cells.get(one, {}).get(other) for other in slugs] for one in slugs]
    return matrix_chart(title, [city["name"] for city in flows.cities], cells, heads=(_("From"), _("To"), unit), hidden=_("all others: under 5"),
                        within=within, rtl=rtl)


def _map(content: dict) -> str:
    places = []
    for city in content["cities"]:
        if city["latitude"] is not None:
            active = number_of(content, city["slug"], BARS)
            words = _("%(city)s, people active: %(number)s") % {"city": city["name"], "number": said(active)}
            places.append(Place(city["name"], city["latitude"], city["longitude"], reverse("city", args=[city["slug"]]), active or 0, words))
    return map_svg(places, _("People active, by city"), key="network-map") if places else ""

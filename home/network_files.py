"""The network's page as files: a table for spreadsheets, and exactly what was published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from home.network_figures import flows_of, number_of
from home.network_words import COLUMNS


def rows_of(content: dict) -> Iterator[tuple]:
    """(table, from, to, public, measure, number): one row for each published number, heads first. Empty number: fewer than five people, or kept back."""
    yield _("table"), _("city"), _("to"), _("public"), _("number of"), content["until"]
    for city in content["cities"]:
        for column in COLUMNS:
            if column.key not in ("given", "taken") or "hours" in content:
                yield "by_city", city["slug"], "", "", column.key, number_of(content, city["slug"], column.key)
    for measure, publics in content["by_public"].items():
        for public, people in publics.items():
            yield "by_public", "", "", public or "unsaid", measure, people
    for kind in ("visits", "hours"):
        cells = flows_of(content, kind).cells
        for one, row in cells.items():
            for other, value in row.items():
                yield kind, one, other, "", kind, value

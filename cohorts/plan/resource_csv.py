"""The inventory as a table, out and in. A file comes in whole or not at all; what is wrong is said by line and column."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import PartnerCity
from cohorts.models import Resource
from cohorts.plan.resource_form import FIELDS, ResourceForm
from cohorts.plan.resource_keeping import enter_resource

HEADS = (*FIELDS, "shown")
NEEDED = ("kind", "title", "state", "owner")
MOST_BYTES, MOST_LINES, MOST_WRONG = 1_000_000, 1000, 50
YES = {"yes", "1", "true"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """`line`: of the file, the heads being line 1; 0 for the file as a whole."""

    line: int
    column: str
    words: str


def rows_out(resources, *, with_notes: bool):
    """The heads, then a row for each; lists are parted by a space. Used and given ones, too: two columns more say so, which the way in does not read."""
    heads = [each for each in HEADS if with_notes or each != "notes"]
    yield [*heads, "put_to_use_on", "given"]
    for each in resources:
        cells = {name: getattr(each, name) for name in FIELDS} | {"uses": " ".join(each.uses), "shown": "yes" if each.shown_at else ""}
        cells |= {name: cells[name].isoformat() for name in ("free_from", "owner_agreed_on") if cells[name]} | {name: str(cells[name]) for name in ("latitude", "longitude") if cells[name] is not None}
        yield [*(cells[name] for name in heads), each.used_on.isoformat() if each.used_on else "", "yes" if each.given_at else ""]


def read_in(city: PartnerCity, data: bytes, *, by, at: datetime) -> tuple[list[Resource], list[Wrong]]:
    """(what was entered, []) or ([], what is wrong): all or nothing. Names that the inventory has already are refused, so that a file read twice changes nothing."""
    rows, wrong = _rows(data)
    if wrong:
        return [], wrong
    there = set(Resource.objects.filter(city=city).there().values_list("title", flat=True))
    forms = []
    for line, row in rows:
        form = ResourceForm(_as_typed(row))
        if not form.is_valid():
            wrong += [Wrong(line, name, error) for name, errors in form.errors.items() for error in errors]
        elif (title := form.cleaned_data["title"]) in there:
            wrong.append(Wrong(line, "title", _("“%(title)s” is in the inventory already, or twice in this file.") % {"title": title}))
        else:
            there.add(title)
            forms.append(form)
    if wrong:
        return [], wrong[:MOST_WRONG]
    with transaction.atomic():
        return [enter_resource(city, by=by, at=at, shown=form.is_shown, **form.fields_of_resource()) for form in forms], []


def _rows(data: bytes) -> tuple[list[tuple[int, dict]], list[Wrong]]:
    if len(data) > MOST_BYTES:
        return [], [Wrong(0, "", _("The file is larger than 1 MB."))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [Wrong(0, "", _("The file is not UTF-8. Save it as “CSV UTF-8”."))]
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    try:
        heads = [str(each or "").strip().lower() for each in reader.fieldnames or []]
        missing = [each for each in NEEDED if each not in heads]
        if missing:
            return [], [Wrong(1, each, _("This column is missing.")) for each in missing]
        reader.fieldnames = heads
        rows = []
        for row in reader:
            if len(rows) >= MOST_LINES:
                return [], [Wrong(reader.line_num, "", _("The file has more than 1,000 lines."))]
            if None in row:
                return [], [Wrong(reader.line_num, "", _("This line has more cells than there are heads."))]
            if any((each or "").strip() for each in row.values()):
                rows.append((reader.line_num, row))
    except csv.Error as error:
        return [], [Wrong(reader.line_num, "", _("This is no CSV we can read: %(error)s") % {"error": error})]
    return rows, [] if rows else [Wrong(0, "", _("The file has no lines."))]


def _as_typed(row: dict) -> dict:
    """A line as the form gets it; the apostrophe before what could be a formula goes again."""
    said = {name: _bare((row.get(name) or "").strip()) for name in HEADS}
    return said | {"uses": said["uses"].split(), "shown": "on" if said["shown"].lower() in YES else "", "language": said["language"] or "en"}


def _bare(text: str) -> str:
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@＝＋－＠" else text

"""A person's own data as a zip: one JSON and one CSV per kind, and a letter that says what is what.

Rows come from the exporters registered in academy/personal_data.py; each yields only what is the person's own. Written
to a spooled file, row by row, so that a long life in the academy does not fill the memory.
"""

import csv
import io
import json
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.personal_data import Export, all_exports
from academy.safe_cells import safe_cell

IN_MEMORY = 5 * 1024 * 1024


def counts(person) -> list[dict]:
    """[{name, title, count, url}] of what there is, for reading; kinds with nothing are shown as 0."""
    return [{"name": one.name, "title": one.title, "count": sum(1 for _row in one.rows(person)), "url": reverse(one.link) if one.link else ""}
            for one in all_exports()]


def write_export(person, at: datetime):
    """The zip, as an open binary file at its beginning. The caller closes it (FileResponse does)."""
    made = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed to the caller
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = [f"{one.name}.json, {one.name}.csv: {one.title} ({_write(archive, one, person)})" for one in all_exports()]
        archive.writestr("READ-ME.txt", "\n".join([
            _("Your data in Tessera, as of %(at)s (UTC).") % {"at": f"{at:%Y-%m-%d %H:%M}"}, "",
            _("Each kind comes twice with the same content: .json for programs, .csv for a spreadsheet."),
            _("In the spreadsheets, a cell that could be taken for a formula begins with an apostrophe."), "", *lines, ""]))
    made.seek(0)
    return made


def _write(archive: zipfile.ZipFile, one: Export, person) -> int:
    rows = [{key: plain(value) for key, value in row.items()} for row in one.rows(person)]
    archive.writestr(f"{one.name}.json", json.dumps(rows, ensure_ascii=False, indent=1))
    columns = list(dict.fromkeys(key for row in rows for key in row))
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in rows)
    archive.writestr(f"{one.name}.csv", "\ufeff" + sheet.getvalue())
    return len(rows)


def plain(value):
    """A value as JSON holds it: times in ISO 8601 with their offset, ids as text, containers all the way down."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, (UUID, Decimal)) or not isinstance(value, (str, int, float, bool, type(None))) else value

"""A list of people to invite, as CSV: read line by line, checked against what stands, and then sent whole or not at all.

The first line names the columns: email, and if you like name, role, organisation, language. Without it they are taken in this order.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from academy.single_line import refuse_control_characters

COLUMNS = ("email", "name", "role", "organisation", "language")
MOST_LINES = 500
MOST_BYTES = 200_000
LONGEST = {"email": 254, "name": 120}


@dataclass
class Line:
    """One person of the list. `number` counts the lines of the file from 1, as an editor shows them; `errors` are sentences."""

    number: int
    cells: dict[str, str]
    errors: list[str] = field(default_factory=list)
    role: str = ""
    role_label: str = ""
    organisation: object = None
    language: str = ""

    @property
    def email(self) -> str:
        return self.cells.get("email", "").lower()

    @property
    def name(self) -> str:
        return self.cells.get("name", "")


def text_of(raw: bytes) -> str:
    """The text of an uploaded file. Raises ValidationError for one that is too long or not text in UTF-8 (or UTF-16 with its mark)."""
    if len(raw) > MOST_BYTES:
        raise ValidationError(_("This file is too long. Send at most %(count)d lines at a time.") % {"count": MOST_LINES})
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("This file cannot be read. In your spreadsheet, save it as “CSV UTF-8”, and send that.")) from None


def read(text: str) -> tuple[list[Line], list[str]]:
    """(lines, errors of the list as a whole). Every record becomes a line, broken ones too, each with what is wrong with it."""
    records, broken = _records(text)
    if not records and broken is None:
        return [], [_("The list is empty.")]
    columns, wrong = list(COLUMNS), []
    if records and not any("@" in cell for cell in records[0][1]):
        columns = [cell.strip().lower() for cell in records.pop(0)[1]]
        wrong = [_("There is no column “%(name)s”. The columns are: %(columns)s.") % {"name": name, "columns": ", ".join(COLUMNS)} for name in columns if name not in COLUMNS]
        wrong += [_("The column “%(name)s” stands there twice.") % {"name": name} for name in COLUMNS if columns.count(name) > 1]
        if "email" not in columns:
            wrong.append(_("There is no column “email”. The first line names the columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)})
    if len(records) > MOST_LINES:
        wrong.append(_("These are %(found)d lines. Send at most %(count)d at a time.") % {"found": len(records), "count": MOST_LINES})
    if wrong:
        return [], wrong
    lines = [_line(number, cells, columns) for number, cells in records]
    if broken is not None:
        lines.append(Line(broken, {}, [_("From here on the list cannot be read: a quotation mark is opened and not closed, or stands inside a word.")]))
    elif not lines:
        return [], [_("The list names its columns, and nobody.")]
    return lines, []


def _records(text: str) -> tuple[list[tuple[int, list[str]]], int | None]:
    """([(line where it begins, cells)], the line from which it cannot be read or None). Empty lines are left out."""
    first = next((row for row in text.splitlines() if row.strip()), "")
    delimiter = max((";", "\t", ","), key=first.count) if any(mark in first for mark in ";\t,") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        return records, begins
    return records, None


def _line(number: int, cells: list[str], columns: list[str]) -> Line:
    line = Line(number, {name: _tidy(cell) for name, cell in zip(columns, cells, strict=False)})
    if len(cells) > len(columns):
        line.errors.append(_("There are more cells than columns. Put a text with commas in quotation marks."))
    if any("\n" in cell or "\r" in cell for cell in line.cells.values()):
        line.errors.append(_("There is a line break inside a cell. Write each person on one line."))
    elif not all(_is_plain(cell) for cell in line.cells.values()):
        line.errors.append(_("There are hidden characters in it. Type it anew."))
    for name, longest in LONGEST.items():
        if len(line.cells.get(name, "")) > longest:
            line.errors.append(_("“%(name)s” is longer than %(count)d characters.") % {"name": name, "count": longest})
    if not line.email:
        line.errors.append(_("There is no e-mail address."))
    elif not _is_address(line.email):
        line.errors.append(_("“%(email)s” is not an e-mail address.") % {"email": " ".join(line.email.split())[:80]})
    return line


def _tidy(cell: str) -> str:
    """Spaces at its ends go; an apostrophe that keeps a spreadsheet from reading a formula, as our own exports write it, goes too."""
    text = unicodedata.normalize("NFC", cell).strip(" \t")
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _is_plain(cell: str) -> bool:
    try:
        refuse_control_characters(cell)
    except ValidationError:
        return False
    return True


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def language_of(word: str, otherwise: str) -> str | None:
    """The code of a language of the academy; `otherwise` for an empty word, None for one that is not there."""
    return otherwise if not word else word.lower() if word.lower() in dict(settings.LANGUAGES) else None

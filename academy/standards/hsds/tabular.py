"""HSDS as a tabular data package: one CSV per table and datapackage.json, in a zip (docs.openreferral.org/en/3.0, “Tabular Data Package”).

A text that a spreadsheet would take for a formula begins with an apostrophe, and a text that began with one and such a sign gets one more, so that what is
read back is what was written. Telephone numbers and other numbers stay as they are: a sign, digits, blanks, brackets.
What the specification has no column for stands in a column of its own name; one that is no text, as JSON in a column that ends in “:json”.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator

from academy.standards.hsds.checking import NEVER_EMPTY, flat_problems
from academy.standards.hsds.problems import Problem, Where
from academy.standards.hsds.rows import Row, Tables
from academy.standards.hsds.schema import FOLDER, Table, by_file, tables

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NO_FORMULA = re.compile(r"[+-][\d\s().]+")
AS_JSON = ":json"
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def read_tables(files: dict[str, bytes]) -> tuple[Tables, list[Problem]]:
    """`files`: {file name: its bytes}; those that are no table of HSDS must not be among them."""
    read, problems = Tables(), []
    for name, data in files.items():
        for found in _rows(by_file()[name], data):
            if isinstance(found, Problem):
                problems.append(found)
            elif found["id"] in read.get(by_file()[name].name, {}):
                there = read[by_file()[name].name][found["id"]]
                problems.append(Problem("id_twice", found.where, found["id"], about="id", value=there.where.spot))
            else:
                read.put(by_file()[name].name, found)
                problems += flat_problems(by_file()[name], found)
    return read, problems


def _rows(table: Table, data: bytes) -> Iterator[Row | Problem]:
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        header = [name.strip() for name in next(lines, [])]
        missing = [name for name in ("id", *table.required, *table.linked) if name not in header]
        for name in dict.fromkeys(missing):
            yield Problem("missing_column", Where(table.file, "1"), about=name)
        for name in sorted({name for name in header if header.count(name) > 1}):
            yield Problem("column_twice", Where(table.file, "1"), about=name)
        if missing or len(set(header)) < len(header):
            return
        begins = lines.line_num + 1
        for cells in lines:
            where, begins = Where(table.file, str(begins)), lines.line_num + 1
            if any(cells):
                yield from _row(table, header, cells, where)
    except UnicodeDecodeError:
        yield Problem("not_utf8", Where(table.file))
    except csv.Error as wrong:
        yield Problem("broken_table", Where(table.file, str(lines.line_num)), value=str(wrong)[:200])


def _row(table: Table, header: list[str], cells: list[str], where: Where) -> Iterator[Row | Problem]:
    if len(cells) != len(header):
        yield Problem("wrong_count", where, about=str(len(cells)), most=len(header))
        return
    row = Row({}, where)
    for name, cell in zip(header, cells, strict=True):
        cell = _bare(cell)
        if cell == "" and (name not in table.required or name in NEVER_EMPTY or table.kind(name) not in ("text",)):
            continue
        try:
            row.update([_value(table, name, cell)])
        except ValueError:
            yield Problem("wrong_type", where, cells[header.index("id")][:80], about=name, value="number" if name in table.columns else "JSON")
    if "id" in row:
        yield row
    else:
        yield Problem("missing", where, about="id")


def _value(table: Table, name: str, cell: str) -> tuple[str, object]:
    if name in table.columns and table.kind(name) == "number":
        if NUMBER.fullmatch(cell.strip()) is None or len(cell) > 40:
            raise ValueError(cell)
        return name, float(cell) if re.search(r"[.eE]", cell) else int(cell)
    if name not in table.columns and name.endswith(AS_JSON):
        return name.removesuffix(AS_JSON), json.loads(cell)
    return name, cell


def write_tables(read: Tables) -> dict[str, bytes]:
    """{file name: CSV} of the tables that have rows, and datapackage.json of these."""
    files = {table.file: _csv(table, list(read.rows(name))) for name, table in tables().items() if read.get(name)}
    package = json.loads((FOLDER / "datapackage.json").read_text("utf-8"))
    package["resources"] = [each for each in package["resources"] if each["path"] in files]
    return {**files, "datapackage.json": json.dumps(package, ensure_ascii=False, indent=1).encode()}


def write_zip(read: Tables) -> bytes:
    """The package as one file; the same rows make the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in write_tables(read).items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _csv(table: Table, rows: list[Row]) -> bytes:
    beyond = {}
    for row in rows:
        for name, value in row.items():
            if name not in table.columns:
                beyond.setdefault(name, []).append(isinstance(value, str) and value != "" and not name.endswith(AS_JSON))
    as_text = {name for name, texts in beyond.items() if all(texts)}
    made = io.StringIO(newline="")
    lines = csv.writer(made, lineterminator="\r\n")
    lines.writerow([*table.columns, *(_safe(name if name in as_text else name + AS_JSON) for name in beyond)])
    for row in rows:
        lines.writerow([_safe(_cell(row.get(name))) for name in table.columns]
                       + [_safe("" if name not in row else row[name] if name in as_text else json.dumps(row[name], ensure_ascii=False)) for name in beyond])
    return made.getvalue().encode()


def _cell(value) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)


def _safe(text: str) -> str:
    bare = text.lstrip("'")
    return "'" + text if bare.startswith(FORMULA) and not (bare == text and NO_FORMULA.fullmatch(text)) else text


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell

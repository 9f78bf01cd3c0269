"""Whether objects and rows hold to the JSON schemas of HSDS 3.0, and to what these say beside the schema language: dates, times, addresses."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from academy.standards.hsds.problems import Problem, Where
from academy.standards.hsds.rows import Row
from academy.standards.hsds.schema import Table, schemas, tables

LONGEST = 10_000  # letters of one value
NEVER_EMPTY = {"id", "name", "status", "number", "location_type", "address_type", "address_1", "city"}
# White space that people write in a text, and nothing else that is not seen.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")


@cache
def _validator(table: str) -> Draft202012Validator:
    known = Registry().with_resources((name, Resource.from_contents(about, default_specification=DRAFT202012)) for name, about in schemas().items())
    return Draft202012Validator({"$ref": f"{table}.json"}, registry=known)


def schema_problems(table: str, value: object, file: str, path: str = "") -> Iterator[Problem]:
    """Each place where a nested object breaks the schema of its table. `path`: of the object in its file."""
    for error in _validator(table).iter_errors(value):
        spot, row_id, here = path, "", value
        for step in error.absolute_path:
            row_id = str(here.get("id", row_id)) if isinstance(here, dict) else row_id
            here, spot = here[step], f"{spot}/{step}".lstrip("/")
        row_id = str(here.get("id", row_id)) if isinstance(here, dict) else row_id
        last = str(error.absolute_path[-1]) if error.absolute_path else ""
        yield _problem(error, Where(file, spot), row_id[:80], last)


def _problem(error, where: Where, row_id: str, field: str) -> Problem:
    if error.validator == "required":
        missing = next((name for name in error.validator_value if name not in error.instance), "")
        return Problem("missing", where, row_id, about=missing)
    if error.validator == "enum":
        return Problem("not_one_of", where, row_id, about=field, value=", ".join(map(str, error.validator_value)))
    if error.validator == "type":
        return Problem("wrong_type", where, row_id, about=field, value=str(error.validator_value))
    return Problem("against_schema", where, row_id, about=field, value=error.message[:200])


def flat_problems(table: Table, row: Row) -> Iterator[Problem]:
    """What a row of a table of its own lacks or has wrong, by the same schema."""
    for problem in schema_problems(table.name, dict(row), row.where.file, ""):
        yield Problem(problem.code, row.where, problem.id, problem.about, problem.value)


def value_problems(name: str, row: Row) -> Iterator[Problem]:
    """What the values of a row have wrong that a JSON schema does not see."""
    table = tables()[name]
    for column, value in row.items():
        if _HIDDEN.search(column) or (not isinstance(value, str) and "\\u0000" in json.dumps(value)):
            yield Problem("hidden_characters", row.where, row["id"], about=column)
        if not isinstance(value, str):
            continue
        if len(value) > LONGEST:
            yield Problem("too_long", row.where, row["id"], about=column, most=LONGEST)
        elif _HIDDEN.search(value):
            yield Problem("hidden_characters", row.where, row["id"], about=column)
        elif not value.strip():
            if column in NEVER_EMPTY and column in table.required:
                yield Problem("missing", row.where, row["id"], about=column)
        elif column in table.columns and not _fits(table.kind(column), value):
            yield Problem(f"no_{table.kind(column)}", row.where, row["id"], about=column, value=value[:80])
    for column, most in (("latitude", 90), ("longitude", 180)):
        if name == "location" and isinstance(row.get(column), int | float) and abs(row[column]) > most:
            yield Problem("off_the_earth", row.where, row["id"], about=column, value=str(row[column]), most=most)


def _fits(kind: str, value: str) -> bool:
    try:
        if kind == "date":
            date.fromisoformat(value)
        elif kind == "time":
            time.fromisoformat(value)
        elif kind == "datetime":
            datetime.fromisoformat(value)
        elif kind == "email":
            return _EMAIL.fullmatch(value) is not None
        elif kind == "uri":
            return bool(urlsplit(value).scheme) and not re.search(r"\s", value)
    except ValueError:
        return False
    return True

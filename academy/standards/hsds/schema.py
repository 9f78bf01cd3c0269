"""The tables of HSDS 3.0 as its own schemas describe them: columns, what is required, and which objects are nested in which."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "schemas"
LINKS = {"attribute": "link_id", "metadata": "resource_id"}  # the column that points at the parent, where it is not named after the parent
# Ids that may name something outside the file: a mother organisation, a broader term, a row whose history is told.
OUTSIDE = {("organization", "parent_organization_id"), ("taxonomy_term", "parent_id"), ("metadata", "resource_id")}


@dataclass(frozen=True, slots=True)
class Table:
    """`columns`: {name: its schema} of flat columns, in order. `lists`: {property: table} of nested rows; `objects`: {property: (table, column here)}.

    `required` by any row; `linked` by a row that stands in a table of its own (its parents). `foreign`: {column: table}.
    """

    name: str
    file: str
    columns: dict[str, dict]
    lists: dict[str, str]
    objects: dict[str, tuple[str, str]]
    required: tuple[str, ...]
    linked: tuple[str, ...]
    foreign: dict[str, str]

    def kind(self, column: str) -> str:
        """"text", "number", "date", "time", "datetime", "email", "uri" or "id" of a column of the specification."""
        about = self.columns[column]
        if about["type"] in ("number", "integer"):
            return "number"
        told = about.get("datapackage_type") or about.get("format") or "text"
        return {"uuid": "id", "date-time": "datetime"}.get(told, told)


@cache
def schemas() -> dict[str, dict]:
    """{file name: JSON schema}, as published."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")) if path.name != "datapackage.json"}


@cache
def tables() -> dict[str, Table]:
    """{name: Table} in the order of the specification."""
    found = sorted(schemas().values(), key=lambda each: each["datapackage_metadata"]["order"])
    return {each["name"]: _table(each) for each in found}


@cache
def by_file() -> dict[str, Table]:
    return {each.file: each for each in tables().values()}


def link_column(child: str, parent: str) -> str:
    return LINKS.get(child, f"{parent}_id")


def _table(about: dict) -> Table:
    names = {each["name"] for each in schemas().values()}
    flat = {name: each for name, each in about["properties"].items() if "$ref" not in each and each["type"] not in ("array", "object")}
    return Table(
        name=about["name"], file=about["path"], columns=flat, required=tuple(about.get("required", ())), linked=tuple(about.get("tabular_required", ())),
        lists={name: _target(each["items"]["$ref"]) for name, each in about["properties"].items() if each.get("type") == "array"},
        # The object nested as taxonomy_detail is the row that taxonomy_id points at; each other one is named after its table.
        objects={name: (_target(each["$ref"]), f"{_target(each['$ref'])}_id") for name, each in about["properties"].items() if "$ref" in each},
        foreign={name: name.removesuffix("_id") for name in flat if name.endswith("_id") and name.removesuffix("_id") in names and (about["name"], name) not in OUTSIDE})


def _target(reference: str) -> str:
    return reference.removesuffix(".json")

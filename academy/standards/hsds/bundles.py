"""What is kept with one organisation, service, place, or service at a place: its own row, and the rows of other tables that belong to it alone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from academy.standards.hsds.rows import Row, Tables
from academy.standards.hsds.schema import tables

MAIN = ("service_at_location", "service", "location", "organization")  # nearest first
SHARED = ("taxonomy_term", "taxonomy")
Key = tuple[str, str]


@dataclass
class Bundle:
    """`row`: as it came; `tables`: {table: rows} that belong to it. What is kept of it as JSON: {"row", "tables"}."""

    row: dict = field(default_factory=dict)
    tables: dict[str, list[dict]] = field(default_factory=dict)

    @classmethod
    def kept(cls, hsds: dict, empty_row: dict) -> "Bundle":
        """From what a model keeps; a copy, which may be changed. `empty_row`: of one that never was in a file."""
        return cls(dict(hsds.get("row") or empty_row), {name: [dict(row) for row in rows] for name, rows in hsds.get("tables", {}).items()})

    @property
    def id(self) -> str:
        return self.row["id"]

    def as_json(self) -> dict:
        return {"row": dict(self.row), "tables": {name: [dict(row) for row in rows] for name, rows in sorted(self.tables.items())}}

    def of(self, table: str, column: str) -> list[dict]:
        """Rows of the table that point at this one by `column`."""
        return [row for row in self.tables.get(table, ()) if row.get(column) == self.id]

    def add(self, table: str, row: dict) -> None:
        if all(row["id"] != each["id"] for each in self.tables.get(table, ())):
            self.tables.setdefault(table, []).append(dict(row))

    def remove(self, table: str, row_id: str) -> None:
        """Take a row out, and what belonged to it."""
        self.tables[table] = [row for row in self.tables[table] if row["id"] != row_id]
        for name, rows in list(self.tables.items()):
            for row in list(rows):
                if row.get("link_id") == row_id or row.get(f"{table}_id") == row_id or (name == "metadata" and row.get("resource_id") == row_id):
                    self.remove(name, row["id"])


def bundles_of(read: Tables, is_main: Callable[[str, Row], bool] = lambda table, row: True) -> tuple[dict[Key, Bundle], dict[str, list[dict]]]:
    """({(table, id): its bundle}, {table: rows that belong to nothing}).

    `is_main`: whether a row of one of the four tables stands for itself; one that does not is kept with the nearest that does.
    """
    made = {(table, row["id"]): Bundle(dict(row)) for table in MAIN for row in read.rows(table) if is_main(table, row)}
    where = {row_id: table for table in tables() if table not in ("attribute", "metadata") for row_id in read.get(table, {})}
    rest: dict[str, list[dict]] = {}

    def owner(table: str, row: Row, deep: int = 0) -> Key | None:
        if (table, row["id"]) in made:
            return table, row["id"]
        if deep > 6:
            return None
        points = [(target, row[f"{target}_id"]) for target in (*MAIN, "contact", "phone", "program") if f"{target}_id" in row]
        if (link := row.get("link_id" if table == "attribute" else "resource_id")) in where:
            points.append((where[link], link))
        for target, row_id in points:
            if row_id in read.get(target, {}) and (found := owner(target, read[target][row_id], deep + 1)):
                return found
        return None

    for table in tables():
        for row in read.rows(table):
            if (table, row["id"]) in made or table in SHARED:
                continue
            at = owner(table, row)
            if at is None:
                rest.setdefault(table, []).append(dict(row))
                continue
            made[at].add(table, row)
            if table == "attribute" and (term := read.get("taxonomy_term", {}).get(row.get("taxonomy_term_id", ""))):
                made[at].add("taxonomy_term", term)
                if taxonomy := read.get("taxonomy", {}).get(term.get("taxonomy_id", "")):
                    made[at].add("taxonomy", taxonomy)
    kept = {(name, row["id"]) for each in made.values() for name in SHARED for row in each.tables.get(name, ())}
    for name in SHARED:
        if loose := [dict(row) for row in read.rows(name) if (name, row["id"]) not in kept]:
            rest[name] = loose
    return made, rest

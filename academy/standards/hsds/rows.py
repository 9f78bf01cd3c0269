"""Rows of a directory, table by table, and what must hold between them."""

from collections.abc import Iterator

from academy.standards.hsds.problems import Problem, Where
from academy.standards.hsds.schema import tables


class Row(dict):
    """A row by column, with where it stood in the file."""

    __slots__ = ("where",)

    def __init__(self, values=(), where: Where = Where()) -> None:  # noqa: B008 - frozen
        super().__init__(values)
        self.where = where


class Tables(dict[str, dict[str, Row]]):
    """{table: {id: Row}}: what a file says."""

    def put(self, table: str, row: Row) -> Problem | None:
        """Take a row in. A row that stands there already may say more of itself, never something else."""
        rows = self.setdefault(table, {})
        there = rows.setdefault(row["id"], row)
        for column, value in row.items():
            if there.setdefault(column, value) != value:
                return Problem("id_twice", row.where, row["id"], about=column, value=_said(there.where))
        return None

    def rows(self, table: str) -> Iterator[Row]:
        yield from self.get(table, {}).values()

    def count(self) -> int:
        return sum(len(rows) for rows in self.values())

    def linked(self, table: str, column: str) -> dict[str, list[Row]]:
        """{id pointed at: rows of the table that point at it by `column`}"""
        found: dict[str, list[Row]] = {}
        for row in self.rows(table):
            if column in row:
                found.setdefault(row[column], []).append(row)
        return found


def _said(where: Where) -> str:
    return " ".join(part for part in (where.file, where.spot) if part)


def loose_ends(read: Tables) -> Iterator[Problem]:
    """Ids that point at nothing, services without an organisation, links that lack one end."""
    for name, table in tables().items():
        for row in read.rows(name):
            for column in table.linked:
                if name != "attribute" and not row.get(column):
                    yield Problem("missing", row.where, row["id"], about=column)
            for column, target in table.foreign.items():
                if column in row and row[column] not in read.get(target, {}):
                    yield Problem("dangling", row.where, row["id"], about=column, value=row[column])
            if name == "attribute" and "link_id" in row and not any(row["link_id"] in rows for other, rows in read.items() if other not in ("attribute", "metadata")):
                yield Problem("dangling", row.where, row["id"], about="link_id", value=row["link_id"])
    programs = read.get("program", {})
    for row in read.rows("service"):
        if row.get("program_id") in programs and programs[row["program_id"]].get("organization_id") != row.get("organization_id"):
            yield Problem("program_elsewhere", row.where, row["id"], about="program_id", value=row["program_id"])

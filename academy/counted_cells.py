"""Writing what was counted: amounts added to cells, and cells to sums, in one statement each, alike on SQLite and PostgreSQL.

An upsert that adds, and says what came of it (RETURNING), is what Django's own bulk_create does not offer.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.db import connection

from academy.models import PersonCell, Tally
from academy.reading_lines import CellKey, TallyKey

AT_ONCE = 1000  # rows a statement: 7 values each, well below SQLite's 32,766
CELL = ("subject", "city_number", "period", "entry_path", "measure", "about")
TALLY = ("city_number", "period", "entry_path", "measure", "about")


def add_to_cells(amounts: Mapping[CellKey, int]) -> dict[TallyKey, tuple[int, int]]:
    """Add to people's cells; answers {sum: (people more, amount more)}, which add_to_tallies takes. Inside the caller's transaction."""
    changed: dict[TallyKey, list[int]] = defaultdict(lambda: [0, 0])
    table, subject = PersonCell._meta.db_table, PersonCell._meta.get_field("subject")
    for key, now in _upsert(table, CELL, ("amount",), [(key, (amounts[key],)) for key in sorted(amounts) if amounts[key]],
                            lambda key: (subject.get_db_prep_value(key.subject, connection), *key.tally)):
        added = amounts[key]
        of_it = changed[key.tally]
        of_it[0] += (now > 0) - (now - added > 0)
        of_it[1] += added
    return {key: (people, amount) for key, (people, amount) in changed.items()}


def add_to_tallies(changes: Mapping[TallyKey, tuple[int, int]]) -> None:
    for _each in _upsert(Tally._meta.db_table, TALLY, ("people", "amount"), [(key, changes[key]) for key in sorted(changes) if any(changes[key])], tuple):
        pass


def _upsert(table: str, key_columns: tuple, columns: tuple, rows: list, as_values):
    """Add `rows` [(key, amounts)] to what stands there; yields (key, its last column now)."""
    names = (*key_columns, *columns)
    adds = ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in columns)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start:start + AT_ONCE]
            values = [(*as_values(key), *amounts) for key, amounts in part]
            row_of = f"({', '.join(['%s'] * len(names))})"
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row_of] * len(values))} "
                f"ON CONFLICT ({', '.join(key_columns)}) DO UPDATE SET {adds} RETURNING {', '.join(key_columns)}, {columns[-1]}",
                [value for row in values for value in row])
            known = {row[:-len(columns)]: key for (key, _amounts), row in zip(part, values, strict=True)}
            for row in cursor.fetchall():
                yield known[tuple(row[:-1])], row[-1]

"""The small named world, built once in each test process and laid again for each test as rows.

Building it as an editor would (six pages published) takes some 400 ms; putting the same rows in takes a tenth. It is
built before any test, so that no test's clock stands in it.
"""

from collections.abc import Iterator
from dataclasses import fields

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from wagtail.models import Site

from tests.world import World, make_world

Rows = dict[str, list[tuple]]


class KeptWorld:
    def __init__(self) -> None:
        with transaction.atomic():
            before = _all_rows()
            self._parts = {each.name: _named(getattr(world, each.name)) for world in [make_world()] for each in fields(World)}
            after = _all_rows()
            transaction.set_rollback(True)
        ContentType.objects.clear_cache()
        # Tables that had rows and have others now are emptied first; a ledger, which refuses that, had none.
        self._emptied = [table for table, rows in before.items() if rows and rows != after[table]]
        self._rows = {table: rows for table, rows in after.items() if rows and rows != before[table]}

    def lay(self) -> World:
        """The world, in the database of this test."""
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            for table in self._emptied:
                cursor.execute(f"DELETE FROM {quote(table)}")
            for table, rows in self._rows.items():
                cursor.executemany(f"INSERT INTO {quote(table)} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)
            for statement in self._counters():
                cursor.execute(statement)
        Site.clear_site_root_paths_cache()
        return World(**{name: self._found(part) for name, part in self._parts.items()})

    def _counters(self) -> Iterator[str]:
        """PostgreSQL gives numbers from a counter that knows nothing of rows put in with theirs."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in self._rows:
                    for each in connection.introspection.get_sequences(cursor, table):
                        column, quote = each["column"], connection.ops.quote_name
                        yield f"SELECT setval(pg_get_serial_sequence('{quote(table)}', '{column}'), (SELECT max({quote(column)}) FROM {quote(table)}))"

    def _found(self, part):
        if isinstance(part, list):
            return [self._found(each) for each in part]
        model, key = part
        rows = model.objects.all()
        if any(each.name == "city" and each.is_relation for each in model._meta.fields):
            rows = rows.select_related("city")
        return rows.get(pk=key)


def _named(value):
    """(model, key) of a row, or the list of them."""
    return [_named(each) for each in value] if isinstance(value, list) else (type(value), value.pk) if isinstance(value, models.Model) else value


def _all_rows() -> Rows:
    """Every table, but those a full-text index keeps for itself: it follows the rows by triggers."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if "_fts" not in table:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = cursor.fetchall()
        return found

"""Triggers that refuse UPDATE and DELETE on a ledger table, on PostgreSQL and on SQLite."""

from django.db import migrations


def _statements(table: str, vendor: str) -> tuple[list[str], list[str]]:
    if vendor == "postgresql":
        return ([
            "CREATE OR REPLACE FUNCTION tessera_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION tessera_append_only()",
        ], [f"DROP TRIGGER {table}_append_only ON {table}"])
    if vendor == "sqlite":
        made = [f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                for act in ("UPDATE", "DELETE")]
        return made, [f"DROP TRIGGER {table}_no_{act}" for act in ("UPDATE", "DELETE")]
    raise NotImplementedError(f"no append-only trigger for {vendor}")


def append_only(table: str) -> migrations.RunPython:
    """A migration operation that makes `table` a ledger: rows can be added, never changed or taken away."""
    def make(apps, schema_editor):
        for statement in _statements(table, schema_editor.connection.vendor)[0]:
            schema_editor.execute(statement, params=None)

    def unmake(apps, schema_editor):
        for statement in _statements(table, schema_editor.connection.vendor)[1]:
            schema_editor.execute(statement, params=None)

    return migrations.RunPython(make, unmake)

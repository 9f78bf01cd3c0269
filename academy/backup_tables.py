"""Which tables a database has and how many rows each: how a backup is compared with what it was made from."""

import sqlite3

SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
POSTGRES_TABLES = ("SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_catalog.pg_tables "
                   "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1")


def sqlite_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """{table: rows} of an open SQLite connection, inside whatever transaction it is in."""
    names = [name for (name,) in connection.execute(SQLITE_TABLES)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def postgres_counts(connection) -> dict[str, int]:
    """{schema.table: rows} of an open psycopg connection, inside whatever transaction it is in."""
    names = [name for (name,) in connection.execute(POSTGRES_TABLES).fetchall()]
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def differences(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """One sentence per table that does not hold the same number of rows."""
    return [f"{name}: {before.get(name, 'no table')} rows before, {after.get(name, 'no table')} after"
            for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]

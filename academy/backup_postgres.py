"""Backing up and restoring PostgreSQL with its own programs (pg_dump, pg_restore: PG_BIN, or the PATH)."""

import os
import secrets
import subprocess
from contextlib import contextmanager
from pathlib import Path

from academy.backup_sqlite import BackupFailed
from academy.backup_tables import differences, postgres_counts

FILE = "database.dump"


def _program(name: str) -> str:
    folder = os.environ.get("PG_BIN", "")
    return str(Path(folder) / name) if folder else name


# What libpq calls a thing: (its word in a connection, its variable in the environment).
LIBPQ = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE", "sslmode": "PGSSLMODE",
         "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY", "service": "PGSERVICE", "passfile": "PGPASSFILE"}


def _whereabouts(config: dict, name: str) -> dict[str, str]:
    """{libpq's word: value} of a Django database; an address such as `postgres://user@/name?host=/folder` has its host among the OPTIONS."""
    said = {"host": config.get("HOST"), "port": config.get("PORT"), "user": config.get("USER"), "password": config.get("PASSWORD"),
            **{word: value for word, value in config.get("OPTIONS", {}).items() if word in LIBPQ}, "dbname": name}
    return {word: str(value) for word, value in said.items() if value}


def _environment(config: dict, name: str) -> dict[str, str]:
    """The password travels in the environment: what stands on a command line is seen by every process."""
    return {**os.environ, **{LIBPQ[word]: value for word, value in _whereabouts(config, name).items()}}


def _run(config: dict, name: str, program: str, *arguments: str) -> None:
    try:
        done = subprocess.run([_program(program), *arguments], env=_environment(config, name), capture_output=True, text=True)
    except FileNotFoundError:
        raise BackupFailed(f"{program} is not installed here. Install PostgreSQL's client programs, or set PG_BIN to their folder.") from None
    if done.returncode:
        raise BackupFailed(f"{program}: {done.stderr.strip()[-1000:]}")


def _connect(config: dict, name: str | None = None):
    import psycopg

    try:
        return psycopg.connect(**_whereabouts(config, name or config["NAME"]), connect_timeout=10)
    except psycopg.OperationalError as error:
        raise BackupFailed(f"The database does not answer: {error}") from error


def dump(config: dict, target: Path) -> dict[str, int]:
    """Write the database into `target` (a folder), custom format; {table: rows}, counted in the very snapshot that is written."""
    with _connect(config) as counting:
        counting.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = counting.execute("SELECT pg_export_snapshot()").fetchone()
        counts = postgres_counts(counting)
        _run(config, config["NAME"], "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
             f"--file={target / FILE}")
    return counts


@contextmanager
def _throwaway_database(config: dict):
    import psycopg

    name = f"tessera_check_{secrets.token_hex(4)}"
    with _connect(config) as server:
        server.rollback()
        server.autocommit = True
        try:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        except psycopg.Error as error:
            raise BackupFailed("The backup could not be checked, because this account may not make the throw-away database it would be "
                               f"restored into ({str(error).strip()}). Let it (ALTER ROLE ... CREATEDB), or say --unchecked.") from error
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def check(config: dict, target: Path, counts: dict[str, int]) -> list[str]:
    """What is wrong with the backup, found by restoring it into a throw-away database (pg_restore -l accepts half a dump)."""
    with _throwaway_database(config) as name:
        try:
            return restore({**config, "NAME": name}, target, counts)
        except BackupFailed as failed:
            return [str(failed)]


def is_empty(config: dict) -> bool:
    with _connect(config) as opened:
        return not postgres_counts(opened)


def restore(config: dict, target: Path, counts: dict[str, int]) -> list[str]:
    """Fill the empty database, all or nothing; what differs from the manifest."""
    _run(config, config["NAME"], "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
         f"--dbname={config['NAME']}", str(target / FILE))
    with _connect(config) as opened:
        return differences(counts, postgres_counts(opened))

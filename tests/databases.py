"""The database of a test process: a copy of one migrated template, and put back to it after each test that commits.

Migrations cost ten seconds or more, a copy a few hundredths. Django's own way back, `flush`, would not do here: it
deletes row by row on SQLite, which the append-only ledgers refuse, and it takes Wagtail's first rows away for good.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests"  # migrated templates, by what they were made of


def fingerprint(*patterns: str) -> str:
    """A short name for the present content of the files under the repository that fit the patterns."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file() and path.parent.name != "__pycache__"}):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def schema_fingerprint() -> str:
    return fingerprint("*/migrations/*.py", "academy/append_only.py", "requirements.txt")


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """A lock between the processes of this machine that build the same thing."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


class SqliteCopy:
    """A file beside this process's media; the template is kept under var/tests until a migration changes."""

    def __init__(self) -> None:
        self.name = settings.DATABASES["default"]["NAME"]
        self.template = settings.VAR_DIR / "migrated.sqlite3"

    def make(self) -> None:
        with one_at_a_time("migrated"):
            kept = KEPT / f"migrated-{schema_fingerprint()}.sqlite3"
            if not kept.exists():
                half = kept.with_suffix(".half")
                half.unlink(missing_ok=True)
                self._use(str(half))
                migrate()
                with closing(sqlite3.connect(half)) as made:
                    made.execute("PRAGMA journal_mode=DELETE")  # back into one file
                for old in KEPT.glob("migrated-*.sqlite3"):
                    old.unlink(missing_ok=True)
                half.replace(kept)
            shutil.copyfile(kept, self.template)
        self._use(self.name)
        self.restore()

    def restore(self, source: Path | None = None) -> None:
        """Puts back the template, or another database file, page by page: safe while a live server still has it open."""
        connection.close()
        with closing(sqlite3.connect(source or self.template)) as kept, closing(sqlite3.connect(self.name, timeout=20)) as used:
            kept.backup(used)

    def drop(self) -> None:
        connections.close_all()  # the file goes with VAR_DIR

    def _use(self, name: str) -> None:
        connections.close_all()
        connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name


LOCK = "postgres-copies"


class PostgresCopy:
    """A database per process, made with CREATE DATABASE ... TEMPLATE on the server of TEST_DATABASE_URL."""

    def __init__(self) -> None:
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
        self.given = settings.DATABASES["default"]["NAME"]
        self.kept = os.environ.get("TEST_KEPT_TEMPLATE", "")  # several runs on one throw-away server share a template: it ends with the server
        self.template = f"tessera_{self.kept or run}_migrated"
        self.name = f"tessera_{run}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        self.laid = f"{self.name}_laid"  # this database as it once stood, for tests that begin from the same rows

    def make(self) -> None:
        with one_at_a_time(LOCK):
            if not self._server("SELECT 1 FROM pg_database WHERE datname = %s", [f"{self.template}_ready"]):
                self._server(f'CREATE DATABASE "{self.template}"')
                self._use(self.template)
                migrate()
                # The name says it is whole.
                self._server(f'ALTER DATABASE "{self.template}" RENAME TO "{self.template}_ready"')
        self.restore()

    def restore(self, source: Path | None = None) -> None:
        if source is not None:
            raise NotImplementedError("the demo database of the browser tests is SQLite only")
        # Between the two statements this process has no database: one that ends just then must not think itself the last.
        with one_at_a_time(LOCK):
            self._server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            self._server(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}_ready"')
        self._use(self.name)

    def keep_laid(self) -> None:
        """Remember this database as it stands now. Nobody may be connected to what is copied: a live server's idle lines are cut."""
        self._server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name])
        self._server(f'CREATE DATABASE "{self.laid}" TEMPLATE "{self.name}"')
        self._use(self.name)

    def restore_laid(self) -> bool:
        """Put back what was remembered; False when nothing was."""
        known = bool(self._server("SELECT 1 FROM pg_database WHERE datname = %s", [self.laid]))
        if known:
            with one_at_a_time(LOCK):
                self._server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
                self._server(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.laid}"')
        self._use(self.name)
        return known

    def drop(self) -> None:
        with one_at_a_time(LOCK):
            for name in (self.laid, self.name):
                self._server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            if self.kept:
                return
            others = self._server("SELECT 1 FROM pg_database WHERE datname LIKE %s AND datname NOT LIKE %s",
                                  [self.template.replace("_migrated", "_%"), "%_ready"])
            if not others:  # the last one out
                self._server(f'DROP DATABASE IF EXISTS "{self.template}_ready"')

    def _server(self, statement: str, values: list | None = None) -> list:
        """Runs one statement from the database the address names, where databases can be made and dropped."""
        self._use(self.given)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows

    def _use(self, name: str) -> None:
        connections.close_all()
        connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name


def copy_for_this_process() -> SqliteCopy | PostgresCopy:
    return SqliteCopy() if connection.vendor == "sqlite" else PostgresCopy()

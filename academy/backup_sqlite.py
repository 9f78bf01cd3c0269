"""Backing up and restoring SQLite. Copying the live file broke every second backup when tried; VACUUM INTO none."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from academy.backup_tables import differences, sqlite_counts

FILE = "database.sqlite3"


class BackupFailed(Exception):
    """A sentence for the operator."""


def dump(config: dict, target: Path) -> dict[str, int]:
    """Write the database into `target` (a folder); {table: rows}. Readers go on; writers wait until it is written."""
    source = Path(config["NAME"])
    if not source.exists():
        raise BackupFailed(f"There is no database at {source}.")
    with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as holding:
        # The one write lock, so that what is counted is what is written.
        holding.execute("BEGIN IMMEDIATE")
        counts = sqlite_counts(holding)
        with closing(sqlite3.connect(source, timeout=60)) as writing:
            writing.execute("VACUUM INTO ?", [str(target / FILE)])
        holding.execute("ROLLBACK")
    return counts


def _examine(path: Path, counts: dict[str, int]) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        faults = [f"integrity: {said}" for (said,) in opened.execute("PRAGMA integrity_check") if said != "ok"]
        faults += [f"{table} row {row} points at nothing in {parent}"
                   for table, row, parent, _n in opened.execute("PRAGMA foreign_key_check").fetchmany(20)]
        return faults + differences(counts, sqlite_counts(opened))


def check(config: dict, target: Path, counts: dict[str, int]) -> list[str]:
    """What is wrong with the backup, found by restoring it into a throw-away database."""
    with tempfile.TemporaryDirectory(prefix="tessera-check-") as folder:
        trial = Path(folder) / "trial.sqlite3"
        try:
            return restore({"NAME": str(trial)}, target, counts)
        except sqlite3.DatabaseError as error:
            return [f"it does not open: {error}"]


def is_empty(config: dict) -> bool:
    path = Path(config["NAME"])
    if not path.exists() or path.stat().st_size == 0:
        return True
    with closing(sqlite3.connect(path)) as opened:
        return not sqlite_counts(opened)


def restore(config: dict, target: Path, counts: dict[str, int]) -> list[str]:
    """Put the backup in place of nothing; what differs from the manifest."""
    path = Path(config["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    shutil.copyfile(target / FILE, half)
    faults = _examine(half, counts)
    if not faults:
        with closing(sqlite3.connect(half)) as opened:
            opened.execute("PRAGMA journal_mode=WAL")
        half.replace(path)
    return faults

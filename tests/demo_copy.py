"""The demo academy as `manage.py demo` lays it, built once and kept under var/tests until the code or content changes."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import cache
from pathlib import Path

from tests.databases import KEPT, ROOT, fingerprint, one_at_a_time, schema_fingerprint


@cache  # a failure is remembered too: it would only take as long again
def _try(template: Path) -> Path | RuntimeError:
    try:
        return _build(template)
    except RuntimeError as error:
        return error


def built_demo(template: Path) -> Path:
    """A folder with `tessera.sqlite3` and `media/`. `template` is a migrated, empty database to begin from."""
    found = _try(template)
    if isinstance(found, RuntimeError):
        raise found
    return found


def _build(template: Path) -> Path:
    made_of = fingerprint("academy/**/*.py", "courses/**/*.py", "cohorts/**/*.py", "mentoring/**/*.py", "home/**/*", "requirements.txt")
    kept = KEPT / f"demo-{schema_fingerprint()}-{made_of}"
    with one_at_a_time("demo"):
        if kept.exists():
            return kept
        half = KEPT / "demo.half"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        shutil.copyfile(template, half / "tessera.sqlite3")
        env = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_", "REDIS_", "TESSERA_"))}
        said = subprocess.run([sys.executable, "manage.py", "demo"], cwd=ROOT, capture_output=True, text=True,
                              env={**env, "DJANGO_SETTINGS_MODULE": "academy.settings", "VAR_DIR": str(half), "DEMO": "1",
                                   "EMAIL_URL": "dummymail://"})
        if said.returncode:
            raise RuntimeError(f"manage.py demo: {said.stdout}{said.stderr}")
        with closing(sqlite3.connect(half / "tessera.sqlite3")) as made:
            made.execute("PRAGMA journal_mode=DELETE")  # back into one file
        (half / "media").mkdir(exist_ok=True)
        for old in KEPT.glob("demo-*"):
            shutil.rmtree(old, ignore_errors=True)
        half.replace(kept)
        return kept

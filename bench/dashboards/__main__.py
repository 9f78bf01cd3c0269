"""The numbers from the log at two sizes, side by side in one run, on a throw-away PostgreSQL (or the one of TEST_DATABASE_URL).

Each size has a database and processes of its own. Ratios count: a shared machine makes the milliseconds drift.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from urllib.parse import urlsplit

import psycopg

from bench.dashboards.table import rows_of, written
from tests.services import postgres


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.dashboards", description="What the numbers of the dashboards cost, small and large.")
    parser.add_argument("--learners", type=int, default=100_000)
    parser.add_argument("--cities", type=int, default=60)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--small", type=int, default=1_000, help="learners of the academy it is held against; with as many events each")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are asked in turn; the least of each counts")
    parser.add_argument("--keep", action="store_true", help="leave the databases where they are (a given server only)")
    return parser.parse_args()


def main() -> None:
    options = asked()
    given = os.environ.get("TEST_DATABASE_URL")
    with nullcontext(given) if given else postgres.throwaway_postgres(postgres.programs()) as server:
        names = {"small": "bench_small", "large": "bench_large"}
        sizes = {"small": (options.small, options.small * options.events // options.learners), "large": (options.learners, options.events)}
        found = {}
        for size, (learners, events) in sizes.items():
            print(f"{size}: {learners:,} learners, {options.cities} cities, {events:,} events", file=sys.stderr, flush=True)
            _create(server, names[size], template=names["small"] if size == "large" else None)
            if size == "small":
                _child(server, names[size], "migrate")
                _create(server, names["large"], template=names["small"])
            found[size] = _child(server, names[size], "seed", learners, options.cities, events)
        # In turn, and the least disturbed of each counts: what else runs on the machine must not look like a difference of size.
        asked_of = {size: [] for size in sizes}
        for _round in range(options.rounds):
            for size in sizes:
                asked_of[size].append(_child(server, names[size], "ask"))
        for size, answers in asked_of.items():
            found[size] |= least(answers)
        for line in written(rows_of(found["small"], found["large"])):
            print(line)
        if given and not options.keep:
            for name in names.values():
                _say(server, f'DROP DATABASE IF EXISTS "{name}"')


def least(answers: list[dict]) -> dict:
    """The smallest of each number, however deep."""
    return {key: least([each[key] for each in answers]) if isinstance(value, dict) else min(each[key] for each in answers) for key, value in answers[0].items()}


def _create(server: str, name: str, template: str | None) -> None:
    """Once: the large one is copied from the small one while that is migrated and empty."""
    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))


def _say(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _child(server: str, name: str, *words) -> dict:
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as folder:
        env = {**os.environ, "DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl(), "VAR_DIR": folder, "LOG_LEVEL": "ERROR",
               "DJANGO_SETTINGS_MODULE": "bench.settings"}
        env.pop("TEST_DATABASE_URL", None)
        done = subprocess.run([sys.executable, "-m", "bench.dashboards.one_size", *map(str, words)], env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1]) if words[0] != "migrate" else {}


if __name__ == "__main__":
    main()

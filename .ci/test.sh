#!/usr/bin/env bash
# The whole suite on SQLite, in a real browser too; then again on a real PostgreSQL and Redis, with the browser's journeys.
# PYTEST_WORKERS: how many processes (2). Further arguments go to both halves.
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/chromium.sh
# Where Python was told to keep no compiled modules, each of a run's many processes would compile all of Django again: seconds of work for each.
if [ -n "${PYTHONDONTWRITEBYTECODE:-}" ]; then
    compiled=$(mktemp -d); trap 'rm -rf "$compiled"' EXIT
    unset PYTHONDONTWRITEBYTECODE; export PYTHONPYCACHEPREFIX=$compiled
fi
python=.venv/bin/python workers=${PYTEST_WORKERS:-2}
echo "== Every test, on SQLite"
env -u TEST_DATABASE_URL -u TEST_REDIS_URL "$python" -m pytest -n "$workers" --maxschedchunk 4 "$@"
echo "== Every test again on a real PostgreSQL and Redis; of the browser's, the journeys"
# In two goes: races fork their process, and one that has driven a browser over the demo academy loses its lines to PostgreSQL when it forks.
# Both on one server, with one migrated template.
TEST_KEPT_TEMPLATE=suite PYTEST_WORKERS=$workers "$python" -m tests.services bash -c '
    "$0" -m pytest -n "$PYTEST_WORKERS" -m "not browser" --maxschedchunk 4 "$@" && "$0" -m pytest -n "$PYTEST_WORKERS" -m "browser and postgres" --maxschedchunk 4 "$@"' "$python" "$@"

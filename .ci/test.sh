#!/usr/bin/env bash
# The whole suite on SQLite, in a real browser too; then, on a real PostgreSQL and Redis, what depends on them.
# PYTEST_WORKERS: how many processes (2). Further arguments go to both halves.
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/chromium.sh
python=.venv/bin/python workers=${PYTEST_WORKERS:-2}
echo "== Every test, on SQLite"
env -u TEST_DATABASE_URL -u TEST_REDIS_URL "$python" -m pytest -n "$workers" --maxschedchunk 4 "$@"
echo "== What depends on the database and the cache, on a real PostgreSQL and Redis"
"$python" -m tests.services "$python" -m pytest -n "$workers" -m "postgres or postgres_only or redis" "$@"

#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check .
[ ! -d templates ] || .venv/bin/djlint templates --lint --quiet

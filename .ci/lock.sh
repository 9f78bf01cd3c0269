#!/usr/bin/env bash
# Writes the lock files again: hashes, all platforms, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
lock() { uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q "$@"; }
lock -o requirements.txt
lock --group test -c requirements.txt -o requirements-test.txt
lock --all-extras -c requirements-test.txt -o requirements-production.txt
git diff --stat -- 'requirements*.txt'

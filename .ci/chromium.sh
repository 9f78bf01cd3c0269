#!/usr/bin/env bash
# The browser of the browser tests. Missing: root gets it by apt, anybody else is told how; CI goes no further without.
set -euo pipefail
for name in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (half a minute, once) ..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
how="no Chromium found. On Debian: sudo apt install chromium; elsewhere install it or set CHROMIUM=/path/to/chrome"
if [ -n "${CI:-}" ]; then echo "make: $how" >&2; exit 1; fi
echo "SKIPPED: the browser tests: $how"

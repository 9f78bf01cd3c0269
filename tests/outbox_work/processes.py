"""Workers as processes of their own, to be raced and killed."""

import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, connections


def database_url() -> str:
    """The address of the database this test uses now, for a process that it starts."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = urlsplit(os.environ["TEST_DATABASE_URL"])
    return given._replace(path=f"/{name}").geturl()


def environment(**more: str) -> dict[str, str]:
    """The environment of a started process: the academy on this test's database, with the counting app."""
    return {**os.environ, "VAR_DIR": str(settings.VAR_DIR), "DATABASE_URL": database_url(), "OUTBOX_LEASE_SECONDS": "1",
            "DJANGO_SETTINGS_MODULE": "tests.outbox_work.settings", **more}


def fork(work: Callable[[], None]) -> int:
    """Run `work` in a child of this process (Django is loaded already: a few milliseconds). Its process id."""
    connections.close_all()  # neither SQLite's locks nor a PostgreSQL line may be shared across a fork
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        logging.disable(logging.CRITICAL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(60)  # a forgotten child ends by itself
        work()
        status = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def wait_for(pids: list[int]) -> None:
    for pid in pids:
        _pid, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0, f"worker {pid} failed"


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)

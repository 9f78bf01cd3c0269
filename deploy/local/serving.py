"""Several programs that live and end together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


def port_is_free(port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does: a port just left counts as free
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _end_with_parent() -> None:
    """Asks the kernel (Linux) to end this process when its parent is gone, even killed; and leaves Ctrl-C to the parent."""
    os.setpgrp()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").prctl(1, signal.SIGTERM)


class Together:
    """`with Together() as parts`: starts programs; leaving the block ends them all, gently first."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Together":
        return self

    def start(self, name: str, command: list[str], env: dict, folder: Path) -> None:
        self._running[name] = subprocess.Popen(command, env=env, cwd=folder, preexec_fn=_end_with_parent)

    def ended(self) -> str:
        """Which program has ended by itself, and how; empty while all run."""
        for name, program in self._running.items():
            if program.poll() is not None:
                return f"the {name} ended with code {program.returncode}"
        return ""

    def __exit__(self, *_raised) -> None:
        for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
            left = [program for program in self._running.values() if program.poll() is None]
            for program in left:
                program.send_signal(sign)
            until = time.monotonic() + patience
            for program in left:
                try:
                    program.wait(max(0.1, until - time.monotonic()))
                except subprocess.TimeoutExpired:
                    continue

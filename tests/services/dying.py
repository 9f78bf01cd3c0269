"""A child process that does not outlive its parent, not even a killed one."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def with_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """A `preexec_fn` that has the kernel send `sign` to the child when its parent is gone (Linux; elsewhere None)."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL("libc.so.6", use_errno=True), os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, sign)
        if os.getppid() != parent:  # the parent was gone before we could ask
            os._exit(1)

    return ask

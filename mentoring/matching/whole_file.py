"""A file that is there whole or not at all: written beside its place and moved there at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def whole_file(path: str) -> Iterator[TextIO]:
    """A text file to write to. When the block ends well it takes the place of `path`; when anything is raised, `path` is what it was before. OSError."""
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe or a device has no before
        with open(path, "w", encoding="utf-8") as file:
            yield file
        return
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        if os.path.exists(part):
            os.remove(part)
        raise

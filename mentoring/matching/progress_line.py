"""How far a run has got, on one line of a terminal."""

from typing import TextIO


class ProgressLine:
    """Writes "draw 7 of 10" over itself, on a terminal only."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.shows, self.last = stream, stream.isatty(), ""

    def __enter__(self) -> "ProgressLine":
        return self

    def __call__(self, name: str, done: int, total: int) -> None:
        words = f"{name} {done} of {total}"
        if self.shows and words != self.last:
            self.last = words
            self.stream.write(f"\r\x1b[K{words}")
            self.stream.flush()

    def __exit__(self, *_error) -> None:
        if self.last:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

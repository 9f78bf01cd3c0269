r"""Stretches of a GIFT question, in which escapes are already resolved.

A question is held as two strings of the same length: its text, with `\~` read as `~`, and its shape, in which
escaped characters are blanked out. Structure is looked for in the shape, values are taken from the text.
"""

from __future__ import annotations

import re

BLANK = "\0"
_ESCAPE = re.compile(r"\\[\\~=#{}:n]")


class Unreadable(Exception):
    def __init__(self, at: Span, code: str, **params: object) -> None:
        self.line, self.code, self.params = at.line, code, params


class Span:
    """A stretch of one question: its text, its shape, and where it begins."""

    __slots__ = ("begin", "end", "source")

    def __init__(self, source: Source, begin: int, end: int) -> None:
        self.source, self.begin, self.end = source, begin, end

    @property
    def text(self) -> str:
        return self.source.text[self.begin : self.end]

    @property
    def shape(self) -> str:
        return self.source.shape[self.begin : self.end]

    @property
    def line(self) -> int:
        return self.source.lines[self.source.shape.count("\n", 0, self.begin)]

    def find(self, mark: str, begin: int = 0) -> int:
        """Where an unescaped mark stands, from the beginning of this span; -1 if nowhere."""
        found = self.source.shape.find(mark, self.begin + begin, self.end)
        return found if found < 0 else found - self.begin

    def part(self, begin: int = 0, end: int | None = None) -> Span:
        return Span(self.source, self.begin + begin, self.end if end is None else self.begin + end)

    def trimmed(self) -> Span:
        shape = self.shape
        left = len(shape) - len(shape.lstrip())
        return self.part(left, max(left, len(shape.rstrip())))

    def joined(self, gap: str, other: Span) -> Span:
        text, shape = f"{self.text}{gap}{other.text}", f"{self.shape}{gap}{other.shape}"
        return Source(text, shape, self.source.lines).whole()

    def split(self, mark: str) -> tuple[Span, Span | None]:
        """What stands before and after the first unescaped mark."""
        found = self.find(mark)
        return (self, None) if found < 0 else (self.part(0, found), self.part(found + len(mark)))


class Source:
    """The numbered lines of one question, joined."""

    __slots__ = ("lines", "shape", "text")

    def __init__(self, text: str, shape: str, lines: list[int]) -> None:
        self.text, self.shape, self.lines = text, shape, lines

    @classmethod
    def of(cls, lines: list[tuple[int, str]]) -> Source:
        raw = "\n".join(line for _, line in lines)
        text = _ESCAPE.sub(lambda found: "\n" if found[0] == r"\n" else found[0][1], raw)
        return cls(text, _ESCAPE.sub(BLANK, raw), [number for number, _ in lines])

    def whole(self) -> Span:
        return Span(self, 0, len(self.text))

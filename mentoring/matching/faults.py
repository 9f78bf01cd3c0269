"""What is wrong with a round, collected while it is checked, so that a file is refused once with all its faults."""

import json
from collections.abc import Collection
from difflib import get_close_matches

from .json_places import Path, in_words, lines_of
from .types import RoundError

MOST = 20  # faults told at once


class RoundErrors(RoundError):
    """One or more faults. `errors`: each as a RoundError, at most MOST; `line`, `field`, `problem` are the first one's; `count`: how many there are in all."""

    def __init__(self, errors: list[RoundError], count: int | None = None) -> None:
        first = errors[0]
        super().__init__(first.problem, field=first.field, line=first.line)
        self.errors = tuple(errors)
        self.count = len(errors) if count is None else count

    def __str__(self) -> str:
        left = self.count - len(self.errors)
        return "\n".join([*map(str, self.errors), *([f"and {left} more"] if left else [])])


class Faults:
    """Checks values and keeps what is wrong: [(path, problem)]. Each check answers whether the value is good."""

    def __init__(self) -> None:
        self.found: list[tuple[Path, str]] = []
        self.count = 0

    def add(self, path: Path, problem: str) -> bool:
        self.count += 1
        if len(self.found) < MOST:
            self.found.append((path, problem))
        return False

    def integer(self, value: object, path: Path, low: int | None = None, high: int | None = None) -> bool:
        if type(value) is int and (low is None or value >= low) and (high is None or value <= high):
            return True
        span = f" from {low} to {high}" if high is not None else f" of at least {low}" if low is not None else ""
        return self.add(path, f"must be a whole number{span}, not {shown(value)}")

    def text(self, value: object, path: Path, *, empty: bool = True) -> bool:
        if not isinstance(value, str):
            return self.add(path, f"must be a text, not {shown(value)}")
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            return self.add(path, "holds half a character (a lone surrogate), which no file can keep")
        return True if value or empty else self.add(path, "must not be empty")

    def flag(self, value: object, path: Path) -> bool:
        return isinstance(value, bool) or self.add(path, f"must be true or false, not {shown(value)}")

    def list_of_texts(self, value: object, path: Path) -> bool:
        return self.sequence(value, path) and all([self.text(each, (*path, at)) for at, each in enumerate(value)])

    def sequence(self, value: object, path: Path) -> bool:
        return isinstance(value, list | tuple) or self.add(path, f"must be a list, not {shown(value)}")

    def mapping(self, value: object, path: Path) -> bool:
        return isinstance(value, dict) or self.add(path, f"must be an object with keys and values, not {shown(value)}")

    def keys(self, value: object, path: Path, needed: Collection[str], optional: Collection[str] = ()) -> bool:
        """Whether it is an object; what it lacks and what it has too much are faults of their own."""
        if not self.mapping(value, path):
            return False
        if len(value) != len(needed) or any(key not in value for key in needed):
            for key in needed:
                if key not in value:
                    self.add((*path, key), "is missing")
            for key in value:
                if key not in needed and key not in optional:
                    self.add((*path, str(key)), f"is not a key of this format{meant(key, [*needed, *optional])}")
        return True

    def known(self, value: str, path: Path, names: Collection[str], kind: str) -> bool:
        return value in names or self.add(path, f"{shown(value)} is not among the {kind} of this file{meant(value, names)}")

    def refuse(self, text: str | None = None) -> None:
        """Raises RoundErrors when anything is wrong, in the order of the file when there is a text."""
        if not self.found:
            return
        lines = lines_of(text, (path for path, _problem in self.found)) if text is not None else {}
        errors = [RoundError(problem, field=in_words(path), line=lines.get(path)) for path, problem in self.found]
        raise RoundErrors(sorted(errors, key=lambda error: error.line or 0), self.count)


def shown(value: object) -> str:
    """A value as the file has it, cut short."""
    try:
        words = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        words = f"a {type(value).__name__}"
    return words if len(words) <= 60 else words[:59] + "…"


def meant(word: object, names: Collection[str]) -> str:
    close = get_close_matches(word, list(names), 1) if isinstance(word, str) and len(names) <= 5000 else []
    return f"; did you mean {shown(close[0])}?" if close else ""

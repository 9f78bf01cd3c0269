"""Where in a JSON text a value stands: asked only when something is wrong with it, so that reading a good file costs nothing."""

import re
from collections.abc import Callable, Iterable, Iterator
from json import JSONDecoder
from json.decoder import scanstring

Path = tuple[str | int, ...]
SPACE = re.compile(r"[ \t\n\r]*")
DECODER = JSONDecoder()


def in_words(path: Path) -> str:
    """("people", 3, "languages", "en") -> people[3].languages.en; odd keys in quotes."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step}]"
        elif re.fullmatch(r"\w+", step):
            words += f".{step}" if words else step
        else:
            words += f'["{step}"]'
    return words


def walk(text: str, enters: Callable[[Path], bool]) -> Iterator[tuple[Path, int]]:
    """(path, offset) of each value of a text that is known to be JSON; a member's offset is its key's.

    Containers whose path `enters` refuses are passed over by the decoder of the standard library, which is much faster.
    """
    yield (), skip(text, 0)
    yield from _inside(text, skip(text, 0), (), enters)


def skip(text: str, at: int) -> int:
    return SPACE.match(text, at).end()


def _inside(text: str, at: int, path: Path, enters: Callable[[Path], bool]) -> Iterator[tuple[Path, int]]:
    """Walks the value at `at`; returns (by `yield from`) the offset after it."""
    opening = text[at]
    if opening not in "{[" or not enters(path):
        return DECODER.raw_decode(text, at)[1]
    at, position = skip(text, at + 1), 0
    while text[at] not in "}]":
        start, step = at, position
        if opening == "{":
            step, at = scanstring(text, at + 1, True)
            at = skip(text, skip(text, at) + 1)  # past the colon
        yield (*path, step), start
        at = skip(text, (yield from _inside(text, at, (*path, step), enters)))
        if text[at] == ",":
            at = skip(text, at + 1)
        position += 1
    return at + 1


def lines_of(text: str, paths: Iterable[Path]) -> dict[Path, int]:
    """The line (from 1) of each path; of what is missing, the line of what should hold it."""
    paths = set(paths)
    parents = {path[:length] for path in paths for length in range(len(path))}
    lines: dict[Path, int] = {}
    line, counted = 1, 0
    for path, offset in walk(text, parents.__contains__):
        line, counted = line + text.count("\n", counted, offset), offset
        if path in paths or path in parents:
            lines[path] = line
    return {path: next(lines[path[:length]] for length in range(len(path), -1, -1) if path[:length] in lines) for path in paths}


def repeated_keys(text: str, deepest: int) -> list[tuple[Path, int]]:
    """[(path, line)] of every key that its object has already, down to containers of `deepest` steps."""
    seen, found, line, counted = set(), [], 1, 0
    for path, offset in walk(text, lambda path: len(path) <= deepest):
        line, counted = line + text.count("\n", counted, offset), offset
        if path in seen:
            found.append((path, line))
        seen.add(path)
    return found

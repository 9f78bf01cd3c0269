"""A JSON text and the value in it; what keeps it from having one is a RoundError with its line."""

import json

from .faults import Faults, RoundErrors
from .json_places import repeated_keys
from .types import RoundError

DEEPEST = 4  # people[0].wants[0] is the deepest object of the formats


def as_text(source: str | bytes) -> str:
    """The text of a file, without a byte order mark."""
    if isinstance(source, bytes):
        try:
            source = source.decode("utf-8")
        except UnicodeDecodeError as error:
            raise RoundErrors([RoundError("is not UTF-8 text", line=source.count(b"\n", 0, error.start) + 1)]) from None
    return source.removeprefix("\ufeff")


def decode(text: str) -> object:
    """The JSON value of a text. Objects with the same key twice are refused; NaN is left to the checks."""
    repeats = False

    def members(pairs: list[tuple[str, object]]) -> dict:
        nonlocal repeats
        members = dict(pairs)
        repeats = repeats or len(members) != len(pairs)
        return members

    try:
        data = json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        raise RoundErrors([RoundError(f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", field=f"column {error.colno}", line=error.lineno)]) from None
    except RecursionError:
        raise RoundErrors([RoundError("lists and objects lie too deep in one another")]) from None
    except ValueError:  # a whole number of thousands of digits
        raise RoundErrors([RoundError("a number is far too long")]) from None
    if repeats and (found := [each for each in repeated_keys(text, DEEPEST) if each[0][0] != "meta"]):
        faults = Faults()
        for path, _line in found:
            faults.add(path, "stands there twice; which of the two is meant?")
        faults.refuse(text)
    return data

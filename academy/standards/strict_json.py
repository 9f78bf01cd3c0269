"""JSON as signatures need it: one reading only. No key twice, no NaN, no lone surrogate, no bottomless nesting."""

import json

DEEPEST = 40


def read_strictly(text: str | bytes) -> object:
    """The value. Raises ValueError where two readers could see two different things, or none."""
    try:
        words = text.decode("utf-8") if isinstance(text, bytes) else text
        words.encode("utf-8")
        value = json.loads(words, object_pairs_hook=_once_each, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    spelled(value)
    _measure(value, 1)
    return value


def spelled(value: object) -> str:
    """The one spelling of a value: two values are the same exactly when these are (so True is not 1, and 1 is not 1.0)."""
    try:
        made = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        made.encode("utf-8")
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return made


def _once_each(pairs: list[tuple[str, object]]) -> dict:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands there twice")
    return made


def _refuse(name: str):
    raise ValueError(f"{name} is no number of JSON")


def _measure(value: object, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _measure(child, depth + 1)

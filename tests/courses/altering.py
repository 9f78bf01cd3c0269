"""Small ways to alter: another text, a place changed, a token opened and closed again."""

import base64
import copy
import json
import random

from academy.standards.strict_json import spelled

LOOKALIKES = str.maketrans("aceiopxyAE", "асеіорхуАЕ")


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def opened(token: str) -> tuple[dict, dict, str]:
    header, claims, signature = token.split(".")
    return (*(json.loads(base64.urlsafe_b64decode(part + "==")) for part in (header, claims)), signature)


def closed(header: dict, claims: dict, signature: str) -> str:
    return f"{b64(spelled(header).encode())}.{b64(spelled(claims).encode())}.{signature}"


def _places(value, path=()) -> list[tuple]:
    """Every place in a value, its branches and its leaves."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for name, child in children for found in ((*path, name), *_places(child, (*path, name)))]


def changed_somewhere(value: dict, dice: random.Random, without: tuple = ()) -> dict:
    """A copy with one place changed: another text, another kind, gone, doubled, moved, or a member more."""
    made = copy.deepcopy(value)
    path = dice.choice([each for each in _places(made) if each[0] not in without])
    home = made
    for step in path[:-1]:
        home = home[step]
    name = path[-1]
    old = home[name]
    way = dice.randrange(9)
    if way == 0:
        del home[name]
    elif way == 1:
        home[name] = [old, old]
    elif way == 2:
        home[name] = {"@value": old} if isinstance(old, str) else None
    elif way == 3 and isinstance(home, dict):
        home["note"] = home.pop(name)
    elif way == 4 and isinstance(home, dict):
        home[f"{name} "] = old
    elif isinstance(old, str):
        home[name] = _other_text(old, dice)
    elif isinstance(old, bool) or not isinstance(old, int):
        home[name] = str(old)
    else:
        home[name] = dice.choice([old + 1, float(old), str(old), -old, None])
    return made


def _other_text(old: str, dice: random.Random) -> str:
    at = dice.randrange(len(old) + 1) if old else 0
    return dice.choice([
        old.translate(LOOKALIKES), old + " ", old.upper(), old.swapcase(), old[::-1], "", old + "\u200b", "\u202e" + old, old[:at] + "\u0301" + old[at:],
        old[:at] + old[at + 1:], old[:at] + dice.choice("aZ09/#") + old[at:], old.replace("2026", "2036").replace("2027", "2099"), old + "\0",
        old.replace("academy", "academe"), old.replace("-", "–"), f"{old}\ufeff", "https://example.org/" + old])

"""Altered badges: thousands of ways to change a signed one, each by a name, the same for the same seed.

`alterations(...)` yields (name, text). What an alteration leaves as it was (a key order, spaces around) is not one, and is not yielded.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from academy.standards.strict_json import spelled
from tests.courses.altered_documents import DOCUMENTS
from tests.courses.altered_tokens import TOKENS


@dataclass(frozen=True)
class Material:
    """A badge as issued, another one of the same issuer, and keys: a stranger's, another issuer's (32 bytes, address of JWK, name in the DID document),
    the public key the badge was signed with."""

    token: str
    document: dict
    other_token: str
    other_document: dict
    stranger: bytes
    other_issuer: tuple[bytes, str, str]
    public_key: bytes


def alterations(given: Material, count: int, seed: int = 5) -> Iterator[tuple[str, str]]:
    """`count` alterations, kinds in turn."""
    dice, made = random.Random(seed), 0
    kinds = [*TOKENS, *DOCUMENTS]
    while made < count:
        for kind in kinds:
            text = kind(given, dice)
            if text is None or text == given.token or (text.startswith("{") and _same(text, given.document)):
                continue
            yield kind.__name__, text
            made += 1
            if made == count:
                return


def _same(text: str, document: dict) -> bool:
    try:
        return spelled(json.loads(text, object_pairs_hook=_once)) == spelled(document)
    except ValueError:
        return False


def _once(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)

"""What a word may be made of, and how a language or a key is written. Values only; academy/single_line.py says the same to forms."""

import re
import unicodedata
from uuid import UUID

# Marks that switch the direction of text could make a name read as something else; joiners stay, languages need them.
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2})?")


def hidden_characters(words: str) -> bool:
    """Are there characters in it that nobody sees, line ends among them?"""
    return any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in DIRECTION_MARKS for letter in words)


def is_language_code(code: str) -> bool:
    """A code as labels have it: `pt`, `pt-br`, `ast`."""
    return len(code) <= 5 and _LANGUAGE.fullmatch(code) is not None


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

"""Reads what people type into an answer box: text and numbers. Pure: no Django.

Every scan is linear in the answer, however many wildcards an accepted answer has.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

LONGEST = 10_000
_MINUSES = str.maketrans("\u2212\u2010\u2011\u2013\ufe63\uff0d", "------")
_NUMBER = re.compile(r"([+-]?)(\d[\d.,]*|[.,]\d+)(?:[eE]([+-]?\d{1,3}))?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def fold_text(text: str, case_sensitive: bool = False) -> str:
    """Text as it is compared: NFC, case folded unless it matters, runs of white space as one space."""
    return _fold(text, case_sensitive).strip()


def matches(typed: str, accepted: str, case_sensitive: bool = False) -> bool:
    r"""Whether a typed answer is an accepted one, in which `*` stands for any text (`\*` for a star)."""
    answer = fold_text(typed[:LONGEST], case_sensitive)
    first, *rest = [_fold(piece, case_sensitive) for piece in _pieces(accepted)]
    if not rest:
        return answer == first.strip()
    first, last = first.lstrip(), rest.pop().rstrip()
    if not answer.startswith(first) or len(answer) < len(first) + len(last) or not answer.endswith(last):
        return False
    at, end = len(first), len(answer) - len(last)
    for piece in rest:
        found = answer.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def read_number(typed: object) -> tuple[Decimal, ...]:
    """The numbers a typed answer may mean; none when it is no number.

    Any script's decimal digits, comma or point as the decimal sign. "1.500" is 1.5 in one language and
    1500 in another, so both are given.
    """
    if isinstance(typed, bool) or not isinstance(typed, str | int | float | Decimal):
        return ()
    text = str(typed) if not isinstance(typed, str) else typed
    if len(text) > 60:
        return ()
    text = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else " " if each.isspace() else each
        for each in text
    )
    text = text.strip().translate(_MINUSES).replace("\u066b", ",").replace("\u066c", "")
    text = _SPACED.sub("", text)
    found = _NUMBER.fullmatch(text)
    if not found:
        return ()
    sign, digits, power = found.groups()
    # dict keeps the order and drops a reading given twice
    return tuple(dict.fromkeys(Decimal(f"{sign}{each}e{power or 0}") for each in _readings(digits)))


def _readings(digits: str) -> list[str]:
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return [digits]
    mark, other = digits[last], "," if digits[last] == "." else "."
    plain = digits.replace(".", "").replace(",", "")
    if digits.count(mark) > 1:  # 1.234.567: only groups
        return [plain] if other not in digits and _GROUPED.fullmatch(digits) else []
    whole, part = digits[:last], digits[last + 1 :]
    if other in whole and not _GROUPED.fullmatch(whole):
        return []
    decimal = f"{whole.replace(other, '') or 0}.{part or 0}"
    could_group = other not in digits and _GROUPED.fullmatch(digits) and not digits.startswith("0")
    return [decimal, plain] if could_group else [decimal]


def _fold(text: str, case_sensitive: bool) -> str:
    text = unicodedata.normalize("NFC", text)
    if not case_sensitive:
        text = unicodedata.normalize("NFC", text.casefold())
    return re.sub(r"\s+", " ", text)


def _pieces(accepted: str) -> list[str]:
    pieces = [""]
    for star in re.split(r"(\\\*|\*)", accepted):
        if star == "*":
            pieces.append("")
        else:
            pieces[-1] += "*" if star == r"\*" else star
    return pieces

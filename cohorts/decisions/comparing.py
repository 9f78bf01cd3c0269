"""Two texts side by side: which paragraphs are the same, and in the others which words went and which came. Values only, no database.

Words are the unit: a vowel sign or an apostrophe belongs to its word, in any script; punctuation stands alone.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from cohorts.decisions.proposal_text import is_heading

_TOKEN = re.compile(r"(?:\w[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d'’]*)+\s*|[^\w\s]\s*|\s+")
_POINT = re.compile(r"^[-*•]\s+", re.MULTILINE)
MOST_PAIRS = 250_000  # words of one text times words of the other; above it, a paragraph counts as rewritten: comparing takes the square
LIKE = 0.3  # share of common words from which a paragraph counts as the same one, rewritten


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: "same", "del" (only in the old text) or "ins" (only in the new)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """One paragraph of one text. `number` from 1."""

    number: int
    heading: bool
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs beside each other; one of them may be missing. `same`: nothing differs."""

    old: Side | None
    new: Side | None
    same: bool


def word_differences(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """(what to show of the old text, what of the new). The pieces of each put together give back that text."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    keys_a, keys_b = [each.strip() or " " for each in a], [each.strip() or " " for each in b]
    start = 0
    while start < min(len(a), len(b)) and keys_a[start] == keys_b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and keys_a[-1 - end] == keys_b[-1 - end]:
        end += 1
    middle_a, middle_b = keys_a[start:len(a) - end], keys_b[start:len(b) - end]
    old_kinds, new_kinds = ["del"] * len(middle_a), ["ins"] * len(middle_b)
    if len(middle_a) * len(middle_b) <= MOST_PAIRS:
        for block in SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_matching_blocks():
            if _worth_showing(middle_a[block.a:block.a + block.size]):
                old_kinds[block.a:block.a + block.size] = new_kinds[block.b:block.b + block.size] = ["same"] * block.size
    return (_pieces(a, ["same"] * start + old_kinds + ["same"] * end), _pieces(b, ["same"] * start + new_kinds + ["same"] * end))


def _worth_showing(words: list[str]) -> bool:
    """A comma that happens to stand in both is no bridge between two rewritten passages."""
    return any(any(letter.isalnum() for letter in word) for word in words)


def _pieces(tokens: list[str], kinds: list[str]) -> tuple[Piece, ...]:
    """Neighbours of one kind joined. The blank after a changed passage is no part of it, so that no bar hangs into the gap."""
    found: list[tuple[str, str]] = []
    for kind, words in _merged(zip(kinds, tokens, strict=True)):
        bare = words.rstrip() if kind != "same" else words
        found += [(kind, bare), ("same", words[len(bare):])] if bare else [(kind, words)]
    return tuple(Piece(kind, words) for kind, words in _merged(found))


def _merged(found) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for kind, words in found:
        if out and out[-1][0] == kind:
            out[-1] = (kind, out[-1][1] + words)
        elif words:
            out.append((kind, words))
    return out


def side_by_side(old: list[str], new: list[str]) -> list[Row]:
    """Two lists of paragraphs, row by row in their order."""
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(_whole(old, i, "same"), _whole(new, i - a + c, "same"), True) for i in range(a, b)]
        else:
            rows += _pairs(old, new, range(a, b), range(c, d))
    return rows


def _pairs(old: list[str], new: list[str], gone: range, come: range) -> list[Row]:
    rows, at = [], come.start
    for i in gone:
        partner = next((j for j in range(at, come.stop) if _alike(old[i], new[j])), at if len(gone) == len(come) == 1 else None)
        if partner is None:
            rows.append(Row(_whole(old, i, "del"), None, False))
            continue
        rows += [Row(None, _whole(new, j, "ins"), False) for j in range(at, partner)]
        rows.append(_rewritten(old, i, new, partner))
        at = partner + 1
    return rows + [Row(None, _whole(new, j, "ins"), False) for j in range(at, come.stop)]


def _alike(old: str, new: str) -> bool:
    a, b = set(old.split()), set(new.split())
    return len(a & b) >= LIKE * max(len(a), len(b), 1)


def _rewritten(old: list[str], i: int, new: list[str], j: int) -> Row:
    before, after = word_differences(_bare(old[i]), _bare(new[j]))
    return Row(Side(i + 1, is_heading(old[i]), before), Side(j + 1, is_heading(new[j]), after), False)


def _whole(parts: list[str], i: int, kind: str) -> Side:
    return Side(i + 1, is_heading(parts[i]), (Piece(kind, _bare(parts[i])),))


def _bare(paragraph: str) -> str:
    """A heading without its mark: the page shows it as one. A list with points."""
    return paragraph.lstrip("#").strip() if is_heading(paragraph) else _POINT.sub("• ", paragraph)

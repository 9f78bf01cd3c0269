"""A few words around what was found, with the found words marked. Letters are compared without case and accents. Pure but for escaping."""

import html
import re
import unicodedata

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

AROUND = 90
SHORTEST_BEGINNING = 3  # shorter words are looked for whole: “co” is not the beginning of “comes”
_WORD = re.compile(r"[^\W_]+")
# What stands in a block's data beside its words.
_NOT_WORDS = {"id", "type", "kind", "level", "url", "file", "image", "document", "quiz", "captions", "poster"}


def words_of(typed: str, most: int = 8) -> list[str]:
    """The words of a search as typed: letters and digits only, each once, the first `most`."""
    return list(dict.fromkeys(fold(word) if word.isascii() else word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", typed))))[:most]


def fold(text: str) -> str:
    """Lower case without accents, of the same length as the text."""
    return "".join(_plain_letter(letter) for letter in text)


def _plain_letter(letter: str) -> str:
    lowered = unicodedata.normalize("NFD", letter)[0].lower()
    return lowered if len(lowered) == 1 else letter


def begins_with(text: str, word: str) -> int:
    """2 when a word of the text is `word`, 1 when one begins like it, else 0."""
    best, wanted = 0, fold(word)
    for found in _WORD.findall(fold(text)):
        if found == wanted:
            return 2
        if _begins(found, wanted):
            best = 1
    return best


def _begins(found: str, wanted: str) -> bool:
    return found == wanted or (len(wanted) >= SHORTEST_BEGINNING and found.startswith(wanted))


def text_of_blocks(raw) -> str:
    """The words of a StreamField's raw data, without its markup."""
    if isinstance(raw, str):
        return html.unescape(strip_tags(raw.replace("</p>", "</p> ").replace("</li>", "</li> ")))
    if isinstance(raw, dict):
        return " ".join(filter(None, (text_of_blocks(value) for name, value in raw.items() if name not in _NOT_WORDS)))
    if hasattr(raw, "__iter__"):
        return " ".join(filter(None, (text_of_blocks(each) for each in raw)))
    return ""


def snippet(text: str, words: list[str]) -> SafeString | None:
    """About 180 characters of the text around the first found word, escaped, the found words in <mark>; None if none is found."""
    text = " ".join(text.split())
    folded = fold(text)
    places = sorted((match.start(), match.end()) for match in _WORD.finditer(folded) if any(_begins(match[0], fold(word)) for word in words))
    if not places:
        return None
    start = max(0, places[0][0] - AROUND)
    end = min(len(text), start + 2 * AROUND)
    if start:
        start = text.find(" ", start, places[0][0]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), places[0][1])
    made, at = ["… " if start else ""], start
    for first, last in places:
        if first >= start and last <= end:
            made += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    made += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(made))

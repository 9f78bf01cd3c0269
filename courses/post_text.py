"""The HTML of a post as typed: paragraphs, lists and quotes from plain text, or what was pasted from a page. Always cleaned."""

import re
from html import escape
from itertools import groupby

from academy.sanitise import clean_post, plain

# Somebody pasted from a page or a word processor: one known tag is enough to read the whole text as HTML.
_PASTED = re.compile(r"</?(?:p|div|br|ul|ol|li|b|strong|i|em|u|blockquote|a|h[1-6]|span|table|font|section)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|ul|ol|blockquote|pre)\b")
_MARKED = {
    "ul": re.compile(r"[-*•–]\s+(.+)"),
    "ol": re.compile(r"\d{1,3}[.)]\s+(.+)"),
    "blockquote": re.compile(r">\s?(.*)"),
}


def post_html(text: str) -> str:
    """Safe HTML with links for a text as typed; anything but a few formatting tags is shown as typed or dropped."""
    typed = plain(text).strip()
    if not _PASTED.search(typed):
        return str(clean_post(_from_plain(typed)))
    clean = str(clean_post(typed))
    return clean if _BLOCK.search(clean) else _paragraphs(clean)


def _from_plain(text: str) -> str:
    """Blank lines part paragraphs; lines with -, * or 1. are lists, with > a quote; other line ends stay."""
    made: list[str] = []
    for chunk in re.split(r"\n\s*\n", text):
        for kind, lines in groupby(chunk.split("\n"), key=_kind):
            made.append(_wrap(kind, [line.strip() for line in lines]))
    return "".join(made)


def _kind(line: str) -> str:
    return next((kind for kind, pattern in _MARKED.items() if pattern.fullmatch(line.strip())), "p")


def _wrap(kind: str, lines: list[str]) -> str:
    if kind == "ol" and len(lines) == 1:  # "3. Money" alone is a sentence that keeps its number
        kind = "p"
    words = [escape(_MARKED[kind].fullmatch(line)[1] if kind in _MARKED else line, quote=False) for line in lines]
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{each}</li>' for each in words)}</{kind}>"
    inside = "<br>".join(words)
    if not inside:
        return ""
    return f"<blockquote><p>{inside}</p></blockquote>" if kind == "blockquote" else f"<p>{inside}</p>"


def _paragraphs(html: str) -> str:
    """Pasted text without any block: its blank lines part paragraphs, its line ends stay."""
    parts = (part.strip() for part in re.split(r"\n\s*\n|<br>\s*<br>", html))
    return "".join(f"<p>{part}</p>" for part in parts if part).replace("\n", "<br>")

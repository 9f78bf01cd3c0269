"""Rich text of the simplest kind, as people type it: paragraphs, and lists of lines that begin with a hyphen.

`as_typed` and `as_rich_text` undo each other for such text. Text with more in it (links, bold, headings) is not simple: it is
shown without these, and kept as it is unless somebody changes it.
"""

import html
import re

from academy.sanitise import clean_rich_text, plain

_BLOCK = re.compile(r"<(p|ul|ol)\b[^>]*>(.*?)</\1>", re.S | re.I)
_ITEM = re.compile(r"<li\b[^>]*>(.*?)</li>", re.S | re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"<[^>]+>")


def as_typed(markup: str) -> str:
    """The words of stored rich text: an empty line between paragraphs, "- " before each line of a list."""
    blocks = []
    for kind, inside in _BLOCK.findall(markup):
        if kind.lower() == "p":
            blocks.append(_words(inside))
        else:
            blocks.append("\n".join("- " + _words(item).replace("\n", " ") for item in _ITEM.findall(inside)))
    return "\n\n".join(block for block in blocks if block) if blocks else _words(markup)


def as_rich_text(typed: str) -> str:
    """Typed words as rich text, cleaned."""
    made = []
    for block in re.split(r"\n\s*\n+", plain(typed).strip()):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        while lines:
            is_list = lines[0].startswith("- ")
            length = next((n for n, line in enumerate(lines) if line.startswith("- ") != is_list), len(lines))
            taken, lines = lines[:length], lines[length:]
            if is_list:
                made.append("<ul>" + "".join(f"<li>{html.escape(line[2:].strip(), quote=False)}</li>" for line in taken) + "</ul>")
            else:
                made.append("<p>" + "<br/>".join(html.escape(line, quote=False) for line in taken) + "</p>")
    return clean_rich_text("".join(made)).replace("<br>", "<br/>")


def is_simple(markup: str) -> bool:
    """Would typing it anew lose nothing?"""
    return not set(re.findall(r"<(\w+)", markup.lower())) - {"p", "ul", "li", "br"}


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup))).strip()

"""The programme of an exchange as it is typed at the desk, and as it is kept on its page: plain words to the HTML of a text block, and back.

Typed: an empty line begins a paragraph, `- ` a point of a list, `1. ` a numbered one; addresses of the web become links.
"""

import html
import re
from html.parser import HTMLParser

from academy.sanitise import clean_rich_text, plain

_POINT = re.compile(r"^(?:[-*•–]\s+)(?=\S)")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)،؛؟»”’]")


def to_html(text: str) -> str:
    """Clean HTML with p, br, ul, ol, li and a."""
    out: list[str] = []
    kept: list[str] = []
    kind = ""

    def close() -> None:
        nonlocal kind
        if kept:
            out.append(f"<p>{'<br>'.join(kept)}</p>" if kind == "p" else f"<{kind}>{''.join(f'<li>{line}</li>' for line in kept)}</{kind}>")
        kept.clear()
        kind = ""

    for raw in plain(text).split("\n"):
        line = raw.strip()
        found = "ul" if _POINT.match(line) else "ol" if _NUMBER.match(line) else "p" if line else ""
        if found != kind:
            close()
            kind = found
        if found:
            kept.append(_with_links({"ul": _POINT, "ol": _NUMBER}[found].sub("", line) if found != "p" else line))
    close()
    return clean_rich_text("".join(out)).replace(' rel="noopener noreferrer"', "")


def _with_links(line: str) -> str:
    done, last = [], 0
    for found in _ADDRESS.finditer(line):
        address = html.escape(found[0])
        done += [html.escape(line[last:found.start()], quote=False), f'<a href="{address}">{html.escape(found[0], quote=False)}</a>']
        last = found.end()
    return "".join([*done, html.escape(line[last:], quote=False)])


def to_text(markup: str) -> str | None:
    """The text that `to_html` would make this of; None where editors have made more of it than can be typed here."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    text = reader.text()
    return text if _bare(to_html(text)) == _bare(markup) else None


def _bare(markup: str) -> str:
    """Without what the editors' admin adds to every paragraph, and with one way to write a break, an apostrophe and a gap."""
    markup = re.sub(r' data-block-key="[^"]*"', "", markup)
    return html.unescape(re.sub(r"<br\s*/?>", "<br>", re.sub(r">\s+<", "><", markup))).replace("\xa0", " ").strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.lists: list[list] = []

    def handle_starttag(self, tag, attrs) -> None:
        if tag in ("p", "ul", "ol"):
            self.parts.append("\n\n" if tag == "p" or not self.lists else "\n")
            if tag != "p":
                self.lists.append([tag, 0])
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li" and self.lists:
            self.lists[-1][1] += 1
            self.parts.append("\n" + ("- " if self.lists[-1][0] == "ul" else f"{self.lists[-1][1]}. "))

    def handle_endtag(self, tag) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()

    def handle_data(self, data) -> None:
        self.parts.append(data)

    def text(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts).replace("\xa0", " ")).strip()

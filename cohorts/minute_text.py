"""Minutes as they are typed and as they are kept: a plain text with a few marks, and cleaned HTML. Each way and back gives the same.

An empty line parts paragraphs; a line that begins with “## ” is a heading; lines that all begin with “- ” or “1. ” are a list.
"""

import html
import re
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

from academy.sanitise import clean_post, clean_rich_text, plain

_HEADING, _BULLET, _NUMBER = re.compile(r"##\s+(\S.*)"), re.compile(r"[-*•]\s+(\S.*)"), re.compile(r"\d{1,3}[.)]\s+(\S.*)")
_BLOCKS = re.compile(r"\n\s*\n+")


def to_html(text: str) -> SafeString:
    """What is kept and shown: headings, paragraphs, lists and links, nothing else."""
    return mark_safe("".join(_block(lines) for lines in _blocks(plain(text))))


def _blocks(text: str):
    for block in _BLOCKS.split(text):
        lines: list[str] = []
        for line in (each.strip() for each in block.split("\n")):
            if _HEADING.fullmatch(line):  # a heading stands alone, also without empty lines around it
                yield from ([lines] if lines else [])
                yield [line]
                lines = []
            elif line:
                lines.append(line)
        if lines:
            yield lines


def _block(lines: list[str]) -> str:
    if heading := _HEADING.fullmatch(lines[0]):
        return clean_rich_text(f"<h4>{_inline(heading[1])}</h4>")
    for mark, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        points = [mark.fullmatch(line) for line in lines]
        if all(points):
            return clean_post(f"<{tag}>{''.join(f'<li>{_inline(point[1])}</li>' for point in points)}</{tag}>")
    return clean_post(f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>")


def _inline(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def to_text(markup: str) -> str:
    """The same text to go on writing."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "\n\n".join(block for block in ("\n".join(line.strip() for line in lines if line.strip()) for lines in reader.blocks) if block)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[""]]
        self.list_kind, self.number = "ul", 0

    def handle_starttag(self, tag: str, _attributes) -> None:
        match tag:
            case "p" | "blockquote" | "pre" | "table" | "hr":
                self.blocks.append([""])
            case "h2" | "h3" | "h4":
                self.blocks.append(["## "])
            case "ul" | "ol":
                self.list_kind, self.number = tag, 0
                self.blocks.append([])
            case "li":
                self.number += 1
                self.blocks[-1].append(f"{self.number}. " if self.list_kind == "ol" else "- ")
            case "br" | "tr":
                self.blocks[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3", "h4", "ul", "ol", "p"):
            self.blocks.append([""])

    def handle_data(self, data: str) -> None:
        if not self.blocks[-1]:
            self.blocks[-1].append("")
        self.blocks[-1][-1] += " ".join(data.split("\n"))

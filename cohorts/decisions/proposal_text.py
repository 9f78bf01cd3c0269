"""The text of a proposal as paragraphs: parting it, putting an amendment in, and finding a paragraph of one version again in another. No database.

Written as minutes are (cohorts/minute_text.py): an empty line parts paragraphs, “## ” begins a heading, “- ” or “1. ” lines are a list.
"""

import re
from difflib import SequenceMatcher

from django.utils.safestring import SafeString, mark_safe

from academy.sanitise import plain
from cohorts.minute_text import to_html

LONGEST = 20_000  # characters that somebody writes at once
LONGEST_GROWN = 40_000  # and those a text may grow to by amendments
MOST_PARAGRAPHS = 300
_HEADING = re.compile(r"##\s+\S.*")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of what was typed, without stray blanks; a heading is one of its own."""
    found: list[list[str]] = [[]]
    for line in (each.strip() for each in plain(text).split("\n")):
        if _HEADING.fullmatch(line):
            found += [[line], []]
        elif line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


def joined(parts: list[str]) -> str:
    return "\n\n".join(parts)


def is_heading(paragraph: str) -> bool:
    return bool(_HEADING.fullmatch(paragraph))


def shown(paragraph: str) -> SafeString:
    """One paragraph as clean HTML, its heading below the page's own."""
    return mark_safe(re.sub(r"(</?)h4>", r"\1h3>", to_html(paragraph)))


def found_again(old: list[str], number: int, new: list[str]) -> int | None:
    """Which paragraph of `new` (from 1) is the unchanged paragraph `number` of `old`; None when it was changed or struck out. 0, before all, is always 0."""
    if number == 0:
        return 0
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if block.a <= number - 1 < block.a + block.size:
            return block.b + number - block.a
    return None


def amended(parts: list[str], way: str, number: int, text: str) -> list[str]:
    """`parts` after changing (`change`, `strike`) the paragraph `number`, or adding after it (`add`). ValueError for one that is not there."""
    if not (0 if way == "add" else 1) <= number <= len(parts):
        raise ValueError(f"no paragraph {number}")
    keep = number if way == "add" else number - 1
    return parts[:keep] + ([] if way == "strike" else paragraphs(text)) + parts[number:]

"""Between a quiz form and the answers kept on an attempt. Pure: no Django.

Form fields of the question whose version has the key `k`: `a-k` (single, true_false, short_text, number; repeated for
multiple), `a-k-<option id>` (the position in an ordering, the partner in a matching), `was-k` (the kept answer that the
form was shown with, as JSON).

A kept answer, by kind: option id · [option ids] · "true" or "false" · text · text · {option id: position as text} ·
{left id: right id}; nothing at all when unanswered. It may be half done: that is what `gap` tells.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping

from courses.answer_reading import read_number

LONGEST_TEXT = 1_000


def field(key: object, part: str = "") -> str:
    return f"a-{key}-{part}" if part else f"a-{key}"


def read_answer(question: Mapping, key: object, data) -> object:
    """The answer in a posted form (`data`: a QueryDict or alike), as it is kept; None when there is none."""
    kind, name = question["kind"], field(key)
    if kind == "multiple":
        return sorted({_line(each) for each in data.getlist(name)}) or None
    if kind in ("ordering", "matching"):
        parts = question["options" if kind == "ordering" else "left"]
        made = {part["id"]: _line(data.get(field(key, part["id"]), "")) for part in parts}
        return {part: said for part, said in made.items() if said} or None
    return _line(data.get(name, "")) or None


def was_shown(key: object, data) -> object:
    """The answer the form was shown with; None when there was none or the field makes no sense."""
    try:
        found = json.loads(data.get(f"was-{key}", ""))
    except (ValueError, RecursionError):
        return None
    return found or None


def kept_as_field(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, sort_keys=True)


def merge(mine: object, shown: object, kept: object) -> tuple[object, bool]:
    """(the answer to keep, whether two windows disagree), from what this form says, what it was shown with and what is kept.

    A form opened before something was answered elsewhere does not wipe it. Where both changed, this form's stands.
    """
    if mine in (kept, shown):
        return kept, False
    return mine, kept != shown and kept is not None


def gap(question: Mapping, answer: object) -> str:
    """What an answer still lacks: "" or missing, incomplete, same_position, not_a_number, too_long."""
    if answer in (None, "", [], {}):
        return "missing"
    kind = question["kind"]
    if kind in ("short_text", "number") and len(answer) > LONGEST_TEXT:
        return "too_long"
    if kind == "number" and not read_number(answer):
        return "not_a_number"
    if kind in ("ordering", "matching"):
        parts = question["options" if kind == "ordering" else "left"]
        if len(answer) < len(parts):
            return "incomplete"
        if kind == "ordering" and set(answer.values()) != {str(n + 1) for n in range(len(parts))}:
            return "same_position"
    return ""


def as_graded(question: Mapping, answer: object) -> object:
    """The kept answer in the form courses/grading.py grades: an ordering becomes the list of ids, if every position is said once.

    A half-done ordering stays as it is, which is graded as no order at all: a list would lend it the order of the form.
    """
    if question["kind"] != "ordering" or gap(question, answer):
        return answer
    return sorted(answer, key=lambda id: int(answer[id]))


def _line(text: str) -> str:
    """One line as it is kept: NFC, no control characters, no white space around."""
    flat = "".join(" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in text)
    return unicodedata.normalize("NFC", flat).strip()

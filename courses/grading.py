"""Grades an answer to one version of a question, on the server. Pure: no Django.

A question and its key are two JSON-able mappings; the browser only ever gets `shown(question, seed)`.

    question  {"kind", "text": html, "feedback": html, ...} and, by kind,
        single, multiple   "options": [{"id", "text": html, "feedback": html}], "shuffle": bool (default true)
        ordering           "options": [{"id", "text": html}]
        matching           "left": [{"id", "text"}], "right": [{"id", "text"}] (right may have distractors)
        true_false, number "feedback_right": html, "feedback_wrong": html
        short_text         nothing more
    key, by kind,
        single             {"right": id} or {"weights": {id: percent}}
        multiple           {"right": [ids]} or {"weights": {id: percent}}
        true_false         {"right": bool}
        short_text         {"accepted": [{"text", "fraction": percent, "feedback"}], "case_sensitive": bool}
        number             {"accepted": [{"value", "tolerance" | "min", "max", "fraction", "feedback"}]}
        ordering           {"order": [ids]}
        matching           {"pairs": {left id: right id}}
    answer, by kind
        id · [ids] · bool or "true"/"false" · text · text or number · [ids] · {left id: right id}

Percents run from -100 to 100; `fraction` in an accepted answer defaults to 100. Numbers may be stored as
text to stay exact. The first accepted answer that fits counts, as in Moodle.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.answer_reading import matches, read_number
from courses.question_check import KINDS, validate

__all__ = ["KINDS", "Mark", "grade", "option_ids", "passed", "score", "shown", "validate"]

ALMOST_ALL = 0.9999  # thirds are written as 33.33333


@dataclass(frozen=True)
class Mark:
    """What one answer is worth: fraction 0.0 to 1.0, right only when it is all of it.

    `feedback` is html, the answer's own first, the question's general one last. `code` is "" when graded,
    else missing, malformed, not_a_number, other_version (it names options this version does not have), or
    broken_question (the stored question cannot be graded: see `validate`).
    """

    fraction: float
    is_right: bool = False
    feedback: tuple[str, ...] = ()
    code: str = ""


def grade(question: Mapping, key: Mapping, answer: object) -> Mark:
    """The mark for an answer. Never raises: an answer comes from the open net, a key from an old import."""
    if answer is None or answer == "" or answer == [] or answer == {}:
        return Mark(0.0, code="missing")
    try:
        found = _GRADERS[question["kind"]](question, key, answer)
        if isinstance(found, str):
            return Mark(0.0, code=found)
        worth, feedback = found
        if not math.isfinite(worth):
            return Mark(0.0, code="broken_question")
        worth = min(max(float(worth), 0.0), 1.0)
        if worth >= ALMOST_ALL:
            worth = 1.0
        said = (*feedback, question.get("feedback"))
        return Mark(worth, worth == 1.0, tuple(each for each in said if each))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return Mark(0.0, code="broken_question")


def shown(question: Mapping, seed: object) -> dict:
    """The question as the browser may see it: no key, no weights, no feedback; options in seeded order.

    The same question and seed give the same order on every node. Ids must tell nothing: see `option_ids`.
    """
    public = {"kind": question["kind"], "text": question["text"]}
    for name in ("options", "left", "right"):
        if name in question:
            public[name] = [{"id": each["id"], "text": each["text"]} for each in question[name]]
    chance = random.Random(str(seed))
    if question["kind"] == "ordering" or (
        question["kind"] in ("single", "multiple") and question.get("shuffle", True)
    ):
        chance.shuffle(public["options"])
    if question["kind"] == "matching":
        chance.shuffle(public["right"])
    return public


def score(marks: Iterable[Mark]) -> int:
    """The percent of an attempt, every question alike, rounded down; 0 without questions."""
    fractions = [mark.fraction for mark in marks]
    if not fractions:
        return 0
    return math.floor(math.fsum(fractions) * 100 / len(fractions) + 1e-9)


def passed(percent: int, pass_mark: int) -> bool:
    return percent >= pass_mark


def option_ids(texts: Sequence[str], side: str = "") -> list[str]:
    """An id for each option that says nothing about its place or its partner, made from its text alone."""
    ids: list[str] = []
    for text in texts:
        count = 0
        while True:
            found = hashlib.sha256(f"{side}\0{count}\0{text}".encode("utf-8", "replace")).hexdigest()[:8]
            if found not in ids:
                break
            count += 1
        ids.append(found)
    return ids


# --- one grader a kind: (worth, feedback) or the code of what is wrong with the answer


def _single(question, key, answer):
    if not isinstance(answer, str):
        return "malformed"
    option = next((each for each in question["options"] if each["id"] == answer), None)
    if option is None:
        return "other_version"
    worth = key["weights"].get(answer, 0) / 100 if "weights" in key else answer == key["right"]
    return worth, (option.get("feedback"),)


def _multiple(question, key, answer):
    chosen = _ids(answer)
    if chosen is None:
        return "malformed"
    if not chosen <= {each["id"] for each in question["options"]}:
        return "other_version"
    if "weights" in key:
        weights = key["weights"]
        best = sum(weight for weight in weights.values() if weight > 0)
        # 33 + 33 + 33 was meant to be everything
        worth = sum(weights.get(each, 0) for each in chosen) / (best if 98 <= best <= 102 else 100)
    else:
        right = set(key["right"])
        worth = (len(chosen & right) - len(chosen - right)) / len(right)
    return worth, [each.get("feedback") for each in question["options"] if each["id"] in chosen]


def _true_false(question, key, answer):
    said = {"true": True, "false": False}.get(answer) if isinstance(answer, str) else answer
    if not isinstance(said, bool):
        return "malformed"
    is_right = said is key["right"]
    return is_right, (question.get("feedback_right" if is_right else "feedback_wrong"),)


def _short_text(question, key, answer):
    if not isinstance(answer, str):
        return "malformed"
    if not answer.strip():
        return "missing"
    for each in key["accepted"]:
        if matches(answer, each["text"], key.get("case_sensitive", False)):
            return each.get("fraction", 100) / 100, (each.get("feedback"),)
    return 0, ()


def _number(question, key, answer):
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        return "malformed"
    readings = read_number(answer)
    if not readings:
        return "missing" if isinstance(answer, str) and not answer.strip() else "not_a_number"
    for each in key["accepted"]:
        low, high = number_range(each)
        if any(low <= reading <= high for reading in readings):
            worth = each.get("fraction", 100) / 100
            general = question.get("feedback_right" if worth >= ALMOST_ALL else "feedback_wrong")
            return worth, (each.get("feedback") or general,)
    return 0, (question.get("feedback_wrong"),)


def _ordering(question, key, answer):
    ids = _ids(answer)
    if ids is None or len(ids) != len(answer):
        return "malformed"
    order = key["order"]
    if not ids <= set(order):
        return "other_version"
    if len(ids) != len(order):
        return "malformed" if ids < set(order) else "other_version"
    return sum(mine == right for mine, right in zip(answer, order, strict=True)) / len(order), ()


def _matching(question, key, answer):
    if not isinstance(answer, Mapping) or not all(
        isinstance(left, str) and (right is None or isinstance(right, str)) for left, right in answer.items()
    ):
        return "malformed"
    made = {left: right for left, right in answer.items() if right}  # an empty choice is a gap, not an id
    if not made:
        return "missing"
    pairs = key["pairs"]
    if not made.keys() <= pairs.keys() or not set(made.values()) <= {
        each["id"] for each in question["right"]
    }:
        return "other_version"
    return sum(pairs[left] == right for left, right in made.items()) / len(pairs), ()


_GRADERS = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "short_text": _short_text,
    "number": _number,
    "ordering": _ordering,
    "matching": _matching,
}


def _ids(answer: object) -> set[str] | None:
    if not isinstance(answer, list | tuple) or not all(isinstance(each, str) for each in answer):
        return None
    return set(answer)


def number_range(accepted: Mapping) -> tuple[Decimal, Decimal]:
    """The closed range of an accepted number: min to max, or value give or take tolerance."""
    if "min" in accepted:
        return Decimal(str(accepted["min"])), Decimal(str(accepted["max"]))
    value, tolerance = Decimal(str(accepted["value"])), Decimal(str(accepted.get("tolerance", 0)))
    return value - tolerance, value + tolerance

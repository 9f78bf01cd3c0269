"""Between a GIFT file and our questions, both ways. Pure: no Django.

Texts come in as they stand in the file: whoever stores them cleans them first. Moodle's own format becomes
HTML; Markdown stays readable text. GIFT does not know ordering, nor whether case matters in a short text,
nor that options keep their order: the first is left out and reported, the other two are lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from academy.standards.gift import (
    Accepted,
    Choice,
    GiftQuestion,
    GiftText,
    NumberAnswer,
    Pair,
    Problem,
    dump,
    parse,
    unwritable,
)
from courses.grading import option_ids, validate

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class NotInGift(ValueError):
    """GIFT cannot hold this question; `code` says why (ordering, or a code of `unwritable`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Entry:
    """One question of a bank, on its way in or out. `line` is where it stood in the file."""

    title: str
    question: Mapping
    key: Mapping
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class LeftOut:
    title: str
    code: str


def read(text: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """What can be used of a GIFT file, and what cannot, by line.

    Problem codes are those of the format and of `courses.grading.validate`.
    """
    found = parse(text)
    entries, problems = [], list(found.problems)
    for gift in found.questions:
        question, key = to_question(gift)
        wrong = validate(question, key)
        if wrong:
            said = gift.text.text if unwritable(gift) else dump([replace(gift, category="")])
            problems += [Problem(gift.line, said, code) for code in wrong]
            continue
        title = gift.title or _plain(question["text"])[:80]
        entries.append(Entry(title, question, key, gift.category, gift.id, gift.tags, gift.line))
    return tuple(entries), tuple(sorted(problems, key=lambda problem: problem.line))


def write(entries: Iterable[Entry]) -> tuple[str, tuple[LeftOut, ...]]:
    """A GIFT file of what GIFT can hold, and the titles of the rest."""
    gifts, left_out = [], []
    for entry in entries:
        try:
            gift = from_question(entry.question, entry.key)
        except NotInGift as stop:
            left_out.append(LeftOut(entry.title, stop.code))
        else:
            gifts.append(
                replace(gift, title=entry.title, category=entry.category, id=entry.id, tags=tuple(entry.tags))
            )
    return dump(gifts), tuple(left_out)


def to_question(gift: GiftQuestion) -> tuple[dict, dict]:
    """Our question and key; `validate` them before use."""
    question = {"kind": "", "text": _html(gift.text), "feedback": _html(gift.feedback)}
    return _INWARD[gift.kind](gift, question)


def from_question(question: Mapping, key: Mapping) -> GiftQuestion:
    """The GIFT question, without title; NotInGift when there is none."""
    outward = _OUTWARD.get(question["kind"])
    if outward is None:
        raise NotInGift(question["kind"])
    gift = replace(
        outward(question, key),
        text=GiftText(question["text"], "html"),
        feedback=_inside(question.get("feedback")),
    )
    if code := unwritable(gift):
        raise NotInGift(code)
    return gift


# --- inward


def _multichoice_in(gift, question):
    texts = [_html(each.text) for each in gift.answers]
    ids = option_ids(texts)
    question["kind"] = "single" if gift.is_single else "multiple"
    question["options"] = [
        {"id": id, "text": text, "feedback": _html(each.feedback)}
        for id, text, each in zip(ids, texts, gift.answers, strict=True)
    ]
    weights = {id: each.percent for id, each in zip(ids, gift.answers, strict=True)}
    right = [id for id, weight in weights.items() if weight > 0]
    if gift.is_single and len(right) == 1 and all(weight in (0, 100) for weight in weights.values()):
        return question, {"right": right[0]}
    if not gift.is_single and right and weights == _even_weights(ids, right):
        return question, {"right": right}
    return question, {"weights": {id: _percent(weight) for id, weight in weights.items()}}


def _truefalse_in(gift, question):
    question |= {
        "kind": "true_false",
        "feedback_right": _html(gift.right_feedback),
        "feedback_wrong": _html(gift.wrong_feedback),
    }
    return question, {"right": gift.is_true}


def _shortanswer_in(gift, question):
    question["kind"] = "short_text"
    accepted = [
        {"text": each.text, "fraction": _percent(each.percent), "feedback": _html(each.feedback)}
        for each in gift.answers
    ]
    return question, {"accepted": accepted, "case_sensitive": False}


def _numerical_in(gift, question):
    question |= {"kind": "number", "feedback_wrong": _html(gift.wrong_feedback)}
    accepted = []
    for each in gift.answers:
        if each.value is None:
            numbers = {"min": str(each.low), "max": str(each.high)}
        else:
            numbers = {"value": str(each.value), "tolerance": str(each.tolerance)}
        accepted.append({**numbers, "fraction": _percent(each.percent), "feedback": _html(each.feedback)})
    return question, {"accepted": accepted}


def _matching_in(gift, question):
    asked = [each for each in gift.answers if each.left.text]
    lefts = [_html(each.left) for each in asked]
    rights = list(dict.fromkeys(html.escape(each.right, quote=False) for each in gift.answers))
    left_ids, right_ids = option_ids(lefts, "left"), option_ids(rights, "right")
    id_of = dict(zip(rights, right_ids, strict=True))
    question["kind"] = "matching"
    question["left"] = [{"id": id, "text": text} for id, text in zip(left_ids, lefts, strict=True)]
    question["right"] = [{"id": id, "text": text} for text, id in id_of.items()]
    pairs = {
        id: id_of[html.escape(each.right, quote=False)] for id, each in zip(left_ids, asked, strict=True)
    }
    return question, {"pairs": pairs}


_INWARD = {
    "multichoice": _multichoice_in,
    "truefalse": _truefalse_in,
    "shortanswer": _shortanswer_in,
    "numerical": _numerical_in,
    "matching": _matching_in,
}


def _html(text: GiftText) -> str:
    said = text.text
    if text.format == "html" or (text.format == "moodle" and _TAG.search(said)):
        return said
    if text.format == "moodle":  # is HTML too, so &lt; in it means <
        said = html.unescape(said)
    return html.escape(said, quote=False).replace("\n", "<br>")


def _percent(percent: Decimal) -> int | float:
    return int(percent) if percent == int(percent) else float(percent)


def _even_weights(ids: list[str], right: list[str]) -> dict[str, Decimal]:
    """Every right option counts alike, and a wrong one takes off as much."""
    share = (Decimal(100) / len(right)).quantize(Decimal("0.00001")).normalize()
    return {id: share if id in right else -share for id in ids}


# --- outward


def _choice_out(question, key):
    ids = [each["id"] for each in question["options"]]
    is_single = question["kind"] == "single"
    if "weights" in key:
        weights = {id: _decimal(key["weights"].get(id, 0)) for id in ids}
    elif is_single:
        weights = {id: Decimal(100 if id == key["right"] else 0) for id in ids}
    elif key["right"]:
        weights = _even_weights(ids, list(key["right"]))
    else:
        raise NotInGift("no_right_answer")
    answers = tuple(
        Choice(_inside(each["text"]), weights[each["id"]], _inside(each.get("feedback")))
        for each in question["options"]
    )
    return GiftQuestion("multichoice", GiftText(), answers=answers, is_single=is_single)


def _true_false_out(question, key):
    return GiftQuestion(
        "truefalse",
        GiftText(),
        is_true=key["right"],
        right_feedback=_inside(question.get("feedback_right")),
        wrong_feedback=_inside(question.get("feedback_wrong")),
    )


def _short_text_out(question, key):
    answers = tuple(
        Accepted(each["text"], _decimal(each.get("fraction", 100)), _inside(each.get("feedback")))
        for each in key["accepted"]
    )
    return GiftQuestion("shortanswer", GiftText(), answers=answers)


def _number_out(question, key):
    answers = []
    for each in key["accepted"]:
        if "min" in each:
            numbers = {"low": _decimal(each["min"]), "high": _decimal(each["max"])}
        else:
            numbers = {"value": _decimal(each["value"]), "tolerance": _decimal(each.get("tolerance", 0))}
        feedback = _inside(each.get("feedback"))
        answers.append(
            NumberAnswer(**numbers, percent=_decimal(each.get("fraction", 100)), feedback=feedback)
        )
    otherwise = _inside(question.get("feedback_wrong"))
    return GiftQuestion("numerical", GiftText(), answers=tuple(answers), wrong_feedback=otherwise)


def _matching_out(question, key):
    rights = {each["id"]: _plain(each["text"]) for each in question["right"]}
    pairs = [Pair(_inside(each["text"]), rights[key["pairs"][each["id"]]]) for each in question["left"]]
    used = set(key["pairs"].values())
    pairs += [Pair(GiftText(), text) for id, text in rights.items() if id not in used]
    return GiftQuestion("matching", GiftText(), answers=tuple(pairs))


_OUTWARD = {
    "single": _choice_out,
    "multiple": _choice_out,
    "true_false": _true_false_out,
    "short_text": _short_text_out,
    "number": _number_out,
    "matching": _matching_out,
}


def _inside(text: str | None) -> GiftText:
    # Inside the braces a bare arrow would make pairs of anything.
    return GiftText((text or "").replace("->", "-&gt;"), "html")


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _decimal(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        raise NotInGift("bad_number") from None

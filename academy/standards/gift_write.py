"""Writes GIFT that Moodle and `parse` read alike: `parse(dump(questions)).questions == questions`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from academy.standards.gift_read import NUMBER, PERCENT
from academy.standards.gift_shapes import FORMATS, KINDS, MOST_ANSWERS, GiftQuestion, GiftText, NumberAnswer

# At the start of a text each of these would be read as something else.
_SAY_FORMAT_BEFORE = ("//", "%", "\ufeff", *(f"[{name}]" for name in FORMATS))


def dump(questions: Iterable[GiftQuestion]) -> str:
    """The file. ValueError for a question GIFT cannot hold: ask `unwritable` first."""
    blocks: list[str] = []
    category = ""
    for question in questions:
        if code := unwritable(question):
            raise ValueError(f"GIFT cannot hold {question.title or question.text.text[:40]!r}: {code}.")
        if question.category != category:
            category = question.category
            blocks.append(f"$CATEGORY: {category}\n")
        blocks.append(_question(question))
    return "\n".join(blocks)


def unwritable(question: GiftQuestion) -> str:
    """Why GIFT cannot hold a question, or "".

    Codes: unknown_kind, bad_format, few_answers, too_many_answers, no_answer, no_right_answer, bad_weight,
    bad_number, arrow (`->` where it would make pairs of what are none, or end the left
    side early).
    """
    if question.kind not in KINDS:
        return "unknown_kind"
    if any(text.format not in FORMATS for text in _texts(question)):
        return "bad_format"
    answers = question.answers
    if len(answers) < {"truefalse": 0, "shortanswer": 1, "numerical": 1}.get(question.kind, 2):
        return "few_answers"
    if len(answers) > MOST_ANSWERS:
        return "too_many_answers"
    if not all(_is_percent(getattr(each, "percent", Decimal(0))) for each in answers):
        return "bad_weight"
    return {
        "multichoice": _multichoice_problem,
        "shortanswer": _shortanswer_problem,
        "numerical": _numerical_problem,
        "matching": _matching_problem,
    }.get(question.kind, lambda _: "")(question)


def _multichoice_problem(question: GiftQuestion) -> str:
    has_right = any(each.percent == 100 for each in question.answers)
    return "no_right_answer" if question.is_single and not has_right else ""


def _shortanswer_problem(question: GiftQuestion) -> str:
    if not all(each.text for each in question.answers):
        return "no_answer"
    # Moodle takes any arrow inside the braces for pairs, in feedback too.
    inside = [question.feedback.text]
    for each in question.answers:
        inside += [each.text, each.feedback.text]
    return "arrow" if any("->" in text for text in inside) else ""


def _numerical_problem(question: GiftQuestion) -> str:
    return "" if all(map(_is_sound, question.answers)) else "bad_number"


def _matching_problem(question: GiftQuestion) -> str:
    if not all(each.right for each in question.answers):
        return "no_answer"
    # "a -" followed by "->" would make an arrow too early as well; the blank before the arrow prevents it.
    return "arrow" if any("->" in each.left.text for each in question.answers) else ""


def _is_sound(answer: NumberAnswer) -> bool:
    numbers = [answer.low, answer.high] if answer.value is None else [answer.value, answer.tolerance]
    if not all(isinstance(each, Decimal) and NUMBER.fullmatch(str(each)) for each in numbers):
        return False
    if answer.value is None:
        return answer.low <= answer.high and answer.tolerance == 0
    return answer.tolerance >= 0 and answer.low is None and answer.high is None


def _is_percent(percent: Decimal) -> bool:
    return (
        isinstance(percent, Decimal)
        and percent.is_finite()
        and abs(percent) <= 100
        and PERCENT.fullmatch(f"{percent:f}") is not None
    )


def _texts(question: GiftQuestion) -> list[GiftText]:
    texts = [question.text, question.feedback, question.right_feedback, question.wrong_feedback]
    for answer in question.answers:
        for name in ("text", "left", "feedback"):
            if isinstance(found := getattr(answer, name, None), GiftText):
                texts.append(found)
    return texts


def _question(question: GiftQuestion) -> str:
    form = question.text.format
    notes = [f"[id:{_note(question.id)}]"] if question.id else []
    notes += [f"[tag:{_note(tag)}]" for tag in question.tags]
    comment = f"// {' '.join(notes)}\n" if notes else ""
    title = f"::{_escape(question.title)}::" if question.title else ""
    text = _text(question.text, "moodle")
    general = f"####{_text(question.feedback, form)}" if question.feedback.text else ""
    if question.kind == "truefalse":
        return f"{comment}{title}{text}{{{_truefalse(question, form)}{general}}}\n"
    lines = [f"\t{line}\n" for line in (*_ANSWERS[question.kind](question, form), general) if line]
    mark = "#" if question.kind == "numerical" else ""
    return f"{comment}{title}{text}{{{mark}\n{''.join(lines)}}}\n"


def _truefalse(question: GiftQuestion, form: str) -> str:
    right, wrong = _text(question.right_feedback, form), _text(question.wrong_feedback, form)
    word = "TRUE" if question.is_true else "FALSE"
    return word + (f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else "")


def _multichoice(question: GiftQuestion, form: str) -> list[str]:
    lines = []
    all_right = all(each.percent == 100 for each in question.answers)
    for place, each in enumerate(question.answers):
        # Nothing but `=` would be read as a short answer, so there one says it alone.
        if question.is_single and each.percent == 100 and not (all_right and place):
            mark = "="
        else:
            mark = f"~%{each.percent:f}%" if each.percent else "~"
        lines.append(mark + _text(each.text, form) + _feedback(each.feedback, form))
    return lines


def _shortanswer(question: GiftQuestion, form: str) -> list[str]:
    # Moodle takes a format mark off an accepted answer, so one is written only to protect a lookalike.
    return [
        f"=%{each.percent:f}%{_text(GiftText(each.text, form), form)}{_feedback(each.feedback, form)}"
        for each in question.answers
    ]


def _numerical(question: GiftQuestion, form: str) -> list[str]:
    lines = []
    for each in question.answers:
        number = _range(each)
        lines.append(f"=%{each.percent:f}%{number}{_feedback(each.feedback, form)}")
    if question.wrong_feedback.text:
        lines.append(f"~{_feedback(question.wrong_feedback, form)}")
    return lines


def _range(answer: NumberAnswer) -> str:
    if answer.value is None:
        return f"{_plain(answer.low)}..{_plain(answer.high)}"
    return f"{_plain(answer.value)}:{_plain(answer.tolerance)}"


def _plain(number: Decimal) -> str:
    # 20 rather than 2E+1: not every reader of GIFT knows powers.
    plain = f"{number:f}"
    return plain if NUMBER.fullmatch(plain) else str(number)


def _matching(question: GiftQuestion, form: str) -> list[str]:
    return [f"={_text(each.left, form)} -> {_escape(each.right)}" for each in question.answers]


_ANSWERS = {
    "multichoice": _multichoice,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
}


def _feedback(text: GiftText, form: str) -> str:
    return f"#{_text(text, form)}" if text.text else ""


def _text(text: GiftText, form: str) -> str:
    if not text.text:
        return ""
    is_said = text.format != form or text.text.startswith(_SAY_FORMAT_BEFORE)
    return (f"[{text.format}]" if is_said else "") + _escape(text.text)


def _escape(text: str) -> str:
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\n", "\\n")


def _note(text: str) -> str:
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text)

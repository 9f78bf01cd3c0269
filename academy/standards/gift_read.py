"""Reads GIFT. Never raises on any text, and takes time in proportion to its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from academy.standards.gift_shapes import (
    FORMATS,
    MOST_ANSWERS,
    Accepted,
    Choice,
    GiftFile,
    GiftQuestion,
    GiftText,
    NumberAnswer,
    Pair,
    Problem,
)
from academy.standards.gift_span import Source, Span, Unreadable

MOST_CHARACTERS = 1_000_000
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?")
PERCENT = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{0,12})?")

_WEIGHT = re.compile(r"\s*%([^%\s]{0,20})%")
# Bounded (by LONGEST_NOTE), so that unclosed brackets are not each scanned to the end of their comment.
_NOTE = re.compile(r"\[(id|tag):((?:\\.|[^\[\]\\\n]){1,100})\]")
_CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.DOTALL)


def parse(text: str) -> GiftFile:
    """Every question that could be read, and a problem with its line for each that could not."""
    if len(text) > MOST_CHARACTERS:
        return GiftFile((), (Problem(1, "", "too_large", {"limit": MOST_CHARACTERS}),))
    questions: list[GiftQuestion] = []
    problems: list[Problem] = []
    category = ""
    for lines in _blocks(text):
        notes = [line for _, line in lines if _is_comment(line)]
        lines = [(number, line) for number, line in lines if not _is_comment(line)]
        first = 0
        while first < len(lines) and (found := _CATEGORY.fullmatch(lines[first][1])):
            category = found[1]
            first += 1
        lines = lines[first:]
        if not lines:
            continue
        try:
            questions.append(_question(lines, notes, category))
        except Unreadable as stop:
            problems.append(Problem(stop.line, "\n".join(line for _, line in lines), stop.code, stop.params))
    return GiftFile(tuple(questions), tuple(problems))


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _notes(comments: list[str]) -> dict[str, list[str]]:
    notes: dict[str, list[str]] = {"id": [], "tag": []}
    for name, value in _NOTE.findall("\n".join(comments)):
        notes[name].append(re.sub(r"\\(.)", r"\1", value))
    return notes


def _question(lines: list[tuple[int, str]], comments: list[str], category: str) -> GiftQuestion:
    whole = Source.of(lines).whole().trimmed()
    title, body = _title(whole)
    text, answers = _braces(body)
    answers, general = _general(answers)
    words = _text(text, "moodle")
    form = words.format
    kind, found = _answers(answers, form)
    notes = _notes(comments)
    return GiftQuestion(
        kind=kind,
        text=words,
        title=title,
        feedback=_text(general, form),
        category=category,
        id="".join(notes["id"][:1]),
        tags=tuple(notes["tag"]),
        line=whole.line,
        **found,
    )


def _title(whole: Span) -> tuple[str, Span]:
    if not whole.shape.startswith("::"):
        return "", whole
    end = whole.find("::", 2)
    if end < 0:
        raise Unreadable(whole, "unclosed_title")
    return whole.part(2, end).text, whole.part(end + 2)


def _braces(body: Span) -> tuple[Span, Span]:
    """The text of the question, with the gap of a missing word, and what stands in the braces."""
    opens, closes = body.find("{"), body.find("}")
    if opens < 0 and closes < 0:
        raise Unreadable(body.trimmed(), "description")
    if opens < 0 or 0 <= closes < opens:
        raise Unreadable(body.part(closes), "unopened_brace")
    if closes < 0:
        raise Unreadable(body.part(opens), "unclosed_brace")
    after = body.part(closes + 1)
    for mark in "{}":
        if (stray := after.find(mark)) >= 0:
            raise Unreadable(after.part(stray), "stray_brace")
    before = body.part(0, opens)
    if not after.shape.strip():
        return before, body.part(opens + 1, closes)
    return before.joined("_____", after), body.part(opens + 1, closes)


def _general(answers: Span) -> tuple[Span, Span | None]:
    found = answers.shape.rfind("####")
    return (answers, None) if found < 0 else (answers.part(0, found), answers.part(found + 4))


def _text(span: Span | None, form: str) -> GiftText:
    if span is None:
        return GiftText()
    span = span.trimmed()
    for name in FORMATS:
        mark = f"[{name}]"
        if span.shape.startswith(mark):
            return GiftText(span.part(len(mark)).text, name)
    return GiftText(span.text, form)


def _answers(answers: Span, form: str) -> tuple[str, dict]:
    answers = answers.trimmed()
    shape = answers.shape
    if not shape:
        raise Unreadable(answers, "essay")
    if shape.startswith("#"):
        return "numerical", _numerical(answers.part(1), form)
    if "~" in shape:
        return "multichoice", _multichoice(answers, form)
    pieces = _pieces(answers, "=")
    if any("->" in piece.split("#")[0].shape for piece in pieces) and "=" in shape:
        return "matching", _matching(pieces, form)
    said, *_ = answers.split("#")
    if (word := said.shape.strip().upper()) in ("T", "TRUE", "F", "FALSE"):
        return "truefalse", _truefalse(answers, word, form)
    return "shortanswer", {"answers": tuple(_accepted(piece, form) for piece in pieces)}


def _pieces(answers: Span, marks: str) -> list[Span]:
    """The answers of a list, each from its mark on; an unmarked first one if it says something."""
    starts = [found.start() for found in re.finditer(f"[{marks}]", answers.shape)]
    if len(starts) > MOST_ANSWERS:
        raise Unreadable(answers, "too_many_answers", limit=MOST_ANSWERS)
    edges = [0, *starts, answers.end - answers.begin]
    pieces = [answers.part(begin, end) for begin, end in pairwise(edges)]
    return [piece for n, piece in enumerate(pieces) if n or piece.shape.strip()]


def _unmarked(piece: Span) -> Span:
    return piece.part(1) if piece.shape[:1] in ("=", "~") else piece


def _weighed(piece: Span, usual: int) -> tuple[Decimal, Span]:
    found = _WEIGHT.match(piece.shape)
    if not found:
        return Decimal(usual), piece
    if not PERCENT.fullmatch(found[1]) or abs(Decimal(found[1])) > 100:
        raise Unreadable(piece.trimmed(), "bad_weight", weight=found[1])
    return Decimal(found[1]), piece.part(found.end())


def _multichoice(answers: Span, form: str) -> dict:
    pieces = _pieces(answers, "=~")
    if len(pieces) < 2:
        raise Unreadable(answers, "few_answers", needed=2)
    is_single = any(piece.shape.startswith("=") for piece in pieces)
    choices = []
    for piece in pieces:
        percent, rest = _weighed(_unmarked(piece), 100 if piece.shape.startswith("=") else 0)
        said, feedback = rest.split("#")
        choices.append(Choice(_text(said, form), percent, _text(feedback, form)))
    if is_single and not any(choice.percent == 100 for choice in choices):
        raise Unreadable(answers, "no_right_answer")
    return {"is_single": is_single, "answers": tuple(choices)}


def _truefalse(answers: Span, word: str, form: str) -> dict:
    _, feedback = answers.split("#")
    wrong, right = feedback.split("#") if feedback else (None, None)
    return {
        "is_true": word.startswith("T"),
        "wrong_feedback": _text(wrong, form),
        "right_feedback": _text(right, form),
    }


def _accepted(piece: Span, form: str) -> Accepted:
    percent, rest = _weighed(_unmarked(piece), 100)
    said, feedback = rest.split("#")
    text = _text(said, form).text
    if not text:
        raise Unreadable(piece, "no_answer")
    return Accepted(text, percent, _text(feedback, form))


def _matching(pieces: list[Span], form: str) -> dict:
    if len(pieces) < 2:
        raise Unreadable(pieces[0], "few_answers", needed=2)
    pairs = []
    for piece in pieces:
        left, right = _unmarked(piece).split("->")
        if right is None:
            raise Unreadable(piece.trimmed(), "no_arrow")
        pairs.append(Pair(_text(left, form), right.text))
        if not pairs[-1].right:
            raise Unreadable(piece.trimmed(), "no_answer")
    return {"answers": tuple(pairs)}


def _numerical(answers: Span, form: str) -> dict:
    found: list[NumberAnswer] = []
    otherwise = GiftText()
    for piece in _pieces(answers, "=~"):
        percent, rest = _weighed(_unmarked(piece), 0 if piece.shape.startswith("~") else 100)
        said, feedback = rest.split("#")
        number = said.text.strip()
        if number in ("", "*") and percent == 0:  # any other number
            otherwise = otherwise if otherwise.text else _text(feedback, form)
        else:
            found.append(_number(piece.trimmed(), number, percent, _text(feedback, form)))
    if not found:
        raise Unreadable(answers, "no_answer")
    return {"answers": tuple(found), "wrong_feedback": otherwise}


def _number(piece: Span, said: str, percent: Decimal, feedback: GiftText) -> NumberAnswer:
    is_range = ".." in said
    first, _, second = said.partition(".." if is_range else ":")
    values = [each.strip() for each in (first, second or ("" if is_range else "0"))]
    if not all(NUMBER.fullmatch(each) for each in values):
        raise Unreadable(piece, "bad_number", number=said[:80])
    one, other = map(Decimal, values)
    if not is_range and other >= 0:
        return NumberAnswer(value=one, tolerance=other, percent=percent, feedback=feedback)
    if is_range and one <= other:
        return NumberAnswer(low=one, high=other, percent=percent, feedback=feedback)
    raise Unreadable(piece, "backwards_range", number=said[:80])

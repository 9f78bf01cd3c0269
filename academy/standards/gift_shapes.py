"""The shapes of a GIFT file, in the spelling of the standard. See academy/standards/gift.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

FORMATS = ("moodle", "html", "plain", "markdown")
LONGEST_NOTE = 100
MOST_ANSWERS = 200
KINDS = ("multichoice", "truefalse", "shortanswer", "numerical", "matching")


def _trim(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _note(text: str) -> str:
    return _one_line(_one_line(text)[:LONGEST_NOTE])


def _set(shape: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(shape, name, value)


@dataclass(frozen=True)
class GiftText:
    """A text and how it is marked up. White space around it and the format of an empty text mean nothing."""

    text: str = ""
    format: str = "moodle"

    def __post_init__(self) -> None:
        _set(self, text=_trim(self.text))
        if not self.text:
            _set(self, format="moodle")


@dataclass(frozen=True)
class Choice:
    """One option of a multichoice question; percent from -100 to 100."""

    text: GiftText
    percent: Decimal = Decimal(0)
    feedback: GiftText = GiftText()


@dataclass(frozen=True)
class Accepted:
    """One answer of a shortanswer question; `*` in the text stands for anything."""

    text: str
    percent: Decimal = Decimal(100)
    feedback: GiftText = GiftText()

    def __post_init__(self) -> None:
        _set(self, text=_trim(self.text))


@dataclass(frozen=True)
class NumberAnswer:
    """One answer of a numerical question: value give or take tolerance, or low to high, ends included."""

    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    low: Decimal | None = None
    high: Decimal | None = None
    percent: Decimal = Decimal(100)
    feedback: GiftText = GiftText()


@dataclass(frozen=True)
class Pair:
    """One pair of a matching question; an empty left makes the right an extra wrong choice."""

    left: GiftText
    right: str

    def __post_init__(self) -> None:
        _set(self, right=_trim(self.right))


@dataclass(frozen=True)
class GiftQuestion:
    """One question.

    kind          multichoice, truefalse, shortanswer, numerical or matching
    answers       Choice, Accepted, NumberAnswer or Pair, by kind; none for truefalse
    is_single     multichoice: one option is to be chosen, not several
    is_true       truefalse: which one is right
    right_feedback, wrong_feedback   truefalse; numerical has only the second, for any other number
    feedback      the general feedback
    id, tags      on one line each, at most 100 characters (Moodle's limit)
    line          where it begins in the file, from 1; no part of what makes two questions equal
    """

    kind: str
    text: GiftText
    title: str = ""
    answers: tuple[Choice | Accepted | NumberAnswer | Pair, ...] = ()
    is_single: bool = False
    is_true: bool = False
    right_feedback: GiftText = GiftText()
    wrong_feedback: GiftText = GiftText()
    feedback: GiftText = GiftText()
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        tags = tuple(tag for tag in map(_note, self.tags) if tag)
        _set(self, title=_trim(self.title), category=_one_line(self.category), id=_note(self.id), tags=tags)


@dataclass(frozen=True)
class Problem:
    """Something that could not be read: where (from 1), the whole text of the question, and why.

    Codes: too_large {limit}, essay, description, unclosed_title, unopened_brace, unclosed_brace, stray_brace
    (unescaped braces after the answers), few_answers {needed},
    too_many_answers {limit}, no_answer, no_right_answer,
    bad_weight {weight}, bad_number {number}, backwards_range {number}, no_arrow (a pair without `->`).
    """

    line: int
    text: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class GiftFile:
    questions: tuple[GiftQuestion, ...] = ()
    problems: tuple[Problem, ...] = ()

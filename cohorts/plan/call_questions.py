"""A call's own questions in the shape that exchanges' forms are made of (cohorts/question_words.py), so that fields and answers are read by the same code."""

from cohorts.models import CallAnswer, CallOfInterest
from cohorts.question_words import Asked


def asked_by(call: CallOfInterest, *, retired: bool = False) -> list[Asked]:
    """In their order; one query. `retired`: also what is no longer asked, for showing old answers."""
    rows = call.questions.all()
    return [Asked(row, str(row.key), row.kind, row.label, row.why, tuple(row.options), False, None, None, "", "") for row in rows if retired or row.retired_at is None]


def answer_lines(answer: CallAnswer, questions: list[Asked]) -> list[tuple[str, str]]:
    """[(question, answer)] of what was answered. Hand in `asked_by(call, retired=True)`."""
    return [(each.label, text) for each in questions if (text := each.text_of(answer.answers.get(each.key)))]

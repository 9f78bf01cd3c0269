"""Making the form of an exchange. Every change raises its form_version, so that nobody's answers go to other questions than they saw.

A question somebody has answered is retired rather than deleted, keeps its kind, and its options only grow: answers point at them by index.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.models import Exchange, FormQuestion, QuestionKind
from cohorts.question_words import MORE
from cohorts.ready_questions import ready_fields
from cohorts.seats import lock

MOST = 30


class CannotAsk(Exception):
    """Nothing was changed. `words`: why, in the reader's language; `field`: of the form, if it is one."""

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.words, self.field = words, field


def is_answered(question: FormQuestion) -> bool:
    return question.exchange.registrations.filter(answers__has_key=str(question.key)).exists() or question.exchange.registrations.filter(
        answers__has_key=str(question.key) + MORE).exists()


def answered_keys(exchange: Exchange) -> set[str]:
    """Keys of all questions somebody has answered; one query."""
    found: set[str] = set()
    for answers in exchange.registrations.exclude(answers={}).values_list("answers", flat=True):
        found |= {key.removesuffix(MORE) for key in answers}
    return found


def _begin(exchange: Exchange, version: int | None = None) -> Exchange:
    kept = lock(exchange.pk)
    if version is not None and kept.form_version != version:
        raise CannotAsk(_("Somebody else changed the questions after you opened this page. Look at them as they are now, then keep yours once more."))
    return kept


def _done(exchange: Exchange, what: str, question: FormQuestion, by, at: datetime) -> None:
    Exchange.objects.filter(pk=exchange.pk).update(form_version=F("form_version") + 1)
    record(by, what, "exchange", exchange.key, at=at, details={"question": str(question.key)})


def _last(exchange: Exchange) -> int:
    if exchange.questions.filter(retired_at=None).count() >= MOST:
        raise CannotAsk(_("Thirty questions are the most. People answer few questions better."))
    return (exchange.questions.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def ask_ready(exchange: Exchange, name: str, *, by, at: datetime) -> bool:
    """One of our own questions, once. False when it is asked already."""
    exchange = _begin(exchange)
    if exchange.questions.filter(ready=name, retired_at=None).exists():
        return False
    before = exchange.questions.filter(ready=name).order_by("-retired_at").first()
    if before is not None:  # taken up again: what was answered belongs to it
        before.retired_at, before.position = None, _last(exchange)
        before.save(update_fields=["retired_at", "position"])
    made = before or FormQuestion.objects.create(exchange=exchange, position=_last(exchange), **ready_fields(name))
    _done(exchange, "asked", made, by, at)
    return True


@transaction.atomic
def ask_own(exchange: Exchange, question: FormQuestion | None, *, language: str, words: dict, version: int, by, at: datetime, **fields) -> FormQuestion:
    """A new question of the organisers, or other words and rules for one. `words`: {label, why, options}; `fields`: of FormQuestion."""
    exchange = _begin(exchange, version)
    if question is None:
        kept = FormQuestion(exchange=exchange, position=_last(exchange))
    else:
        kept = exchange.questions.get(pk=question.pk)
        _refuse_what_answers_forbid(kept, fields.get("kind", kept.kind), words.get("options", []), language)
    kept.words = {**kept.words, language: words}
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    _done(exchange, "asked" if question is None else "reworded_question", kept, by, at)
    return kept


def _refuse_what_answers_forbid(question: FormQuestion, kind: str, options: list[str], language: str) -> None:
    if not is_answered(question):
        return
    if kind != question.kind:
        raise CannotAsk(_("Some have answered already, so the kind of answer stays. Retire this question and ask a new one instead."), "kind")
    if kind in (QuestionKind.ONE, QuestionKind.MANY) and len(options) < len(question.words.get(language, {}).get("options", [])):
        raise CannotAsk(_("Some have answered already, so options can be reworded and added at the end, not taken away."), "options")


@transaction.atomic
def move_question(question: FormQuestion, up: bool, *, by, at: datetime) -> bool:
    """One place up or down. False at the end of the list; CannotAsk when it would come before what it hangs on."""
    exchange = _begin(question.exchange)
    rows = list(exchange.questions.filter(retired_at=None).order_by("position", "pk"))
    place = next((index for index, each in enumerate(rows) if each.pk == question.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is None or not 0 <= other < len(rows):
        return False
    first, second = (rows[other], rows[place]) if up else (rows[place], rows[other])
    if second.asked_if_id == first.pk:
        raise CannotAsk(_("The second of these two is asked only after the first, so they stay in this order."))
    rows[place], rows[other] = rows[other], rows[place]
    for position, each in enumerate(rows, start=1):
        if each.position != position:
            FormQuestion.objects.filter(pk=each.pk).update(position=position)
    _done(exchange, "moved_question", question, by, at)
    return True


@transaction.atomic
def stop_asking(question: FormQuestion, *, by, at: datetime) -> bool:
    """True when it is gone; False when it is retired, because somebody has answered it and the answers stay readable."""
    exchange = _begin(question.exchange)
    kept = exchange.questions.get(pk=question.pk)
    gone = not is_answered(kept)
    exchange.questions.filter(asked_if=kept).update(asked_if=None, asked_if_value="")
    _done(exchange, "stopped_asking", kept, by, at)
    if gone:
        kept.delete()
    else:
        FormQuestion.objects.filter(pk=kept.pk).update(retired_at=at)
    return gone


@transaction.atomic
def word_questions(exchange: Exchange, language: str, words: dict[int, dict], *, by, at: datetime) -> int:
    """The organisers' own questions in one more language. `words`: {question id: {label, why, options}}; empty ones take the words away. How many changed."""
    exchange = _begin(exchange)
    changed = 0
    for question in exchange.questions.filter(pk__in=words, ready="", retired_at=None):
        said = words[question.pk]
        new = {**question.words, language: said} if said["label"] else {code: each for code, each in question.words.items() if code != language}
        if new != question.words:
            FormQuestion.objects.filter(pk=question.pk).update(words=new)
            changed += 1
    if changed:
        Exchange.objects.filter(pk=exchange.pk).update(form_version=F("form_version") + 1)
        record(by, "translated", "exchange", exchange.key, at=at, details={"language": language, "questions": changed})
    return changed

"""The people of an exchange as its desk lists them, and what they answered counted for the kitchen. Names only of those the reader may know."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from academy.small_counts import in_words, told
from cohorts.answering import answer_lines
from cohorts.models import HOLDS_SEAT, Exchange, QuestionKind, Registration, RegistrationState
from cohorts.question_words import Asked, questions_of
from courses.answer_reading import read_number

State = RegistrationState
GROUPS = {"asked": (State.REQUESTED,), "seats": (State.REGISTERED, State.OFFERED, State.ATTENDED), "waiting": (State.WAITLISTED,),
          "out": (State.WITHDRAWN, State.REJECTED, State.DECLINED)}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`position`: in the line, counted over everybody who waits, also those the reader does not see."""

    registration: Registration
    answers: list[tuple[str, str]]
    position: int | None


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """`lines`: [(answer, how many)]; `total`: the sum of a question for a number, or how many wrote something."""

    question: str
    lines: list[tuple[str, int]]
    total: str


def named(exchange: Exchange, user):
    return exchange.registrations.named_for(user).select_related("person", "city", "organisation", "entered_by")


def rows_of(exchange: Exchange, registrations: list[Registration], language: str) -> list[PersonRow]:
    """Two queries, however many there are."""
    line = {pk: place for place, pk in enumerate(exchange.registrations.in_line().values_list("pk", flat=True), start=1)}
    questions = questions_of(exchange, language, retired=True)
    return [PersonRow(each, answer_lines(each, language, questions), line.get(each.pk)) for each in registrations]


def counts_by_city(exchange: Exchange, exactly: set[int] | None = None) -> list[dict]:
    """[{city, seats, waiting, asked}] over everybody, without names; one query. `exactly`: the cities whose numbers the reader may know, None for all; of
    the others they read words: nothing below five, else the nearest five."""
    found: dict[int | None, dict] = {}
    for row in exchange.registrations.in_play().values("city", "city__name", "state").annotate(count=Count("pk")).order_by("city__name"):
        line = found.setdefault(row["city"], {"city": row["city__name"] or "", "seats": 0, "waiting": 0, "asked": 0})
        line["seats" if row["state"] in HOLDS_SEAT else "waiting" if row["state"] == State.WAITLISTED else "asked"] += row["count"]
    return [line if exactly is None or city in exactly else {name: value if name == "city" else in_words(told(value)) for name, value in line.items()}
            for city, line in found.items()]


def answer_counts(exchange: Exchange, registrations: list[Registration], language: str) -> list[AnswerCount]:
    """What those who hold a seat answered. `registrations`: of whom the reader may know the answers."""
    there = [each for each in registrations if each.holds_seat]
    return [_count(each, [one.answers.get(each.key) for one in there]) for each in questions_of(exchange, language)]


def _count(question: Asked, answers: list) -> AnswerCount:
    given = [answer for answer in answers if answer not in (None, "", [])]
    if question.kind in (QuestionKind.TEXT, QuestionKind.LONG):
        return AnswerCount(question.label, [], _("%(count)d answered") % {"count": len(given)})
    if question.kind == QuestionKind.NUMBER:
        return AnswerCount(question.label, [], _("%(sum)s in all") % {"sum": f"{sum(_number(answer) for answer in given):g}"})
    counted = Counter(value for answer in given for value in (answer if isinstance(answer, list) else [answer]))
    order = ["yes", "no"] if question.kind == QuestionKind.YES_NO else range(len(question.options))
    return AnswerCount(question.label, [(question.text_of(value), counted[value]) for value in order if counted[value]], _("%(count)d answered") % {"count": len(given)})


def _number(answer) -> float:
    read = read_number(answer)
    return float(read[0]) if read else 0.0

"""The survey of an exchange: once each, and nobody finds out who said what.

An answer holds no person and no time, and its id is random. What would still tell is the order of rows on the disk, and, on PostgreSQL,
which transaction wrote them: trust in the schema alone is misplaced. So every answer rewrites all answers of its exchange in the order of
their random ids, and all of its registrations, in one transaction: no row is nearer to another than the rest.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cohorts.models import Exchange, Registration, SurveyAnswer
from cohorts.seats import SEATED, lock

OPEN_DAYS, FEWEST = 30, 5
SCALE = [(5, _("Yes, very much")), (4, _("Yes, mostly")), (3, _("Partly")), (2, _("Not really")), (1, _("Not at all"))]
QUESTIONS = {
    "use": _("I learned something that I will use."),
    "people": _("I met people I want to stay in touch with."),
    "organisation": _("It was well organised."),
    "access": _("Place, language and pace suited me."),
}
WORDS = {"keep": _("What should stay as it was?"), "change": _("What should be different next time?")}


def closes_at(exchange: Exchange) -> datetime | None:
    return exchange.ends_at + timedelta(days=OPEN_DAYS) if exchange.ends_at else None


def is_open(exchange: Exchange, at: datetime) -> bool:
    return exchange.is_public and not exchange.is_cancelled and exchange.is_over(at) and at < closes_at(exchange)


def invited(person, exchange: Exchange) -> Registration | None:
    """The person's registration, if it entitles them to answer (or did: see survey_answered)."""
    return Registration.objects.of(person).filter(exchange=exchange, state__in=SEATED).first()


def answer(registration: Registration, answers: dict, at: datetime) -> bool:
    """Keep what somebody thought, once. False when they have answered already or may not. `answers`: {question: 1 to 5, or words}."""
    with transaction.atomic():
        exchange = lock(registration.exchange_id)
        if not is_open(exchange, at):
            return False
        if not Registration.objects.filter(pk=registration.pk, survey_answered=False, state__in=SEATED).update(survey_answered=True):
            return False
        shuffle_in(exchange, answers)
    return True


def shuffle_in(exchange: Exchange, answers: dict | None = None) -> None:
    """Write all answers of the exchange anew, sorted by their random ids, with one more if given; and touch all its registrations alike."""
    with transaction.atomic():
        lock(exchange.pk)
        # New ids for all: an older copy of the database and this one do not tell which row came between.
        rows = [SurveyAnswer(id=uuid.uuid4(), exchange=exchange, answers=kept) for kept in SurveyAnswer.objects.filter(exchange=exchange).values_list("answers", flat=True)]
        if answers is not None:
            rows.append(SurveyAnswer(id=uuid.uuid4(), exchange=exchange, answers=answers))
        SurveyAnswer.objects.filter(exchange=exchange).delete()
        SurveyAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.id))
        Registration.objects.filter(exchange=exchange).update(survey_answered=F("survey_answered"))


# Results -------------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Opinion:
    """One question: [(words of the scale, how many, share in per cent)], best first."""

    question: str
    counts: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Results:
    answered: int
    opinions: list[Opinion]
    words: list[tuple[str, list[str]]]


def results_of(exchange: Exchange) -> Results | None:
    """What people said, from five answers on; None before. Words come without what else their writer said, in an order of their own."""
    rows = list(SurveyAnswer.objects.filter(exchange=exchange).values_list("answers", flat=True))
    if len(rows) < FEWEST:
        return None
    opinions = []
    for key, question in QUESTIONS.items():
        given = [row[key] for row in rows if row.get(key)]
        counts = [(words, given.count(value), round(100 * given.count(value) / len(given)) if given else 0) for value, words in SCALE]
        opinions.append(Opinion(question, counts))
    words = []
    for key, question in WORDS.items():
        said = [row[key] for row in rows if row.get(key)]
        secrets.SystemRandom().shuffle(said)
        words.append((question, said))
    return Results(len(rows), opinions, words)

"""Surveys of a space's members: put to them, answered for a seat, compared, published as sums."""

import statistics
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from academy.small_counts import FEWEST, told
from cohorts.mirrors.standing import is_running, own_seats
from cohorts.models import MemberAnswer, MemberQuestion, MemberSurvey, ParticipatedSpace, SpaceSeat
from cohorts.spaces.refusing import NotPossible

Kind = MemberQuestion.Kind


@transaction.atomic
def put_survey(space: ParticipatedSpace, questions: list[dict], *, by, at: datetime, **fields) -> MemberSurvey:
    """`questions`: fields of MemberQuestion, in order; at least one."""
    made = MemberSurvey.objects.create(space=space, made_by=by, made_at=at, **fields)
    MemberQuestion.objects.bulk_create([MemberQuestion(survey=made, position=place, **each) for place, each in enumerate(questions, start=1)])
    record(by, "put", "member_survey", made.key, at=at, details={"space": space.slug})
    return made


@transaction.atomic
def answer(survey: MemberSurvey, seat: SpaceSeat, answers: dict, *, by, at: datetime) -> MemberAnswer:
    """For a seat, by who speaks for it today; again is a change. NotPossible once it is over, or when the seat has passed on."""
    on = survey.space.day_of(at)
    if not is_running(survey, on):
        raise NotPossible(_("The survey is closed: its last day was %(day)s.") % {"day": survey.closes_on.isoformat()} if on > survey.closes_on else _("The survey is not open."))
    if seat not in own_seats(by, survey.space, on):
        raise NotPossible(_("Somebody else speaks for this seat today."))
    kept, _made = MemberAnswer.objects.update_or_create(survey=survey, seat=seat, defaults={"answers": answers, "answered_by": by, "answered_at": at})
    record(by, "answered", "member_survey", survey.key, at=at, details={"seat": seat.pk})
    return kept


def publish(survey: MemberSurvey, *, by, at: datetime) -> bool:
    """The sums, for everybody, and nothing changes any more. NotPossible while fewer than five seats have answered. False when it was published before."""
    if survey.answers.count() < FEWEST:
        raise NotPossible(_("Fewer than %(fewest)d seats have answered: published sums would tell what each of them said.") % {"fewest": FEWEST})
    with transaction.atomic():
        done = MemberSurvey.objects.filter(pk=survey.pk, published_at__isnull=True).update(published_at=at)
        if done:
            record(by, "published", "member_survey", survey.key, at=at)
    return bool(done)


@dataclass(frozen=True, slots=True)
class QuestionSum:
    """One question over all seats that answered it. `mean`, `middle` (the median), `least`, `most` of numbers and scales; `yes` of yes or no; None elsewhere
    or where fewer than five answered and `exact` was not asked for. `cells`: one per seat, in the order of the seats handed in."""

    question: MemberQuestion
    answered: int
    mean: float | None
    middle: float | None
    least: float | None
    most: float | None
    yes: int | None
    cells: list


def compare(survey: MemberSurvey, *, exact: bool) -> tuple[list[SpaceSeat], list[QuestionSum]]:
    """(seats that answered, a row per question). Not `exact`: for everybody; no cells, and nothing of a question that fewer than five answered, nor
    the extremes, which are always one seat's. Three queries."""
    found = list(survey.answers.select_related("seat__organisation").order_by("seat__position", "seat_id"))
    return [each.seat for each in found] if exact else [], [_sum(question, [each.answers.get(str(question.pk)) for each in found], exact) for question in survey.questions.all()]


def _sum(question: MemberQuestion, cells: list, exact: bool) -> QuestionSum:
    given = [each for each in cells if each not in (None, "")]
    hidden = not exact and len(given) < FEWEST
    numbers = [float(each) for each in given] if question.kind in (Kind.SCALE, Kind.NUMBER) and not hidden else []
    return QuestionSum(
        question, len(given) if exact or not hidden else 0, statistics.fmean(numbers) if numbers else None, statistics.median(numbers) if numbers and exact else None,
        min(numbers) if numbers and exact else None, max(numbers) if numbers and exact else None,
        _yes(given.count("yes"), exact, hidden) if question.kind == Kind.YES_NO else None, cells if exact else [])


def _yes(count: int, exact: bool, hidden: bool) -> int | None:
    return count if exact else None if hidden else told(count)

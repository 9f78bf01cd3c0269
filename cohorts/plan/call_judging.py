"""Judging answers to a call by its criteria, saying how it ended and why, and publishing the result without anybody's name."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.models import AnswerResult, AnswerScore, CallAnswer, CallCriterion, CallOfInterest, ResourceMatch
from cohorts.plan.answering_call import write_to
from cohorts.plan.calling import log
from cohorts.refusals import Refused

MOST_POINTS = 3


def score(answer: CallAnswer, criterion: CallCriterion, *, points: int, words: str, by, at: datetime) -> AnswerScore:
    """Once per criterion; scoring again replaces it, until the results are published."""
    if CallOfInterest.objects.filter(pk=answer.call_id, results_at__isnull=False).exists():
        raise Refused("published", _("The results are published. Points do not change any more."))
    if not words.strip():
        raise Refused("no_reason", _("Say in a sentence why."))
    with transaction.atomic():
        made, _new = AnswerScore.objects.update_or_create(answer=answer, criterion=criterion, defaults={"points": points, "words": words.strip(), "by": by, "at": at})
        record(by, "scored", "call", answer.call.key, at=at, details={"answer": str(answer.key), "criterion": criterion.pk, "points": points})
    return made


def total_of(scores, criteria) -> tuple[int, int]:
    """(points times weight, most there can be)."""
    weights = {each.pk: each.weight for each in criteria}
    return sum(each.points * weights.get(each.criterion_id, 0) for each in scores), MOST_POINTS * sum(weights.values())


def decide(answer: CallAnswer, result: str, *, reason: str, by, at: datetime) -> None:
    """Whoever answered gets a mail with the reason. Raises Refused while the call is open, without a reason, or without points for every criterion."""
    call = answer.call
    if not call.is_over(at):
        raise Refused("still_open", _("Decide when the call has closed: until then answers can change."))
    if result not in AnswerResult.values or not result:
        raise Refused("no_result", _("Choose how it ends."))
    if not reason.strip():
        raise Refused("no_reason", _("Give the reason: whoever answered reads it."))
    if answer.scores.count() < call.criteria.count():
        raise Refused("not_scored", _("Give points for every criterion first."))
    with transaction.atomic():
        turned = CallAnswer.objects.standing().filter(pk=answer.pk).update(result=result, reason=reason.strip(), decided_by=by, decided_at=at)
        if not turned:
            raise Refused("taken_back", _("This answer was taken back."))
        if result != AnswerResult.TAKEN_UP and ResourceMatch.objects.standing().filter(answer=answer).exists():
            raise Refused("has_resource", _("This answer was given a resource. Drop the measure first, with a reason."))
        answer.refresh_from_db()
        log(by, "decided", call, at, answer=str(answer.key), result=result)
        write_to(answer, "call_decided", f"call:{answer.key}:decided:{at.isoformat()}", result=answer.get_result_display())


def publish_results(call: CallOfInterest, *, words: str, by, at: datetime) -> bool:
    """Everybody reads what was taken up and why. False when they do. Raises Refused while it is open or an answer waits."""
    if not call.is_over(at):
        raise Refused("still_open", _("The call is still open."))
    with transaction.atomic():
        turned = CallOfInterest.objects.filter(pk=call.pk, results_at__isnull=True, closes_at__lte=at).update(results_at=at, results_words=words.strip(), changed_at=at)
        waiting = CallAnswer.objects.standing().filter(call=call, result="").count()
        if waiting:
            raise Refused("waiting", _("Every answer is decided first: some still wait."))
        if turned:
            log(by, "published_results", call, at)
    call.refresh_from_db()
    return bool(turned)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """`name`: the body's, only with its word; else empty. `reasons`: [(criterion, points, sentence)]."""

    number: int
    name: str
    model: str
    reason: str
    reasons: tuple[tuple[str, int, str], ...]
    language: str
    total: int
    most: int


@dataclass(frozen=True, slots=True)
class Results:
    came_in: int
    taken_up: tuple[TakenUp, ...]
    later: int
    not_now: int


def results_of(call: CallOfInterest) -> Results:
    """Of a call whose results are out. Four queries, however many answers."""
    criteria = list(call.criteria.all())
    answers = list(CallAnswer.objects.filter(call=call).prefetch_related("scores"))
    standing = [each for each in answers if each.withdrawn_at is None]
    taken = [each for each in standing if each.result == AnswerResult.TAKEN_UP]
    told = []
    for number, each in enumerate(taken, 1):
        scores = {one.criterion_id: one for one in each.scores.all()}
        lines = tuple((one.words, scores[one.pk].points, scores[one.pk].words) for one in criteria if one.pk in scores)
        total, most = total_of(scores.values(), criteria)
        told.append(TakenUp(number, each.body if each.shows_name else "", each.get_model_display(), each.reason, lines, call.language, total, most))
    return Results(len(standing), tuple(told), sum(each.result == AnswerResult.LATER for each in standing), sum(each.result == AnswerResult.NOT_NOW for each in standing))

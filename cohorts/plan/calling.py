"""A call of interest written at a city's desk: begun as a draft, published, extended, closed early; its criteria and questions. The clock is handed in."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from academy.models import record
from academy.short_names import free_slug
from cohorts.models import CallAnswer, CallCriterion, CallOfInterest, CallQuestion, CityPlan
from cohorts.refusals import Refused

MOST_CRITERIA, MOST_QUESTIONS = 12, 30
TAKEN = {"new"}


def open_call(plan: CityPlan, *, by, at: datetime, slug: str = "", **fields) -> CallOfInterest:
    """A draft. `fields`: title, words, who, language, opens_at, closes_at."""
    slug = slug or free_slug(fields["title"], f"{plan.city.slug}-call", beside=[CallOfInterest], taken=TAKEN)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = CallOfInterest.objects.create(plan=plan, slug=slug, made_by=by, changed_at=at, **fields)
        except IntegrityError:
            if not CallOfInterest.objects.filter(slug=slug).exists():
                raise
            made = CallOfInterest.objects.create(plan=plan, slug=f"{slug}-{secrets.token_hex(3)}", made_by=by, changed_at=at, **fields)  # the same title in the same second
        log(by, "began", made, at)
    return made


def change_call(call: CallOfInterest, *, seen: datetime, by, at: datetime, **fields) -> None:
    """Words at any time; days only of a draft (later: extend, close_early). Raises Refused when somebody changed it since `seen`."""
    if call.is_public:
        fields.pop("opens_at", None)
        fields.pop("closes_at", None)
    with transaction.atomic():
        if not CallOfInterest.objects.filter(pk=call.pk, changed_at=seen).update(changed_at=at, **fields):
            raise Refused("changed_meanwhile", _("Somebody else changed this call after you opened it. Below is what you typed; look at what stands now, then keep it once more if it still holds."))
        log(by, "changed", call, at)
    call.refresh_from_db()


def publish_call(call: CallOfInterest, *, by, at: datetime) -> bool:
    """From now on everybody reads it. False when they do. Raises Refused without a criterion, or when it would be over."""
    if not call.criteria.exists():
        raise Refused("no_criteria", _("Say by what you will choose: write at least one criterion. Then it can be published."))
    if call.closes_at <= at:
        raise Refused("over", _("The day it closes is past. Choose a later one."))
    with transaction.atomic():
        turned = CallOfInterest.objects.filter(pk=call.pk, published_at__isnull=True).update(published_at=at, changed_at=at)
        if turned:
            log(by, "published", call, at)
    call.refresh_from_db()
    return bool(turned)


def extend(call: CallOfInterest, until: datetime, *, by, at: datetime) -> None:
    """It closes later. One that has closed opens once more, unless results are out."""
    if until <= call.closes_at or until <= at:
        raise Refused("not_later", _("Choose a day after the one on which it closes now."))
    with transaction.atomic():
        if not CallOfInterest.objects.filter(pk=call.pk, published_at__isnull=False, results_at__isnull=True, closes_at=call.closes_at).update(
                closes_at=until, closed_early_why="", changed_at=at):
            raise Refused("cannot_extend", _("This call cannot be extended any more: it was changed meanwhile, or its results are published."))
        log(by, "extended", call, at, was=call.closes_at.isoformat(), until=until.isoformat())
    call.refresh_from_db()


def close_early(call: CallOfInterest, *, why: str, by, at: datetime) -> None:
    """It closes now; everybody reads why. What is being typed meanwhile is refused in words."""
    if not why.strip():
        raise Refused("no_reason", _("Say why it closes early: people who were about to answer read it."))
    with transaction.atomic():
        if not CallOfInterest.objects.open(at).filter(pk=call.pk, opens_at__lt=at).update(closes_at=at, closed_early_why=why.strip(), changed_at=at):
            raise Refused("not_open", _("This call is not open."))
        log(by, "closed_early", call, at, was=call.closes_at.isoformat())
    call.refresh_from_db()


def set_criteria(call: CallOfInterest, lines: list[tuple[int | None, str, int]], *, by, at: datetime) -> None:
    """`lines`: [(id or None, sentence, weight 1 to 3)] in their order; those left out go. Once there is an answer nothing moves: Refused."""
    with transaction.atomic():
        CallOfInterest.objects.filter(pk=call.pk).update(changed_at=at)  # takes the row: an answer that comes in now comes before or after
        if CallAnswer.objects.filter(call=call).exists():
            raise Refused("answered", _("There are answers already: whoever wrote one read these criteria. They stay as they are."))
        kept = {pk for pk, _words, _weight in lines if pk}
        call.criteria.exclude(pk__in=kept).delete()
        for place, (pk, words, weight) in enumerate(lines):
            CallCriterion.objects.update_or_create(pk=pk, call=call, defaults={"words": words, "weight": weight, "position": place})
        log(by, "wrote_criteria", call, at, count=len(lines))


def ask(call: CallOfInterest, question: CallQuestion | None, *, by, at: datetime, **fields) -> CallQuestion:
    """A new question, or a changed one. One that was answered cannot become another kind or lose options: it is retired, and the new one asked in its place."""
    with transaction.atomic():
        _turn_form(call, at)
        if question is None:
            if call.questions.filter(retired_at=None).count() >= MOST_QUESTIONS:
                raise Refused("too_many", _("Thirty questions are enough for anybody."))
            last = call.questions.aggregate(last=Max("position"))["last"] or 0
            made = CallQuestion.objects.create(call=call, position=last + 1, **fields)
        elif was_answered(question) and (fields["kind"], fields["options"]) != (question.kind, question.options):
            CallQuestion.objects.filter(pk=question.pk).update(retired_at=at)
            made = CallQuestion.objects.create(call=call, position=question.position, **fields)
        else:
            made = question
            CallQuestion.objects.filter(pk=question.pk).update(**fields)
        log(by, "asked", call, at, question=str(made.key))
    return made


def stop_asking(question: CallQuestion, *, by, at: datetime) -> bool:
    """Gone when nobody answered it (True), else retired: what people answered stays readable."""
    with transaction.atomic():
        _turn_form(question.call, at)
        gone = not was_answered(question)
        if gone:
            question.delete()
        else:
            CallQuestion.objects.filter(pk=question.pk, retired_at=None).update(retired_at=at)
        log(by, "stopped_asking", question.call, at, question=str(question.key))
    return gone


def move_question(question: CallQuestion, up: bool, *, by, at: datetime) -> None:
    with transaction.atomic():
        CallOfInterest.objects.filter(pk=question.call_id).update(changed_at=at)
        rows = list(CallQuestion.objects.filter(call=question.call_id, retired_at=None))
        place = next(number for number, each in enumerate(rows) if each.pk == question.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
            for number, each in enumerate(rows):
                each.position = number
            CallQuestion.objects.bulk_update(rows, ["position"])
            log(by, "moved_question", question.call, at)


def was_answered(question: CallQuestion) -> bool:
    return CallAnswer.objects.filter(call=question.call_id, answers__has_key=str(question.key)).exists()


def _turn_form(call: CallOfInterest, at: datetime) -> None:
    CallOfInterest.objects.filter(pk=call.pk).update(form_version=F("form_version") + 1, changed_at=at)


def log(by, verb: str, call: CallOfInterest, at: datetime, **details) -> None:
    record(by, verb, "call", call.key, at=at, details={"city": call.plan.city.slug, **details})

"""Idle resources and answers to calls side by side: what is proposed and why, agreed by a coordinator (which begins a measure), or set aside with a reason.

The guard against giving one thing twice is one conditional update of one table (Resource.given_at); the constraints are the last line.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from academy.models import PartnerCity, record
from cohorts.models import AnswerResult, CallAnswer, Measure, Resource, ResourceMatch
from cohorts.plan.measuring import begin_measure
from cohorts.plan.resource_fit import Fit, Need, Thing, fit, pairs
from cohorts.plan.resource_words import reason_words
from cohorts.refusals import Refused

MOST = 60  # pairs on one page


@dataclass(frozen=True, slots=True)
class Proposed:
    answer: CallAnswer
    resource: Resource
    fit: Fit


def need_of(answer: CallAnswer) -> Need:
    return Need(answer.pk, answer.needs, frozenset(answer.uses), answer.least_area, answer.near, answer.needed_from)


def thing_of(resource: Resource) -> Thing:
    return Thing(resource.pk, resource.kind, frozenset(resource.uses), resource.area, " ".join(filter(None, [resource.district, resource.address])),
                 resource.free_from, resource.state)


def looking(city: PartnerCity):
    """The answers of the city's calls that may still be given something, the earliest first."""
    return (CallAnswer.objects.standing().filter(call__plan__city=city).exclude(needs="").exclude(result=AnswerResult.NOT_NOW)
            .exclude(matches__agreed_at__isnull=False, matches__given_back_at__isnull=True).select_related("call__plan__city").order_by("sent_at", "pk"))


def proposed(city: PartnerCity) -> tuple[list[Proposed], list[Proposed]]:
    """(pairs that fit, pairs of the same kind that do not), best first, each with its reasons; what was set aside is not proposed again. Three queries."""
    answers, things = {each.pk: each for each in looking(city)}, {each.pk: each for each in Resource.objects.filter(city=city).idle()}
    aside = set(ResourceMatch.objects.filter(answer__in=answers, set_aside_at__isnull=False).values_list("answer_id", "resource_id"))
    fitting, not_fitting = [], []
    for pair in pairs(map(need_of, answers.values()), map(thing_of, things.values())):
        if (pair.need.key, pair.thing.key) in aside:
            continue
        told = Proposed(answers[pair.need.key], things[pair.thing.key], pair.fit)
        if pair.fit.is_possible:
            fitting.append(told)
        elif pair.need.kind == pair.thing.kind:
            not_fitting.append(told)
    return fitting[:MOST], not_fitting[:MOST]


def agree(resource: Resource, answer: CallAnswer, *, title: str, words: str, owner: str, due_on: date, by, at: datetime) -> Measure:
    """The resource is kept for this answer, and a measure of the call's plan begins. Raises Refused when either is no longer to be had."""
    found = fit(need_of(answer), thing_of(resource))
    if resource.city_id != answer.call.plan.city_id or not found.is_possible:
        raise Refused("does_not_fit", _("The two do not fit: %(why)s") % {"why": " ".join(reason_words(each) for each in found.reasons if each.rules_out)})
    with transaction.atomic():
        if not Resource.objects.filter(pk=resource.pk).idle().update(given_at=at, changed_at=at):
            raise Refused("given", _("Somebody else was first: this resource is given away, or no longer there."))
        # The write takes the answer's row; what is read after it is what the others left.
        if not CallAnswer.objects.standing().filter(pk=answer.pk, result=AnswerResult.TAKEN_UP).update(changed_at=F("changed_at")):
            raise Refused("not_taken_up", _("Take the answer up first, with a reason. Then it can be given a resource."))
        if ResourceMatch.objects.standing().filter(answer=answer).exists():
            raise Refused("answer_has_one", _("This answer was given a resource already."))
        measure = begin_measure(answer.call.plan, title=title, words=words, owner=owner, due_on=due_on, by=by, at=at, organised_as=answer.model, resource=resource, call_answer=answer)
        ResourceMatch.objects.filter(resource=resource, answer=answer, set_aside_at__isnull=False).delete()  # an earlier no became a yes
        try:
            with transaction.atomic():
                ResourceMatch.objects.create(resource=resource, answer=answer, reasons=_kept(found), agreed_at=at, measure=measure, decided_by=by)
        except IntegrityError:
            raise Refused("given", _("Somebody else was first: this resource is given away, or no longer there.")) from None
        record(by, "gave", "resource", resource.pk, at=at, details={"answer": str(answer.key), "measure": measure.pk})
    return measure


def set_aside(resource: Resource, answer: CallAnswer, *, why: str, by, at: datetime) -> bool:
    """Not proposed again. False when that was decided already."""
    if not why.strip():
        raise Refused("no_reason", _("Say why it does not fit."))
    with transaction.atomic():
        _made, new = ResourceMatch.objects.get_or_create(resource=resource, answer=answer, given_back_at=None, defaults={
            "reasons": _kept(fit(need_of(answer), thing_of(resource))), "set_aside_at": at, "set_aside_why": why.strip()[:300], "decided_by": by})
        if new:
            record(by, "set_aside", "resource", resource.pk, at=at, details={"answer": str(answer.key)})
    return new


def propose_again(match: ResourceMatch, *, by, at: datetime) -> None:
    """What was set aside is proposed once more."""
    with transaction.atomic():
        if ResourceMatch.objects.filter(pk=match.pk, set_aside_at__isnull=False).delete()[0]:
            record(by, "proposed_again", "resource", match.resource_id, at=at, details={"answer": str(match.answer.key)})


def _kept(found: Fit) -> list:
    return [[each.code, each.good, each.values] for each in found.reasons]

"""What a plan's public page shows of calls, idle resources and matches: the context of its two parts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from academy.both_times import moment_words
from cohorts.models import CallOfInterest, CityPlan, Measure, Resource


@dataclass(frozen=True, slots=True)
class ShownCall:
    call: CallOfInterest
    state: str


@dataclass(frozen=True, slots=True)
class ShownResources:
    """Counts of what everybody may read; `given_to`: [(resource, measure)] of this plan that stand, in its order."""

    all: int
    given: int
    used: int
    given_to: tuple[tuple[Resource, Measure], ...]


def calls_and_resources(plan: CityPlan, language: str, at: datetime) -> dict:
    """{"calls": [ShownCall], "resources": ShownResources} for templates/cohorts/plan/parts/calls.html and resources.html. Three queries."""
    with override(language):
        calls = [ShownCall(each, _state(each, plan.city.time_zone, at)) for each in plan.calls.public()]
    shown = list(Resource.objects.filter(city=plan.city_id).shown())
    by_key = {each.pk: each for each in shown}
    measures = plan.measures.filter(resource__in=by_key, dropped_on__isnull=True).order_by("position", "pk")
    return {"calls": calls, "resources": ShownResources(len(shown), sum(each.given_at is not None and each.used_on is None for each in shown),
                                                        sum(each.used_on is not None for each in shown), tuple((by_key[each.resource_id], each) for each in measures))}


def _state(call: CallOfInterest, zone: str, at: datetime) -> str:
    if call.results_at and call.results_at <= at:
        return _("result published")
    if at < call.opens_at:
        return _("opens on %(moment)s") % {"moment": moment_words(call.opens_at, zone)}
    if at < call.closes_at:
        return _("open until %(moment)s") % {"moment": moment_words(call.closes_at, zone)}
    return _("closed, the city is deciding")

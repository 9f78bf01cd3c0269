"""What the front page of a plan shows at the desk: each phase with what is in it, measures, indicators, studies, and what would be good to do next."""

from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import CallOfInterest, CityPlan, PhaseKind, Resource
from cohorts.plan import measure_rows
from cohorts.plan.measure_state import UNDER_WAY
from cohorts.plan.plan_page import phases_of, years_of
from cohorts.plan.plan_words import days, lateness_words, standing_words, year_words

STALE_DAYS = 365


def desk_context(plan: CityPlan, language: str, at: datetime) -> dict:
    on = plan.city.day_of(at)
    measures, _texts = measure_rows.rows_of(plan, on, language)
    states = [each.state for each in measures]
    studies = list(plan.studies.filter(removed_at__isnull=True))
    indicators = list(plan.indicators.annotate(last_on=Max("values__on", filter=Q(values__replaced_at__isnull=True))))
    inside = _inside(plan, measures, len(studies))
    return {
        "period": days(plan.starts_on, plan.ends_on), "year_words": year_words(plan.starts_on, plan.ends_on, on), "standing": standing_words(states) if states else "",
        "lateness": lateness_words(states), "phases": [(row, inside[row.phase.kind]) for row in phases_of(plan, on)], "measures": measures, "studies": studies,
        "indicators": [(each, each.last_on is None or (on - each.last_on).days > STALE_DAYS) for each in indicators], "years": years_of(plan, on),
        "others": list(plan.city.plans.exclude(pk=plan.pk))}


def _inside(plan: CityPlan, measures, studies: int) -> dict[str, str]:
    """{phase: what it holds so far, in words}; empty where there is nothing yet."""
    calls = CallOfInterest.objects.filter(plan=plan).count()
    resources = Resource.objects.filter(city=plan.city).count()
    events = plan.consultations.aggregate(count=Count("pk"))["count"]
    chosen = sum(bool(each.measure.organised_as) for each in measures)
    helped = sum(bool(each.supports) for each in measures if each.state.kind == UNDER_WAY)
    return {
        PhaseKind.CALL: ngettext("%(n)d call", "%(n)d calls", calls) % {"n": calls} if calls else "",
        PhaseKind.INVENTORY: ngettext("%(n)d resource", "%(n)d resources", resources) % {"n": resources} if resources else "",
        PhaseKind.STUDIES: ngettext("%(n)d study", "%(n)d studies", studies) % {"n": studies} if studies else "",
        PhaseKind.CONSULTATION: ngettext("%(n)d event", "%(n)d events", events) % {"n": events} if events else "",
        PhaseKind.MODELS: ngettext("%(n)d measure chose a model", "%(n)d measures chose a model", chosen) % {"n": chosen} if chosen else "",
        PhaseKind.SUPPORT: _("%(n)d of %(all)d measures under way have support") % {"n": helped, "all": sum(each.state.kind == UNDER_WAY for each in measures)} if measures else ""}

"""What the public page of a city's plan shows at a moment. Reading only; the number of queries does not grow with the plan."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from academy.both_times import days_words
from cohorts.exchange_list import days_of
from cohorts.models import CityPlan, PhaseKind, PlanPhase
from cohorts.plan import indicator_rows, measure_rows
from cohorts.plan.models_of_organisation import MODELS
from cohorts.plan.phase_state import phase_state
from cohorts.plan.plan_mosaic import plan_mosaic_svg
from cohorts.plan.plan_words import days, lateness_words, phase_words, standing_words, year_words
from cohorts.plan.public_parts import calls_and_resources


@dataclass(frozen=True, slots=True)
class PhaseRow:
    phase: PlanPhase
    state: str
    name: str
    days: str


def plan_context(plan: CityPlan, language: str, at: datetime) -> dict:
    """For templates/cohorts/plan/plan.html."""
    on, mirrored = plan.city.day_of(at), get_language_bidi()
    events = [each for each in plan.consultations.order_by("starts_at", "pk") if each.is_public]
    measures, texts = measure_rows.rows_of(plan, on, language, events)
    states = [each.state for each in measures]
    return {
        "plan": plan, "city": plan.city, "untranslated": plan.language != language, "period": days(plan.starts_on, plan.ends_on),
        "year_words": year_words(plan.starts_on, plan.ends_on, on), "standing": standing_words(states) if states else "", "lateness": lateness_words(states),
        "mosaic": plan_mosaic_svg([each.tile for each in measures], plan.city.tradition, title=_("The measures of the plan as a mosaic"), mirrored=mirrored),
        "measures": measures, "late": [each for each in measures if each.state.is_late], "phases": phases_of(plan, on),
        "indicators": indicator_rows.rows_of(plan, on, mirrored=mirrored), "studies": list(plan.studies.filter(removed_at__isnull=True)),
        "events": [(each, texts[each.pk], event_days(each)) for each in events], "models": models_used(measures, plan.city.country),
        "years": years_of(plan, on), **calls_and_resources(plan, language, at)}


def phases_of(plan: CityPlan, on: date) -> list[PhaseRow]:
    """All six, in the order of the method, also those nobody wrote about."""
    kept = {each.kind: each for each in plan.phases.all()}
    rows = [kept.get(kind) or PlanPhase(plan=plan, kind=kind) for kind in PhaseKind.values]
    return [PhaseRow(each, phase_state(each, on), phase_words(each, on), days(each.starts_on, each.ends_on)) for each in rows]


def event_days(exchange) -> str:
    first, last = days_of(exchange)
    return days_words(first, last) if first else ""


def models_used(measures, country: str) -> list[tuple]:
    """[(model, the law that names it in the city's country or nothing, measures that chose it)]: those that are chosen, in the order of the list."""
    chosen = {}
    for row in measures:
        chosen.setdefault(row.measure.organised_as, []).append(row.measure)
    return [(each, each.law.get(country, ""), chosen[each.kind]) for each in MODELS if each.kind in chosen]


def years_of(plan: CityPlan, on: date) -> list[int]:
    """The years a report can be made of: from its first to the last that has begun."""
    return list(range(plan.starts_on.year, min(plan.ends_on.year, on.year) + 1))

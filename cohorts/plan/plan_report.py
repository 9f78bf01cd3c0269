"""A year of a city's plan: what was done, begun, is late, was dropped; the indicators at its end; resources put to use; and where the numbers come from.

A report of a year that is over reads the same for good, but for what is corrected: it counts by dates, not by what was clicked when.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from academy.emails import absolute_url
from cohorts.exchange_texts import texts_of
from cohorts.models import CityPlan, Measure
from cohorts.plan import indicator_rows, measure_state
from cohorts.plan.indicator_rows import IndicatorRow
from cohorts.plan.measure_state import MeasureState, state_on
from cohorts.plan.plan_page import event_days, years_of
from cohorts.plan.plan_words import amount, day, days, late_words, lateness_words, standing_words


@dataclass(frozen=True)
class PlanReport:
    """`until`: the last day it counts, 31 December or today in a year that runs. Lists of (measure, words behind its title); `standing`: of all
    measures on that day. `indicators`: (row as of that day, the change over the year in words). `events`: (title, days). `sources`: sentences."""

    plan: CityPlan
    year: int
    until: date
    is_over: bool
    standing: str
    lateness: str
    numbers: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, str, tuple[tuple[Measure, str], ...]], ...]
    indicators: tuple[tuple[IndicatorRow, str], ...]
    resources: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]
    studies: tuple[str, ...]
    sources: tuple[str, ...]
    period: str
    made_words: str
    made_at: datetime
    address: str
    language: str


def plan_report(plan: CityPlan, year: int, language: str, at: datetime) -> PlanReport | None:
    """In the active language; None for a year the plan has not reached or does not know."""
    today = plan.city.day_of(at)
    if year not in years_of(plan, today):
        return None
    until = min(date(year, 12, 31), today, plan.ends_on)
    known = [each for each in plan.measures.select_related("resource") if each.made_at.date() <= until or (each.begun_on and each.begun_on <= until)]
    states = {each.pk: state_on(each, until) for each in known}
    indicators = tuple((row, _change(row, year)) for row in indicator_rows.rows_of(plan, until, mirrored=get_language_bidi()))
    over = until < today or until == plan.ends_on
    parts = _parts(known, states, year, over)
    resources = tuple((each.resource.title, each.title) for each in known if each.resource and each.resource.used_on and each.resource.used_on.year == year and each.resource.used_on <= until)
    return PlanReport(
        plan=plan, year=year, until=until, is_over=over, standing=standing_words(list(states.values())) if known else "",
        lateness=lateness_words(list(states.values())), numbers=tuple((heading, len(rows)) for _name, heading, rows in parts), parts=parts, indicators=indicators,
        resources=resources, events=_events(plan, year, language), sources=_sources(indicators), period=days(plan.starts_on, plan.ends_on),
        studies=tuple(f"{each.title}. {each.authors}, {each.year}" for each in plan.studies.filter(year=year)),
        made_words=_("Made on %(day)s by Tessera, the academy of partner cities") % {"day": day(today)},
        made_at=datetime.combine(today, datetime.min.time(), timezone.get_current_timezone()), address=absolute_url(f"/{language}/cities/{plan.city.slug}/plan/{year}/"), language=language)


def _parts(known: list[Measure], states: dict[int, MeasureState], year: int, over: bool) -> tuple:
    def in_year(value: date | None) -> bool:
        return value is not None and value.year == year

    return (
        ("done", _("Done this year"), tuple((each, _("done on %(day)s") % {"day": day(each.done_on)}) for each in known if states[each.pk].kind == measure_state.DONE and in_year(each.done_on))),
        ("begun", _("Begun this year, under way"), tuple((each, _("under way since %(day)s") % {"day": day(each.begun_on)}) for each in known
                                           if in_year(each.begun_on) and states[each.pk].kind == measure_state.UNDER_WAY)),
        ("late", _("Late at its end") if over else _("Late today"), tuple((each, late_words(each, states[each.pk])) for each in known if states[each.pk].is_late)),
        ("dropped", _("Dropped this year"), tuple((each, each.dropped_why) for each in known if states[each.pk].kind == measure_state.DROPPED and in_year(each.dropped_on))))


def _change(row: IndicatorRow, year: int) -> str:
    """“+12 in 2026”: from the last number before the year, which may be the baseline, to its last; empty when nothing was counted in it."""
    if row.latest is None or row.latest.on.year != year:
        return ""
    before = [each.value for each in row.values if each.on.year < year] or [row.indicator.baseline]
    moved = row.latest.value - before[-1]
    return _("%(change)s in %(year)s") % {"change": f"{'+' if moved > 0 else '−' if moved < 0 else '±'}{amount(abs(moved))}", "year": year}


def _events(plan: CityPlan, year: int, language: str) -> tuple[tuple[str, str], ...]:
    held = [each for each in plan.consultations.order_by("starts_at", "pk") if each.is_public and each.starts_at and each.starts_at.astimezone(each.zone).year == year]
    texts = texts_of(held, language)
    return tuple((texts[each.pk].title, event_days(each)) for each in held)


def _sources(indicators) -> tuple[str, ...]:
    """Each source once, with what it says."""
    return tuple(dict.fromkeys(_("%(indicator)s: %(source)s") % {"indicator": row.indicator.name, "source": row.latest.source if row.latest else row.indicator.baseline_source}
                               for row, _moved in indicators))

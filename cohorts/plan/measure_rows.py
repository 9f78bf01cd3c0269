"""Measures as readers see them: state, tile, where each came from, what supports it. As many queries for seven as for seventy."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from cohorts.exchange_texts import texts_of
from cohorts.models import CityPlan, Measure, MeasureSupport
from cohorts.plan.measure_state import MeasureState, state_on
from cohorts.plan.plan_mosaic import MeasureTile, measure_tile_svg
from cohorts.plan.plan_words import state_name, state_words


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a measure came from: `kind` exchange, practice or call."""

    kind: str
    title: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    measure: Measure
    state: MeasureState
    name: str
    words: str
    tile: MeasureTile
    svg: str
    origins: list[Origin] = field(default_factory=list)
    supports: list[MeasureSupport] = field(default_factory=list)


def rows_of(plan: CityPlan, on: date, language: str, more_exchanges=()) -> tuple[list[MeasureRow], dict]:
    """(rows in the plan's order, the words of their exchanges and of `more_exchanges` by id)."""
    standing = Prefetch("supports", queryset=MeasureSupport.objects.filter(removed_at__isnull=True), to_attr="standing_supports")
    found = list(plan.measures.select_related("organisation", "exchange", "practice", "resource").prefetch_related(standing))
    texts = texts_of([*(each.exchange for each in found if each.exchange), *more_exchanges], language)
    return [_row(plan, place, each, on, texts) for place, each in enumerate(found)], texts


def _row(plan: CityPlan, place: int, measure: Measure, on: date, texts: dict) -> MeasureRow:
    state = state_on(measure, on)
    words = state_words(measure, state)
    tile = MeasureTile(measure.pk, state.kind, state.is_late, f"#measure-{measure.pk}", f"{measure.title}: {words}")
    return MeasureRow(measure, state, state_name(state.kind), words, tile, measure_tile_svg(tile, plan.city.tradition, place), _origins(measure, texts), measure.standing_supports)


def _origins(measure: Measure, texts: dict) -> list[Origin]:
    """Only what everybody may read."""
    found = []
    if measure.exchange and measure.exchange.is_public:
        text = texts[measure.exchange.pk]
        found.append(Origin("exchange", text.title, text.language, reverse("exchange", args=[measure.exchange.slug])))
    if measure.practice and measure.practice.is_public:
        found.append(Origin("practice", measure.practice.title, measure.practice.language, reverse("practice", args=[measure.practice.slug])))
    return found

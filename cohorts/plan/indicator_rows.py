"""Indicators as readers see them: baseline, target, the latest value, how far it came, and a small line. Two queries whatever their number."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from cohorts.models import CityPlan, Indicator, IndicatorValue
from cohorts.plan.indicator_line import line_svg
from cohorts.plan.indicator_progress import Progress, progress
from cohorts.plan.plan_words import amount


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`values`: those that stand, by day; `latest`: the last of them, None before the first; `progress`: None then, too. Numbers in words: *_words."""

    indicator: Indicator
    values: list[IndicatorValue]
    latest: IndicatorValue | None
    progress: Progress | None
    baseline_words: str
    target_words: str
    latest_words: str
    svg: str

    @property
    def told(self) -> list[tuple[IndicatorValue, str]]:
        return [(each, amount(each.value)) for each in self.values]


def rows_of(plan: CityPlan, until: date, *, mirrored: bool = False) -> list[IndicatorRow]:
    """As they stood on the day `until`, in the plan's order. What was counted later is left out; corrections made since hold."""
    standing = Prefetch("values", queryset=IndicatorValue.objects.standing().filter(on__lte=until).order_by("on", "pk"), to_attr="told_values")
    return [_row(each, each.told_values, mirrored) for each in plan.indicators.select_related("measure").prefetch_related(standing)]


def _row(indicator: Indicator, values: list[IndicatorValue], mirrored: bool) -> IndicatorRow:
    latest = values[-1] if values else None
    points = [(indicator.baseline_on, indicator.baseline), *((each.on, each.value) for each in values)]
    return IndicatorRow(indicator, values, latest, progress(indicator.baseline, indicator.target, latest.value) if latest else None, amount(indicator.baseline),
                        amount(indicator.target), amount(latest.value) if latest else "", line_svg(points, (indicator.target_on, indicator.target), mirrored=mirrored))

"""Indicators begun and changed, values written and corrected. Nothing that was counted is deleted: a correction keeps the earlier value."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.models import CityPlan, Indicator, IndicatorValue
from cohorts.refusals import Refused

FIGURES = ("baseline", "baseline_on", "baseline_source", "target", "target_on")


def begin_indicator(plan: CityPlan, *, by, at: datetime, **fields) -> Indicator:
    """Last of its plan. `fields`: those of the model. Raises Refused without a baseline: a value, a day and a source."""
    if fields.get("baseline") is None or fields.get("baseline_on") is None or not fields.get("baseline_source"):
        raise Refused("no_baseline", _("An indicator without a baseline cannot tell how far you have come. Give the value you start from, its day and where it comes from."))
    with transaction.atomic():
        last = plan.indicators.aggregate(last=Max("position"))["last"] or 0
        made = Indicator.objects.create(plan=plan, position=last + 1, made_at=at, **fields)
        _log(by, "began", made, at)
    return made


def change_indicator(indicator: Indicator, *, by, at: datetime, **fields) -> Indicator:
    """A baseline or target that moves is told in the log with the earlier one."""
    was = {name: str(getattr(indicator, name)) for name in FIGURES if name in fields and fields[name] != getattr(indicator, name)}
    with transaction.atomic():
        Indicator.objects.filter(pk=indicator.pk).update(**fields)
        _log(by, "changed", indicator, at, was=was)
    indicator.refresh_from_db()
    return indicator


def write_value(indicator: Indicator, *, on: date, value: Decimal, source: str, note: str, by, at: datetime) -> IndicatorValue:
    """What was counted on that day. Raises Refused before the baseline's day, and when that day has a value."""
    _refuse_before_the_baseline(indicator, on)
    with transaction.atomic():
        Indicator.objects.filter(pk=indicator.pk).update(position=indicator.position)  # takes the row: two who write the same day go one after the other
        if indicator.values.standing().filter(on=on).exists():
            raise Refused("day_taken", _("There is a value for that day already: correct it."))
        made = IndicatorValue.objects.create(indicator=indicator, on=on, value=value, source=source, note=note, written_by=by, written_at=at)
        _log(by, "counted", indicator, at, on=on.isoformat())
    return made


def correct_value(earlier: IndicatorValue, *, on: date, value: Decimal, source: str, note: str, by, at: datetime) -> IndicatorValue:
    """A new row in its place; the earlier one stays to be read. Raises Refused when somebody corrected it meanwhile, or that day has another value."""
    indicator = earlier.indicator
    _refuse_before_the_baseline(indicator, on)
    with transaction.atomic():
        if not IndicatorValue.objects.filter(pk=earlier.pk).standing().update(replaced_at=at):
            raise Refused("corrected_meanwhile", _("Somebody else has corrected this value meanwhile. Look at what stands now."))
        if indicator.values.standing().filter(on=on).exists():
            raise Refused("day_taken", _("There is a value for that day already: correct it."))
        made = IndicatorValue.objects.create(indicator=indicator, on=on, value=value, source=source, note=note, corrects=earlier, written_by=by, written_at=at)
        _log(by, "corrected", indicator, at, on=on.isoformat(), was=str(earlier.value))
    return made


def _refuse_before_the_baseline(indicator: Indicator, on: date) -> None:
    if on <= indicator.baseline_on:
        raise Refused("before_baseline", _("This day is not after the baseline’s. What was counted then is the baseline."))


def _log(by, verb: str, indicator: Indicator, at: datetime, **details) -> None:
    record(by, verb, "indicator", indicator.pk, at=at, details={"plan": indicator.plan_id, **details})

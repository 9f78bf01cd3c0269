"""A city's plan in the small named world: Cascais's, from 2025 to 2028, with one measure in each state on NOW."""

from datetime import date
from decimal import Decimal

from cohorts.models import CityPlan, Indicator, Measure
from cohorts.plan import measuring
from cohorts.plan.indicator_writing import begin_indicator, write_value
from cohorts.plan.planning import begin_plan, publish_plan
from tests.world import NOW

DUE, LAST_YEAR = date(2027, 6, 30), NOW.replace(year=2025)


def make_plan(world, *, published: bool = True, **fields) -> CityPlan:
    words = {"title": "Together in Cascais", "summary": "What stands idle is put to use.", "language": "en", "starts_on": date(2025, 1, 1), "ends_on": date(2028, 12, 31)}
    made = begin_plan(fields.pop("city", world.cascais), by=world.carla, at=LAST_YEAR, **{**words, **fields})
    if published:
        make_measure(world, made)
        publish_plan(made, by=world.carla, at=NOW)
    return made


def make_measure(world, plan: CityPlan, title: str = "A shared kitchen", at=LAST_YEAR, **fields) -> Measure:
    return measuring.begin_measure(plan, **{"title": title, "words": "For three streets.", "owner": "Schools office", "due_on": DUE, "by": world.carla, "at": at, **fields})


def make_indicator(world, plan: CityPlan, name: str = "Rooms in use again", values: dict[date, str] | None = None, **fields) -> Indicator:
    about = {"kind": "resources", "unit": "rooms", "direction": "up", "baseline": Decimal("2"), "baseline_on": date(2025, 1, 1), "baseline_source": "Inventory",
             "target": Decimal("12"), "target_on": date(2028, 12, 31)}
    made = begin_indicator(plan, name=name, by=world.carla, at=NOW, **{**about, **fields})
    for on, value in (values or {}).items():
        write_value(made, on=on, value=Decimal(value), source="Count of the office", note="", by=world.carla, at=NOW)
    return made

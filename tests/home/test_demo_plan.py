"""Larissa's plan of the demo is laid once, in its third year, with a measure in each state and figures that say they are the demo's."""

import pytest

from academy.demo_people import lay_people
from cohorts.models import CityPlan, ExchangeIndexPage, IndicatorValue
from cohorts.plan.measure_state import state_on
from home.demo.plan import lay_plan
from tests.world import NOW, make_home, publish_under

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_it_is_laid_once_and_tells_every_state():
    lay_people(NOW)
    publish_under(make_home(), ExchangeIndexPage(title="Exchanges", slug="exchanges"))
    lay_plan(NOW)
    lay_plan(NOW)
    plan = CityPlan.objects.public().get()
    assert (plan.starts_on.year, plan.ends_on.year, plan.phases.count(), plan.studies.count(), plan.consultations.count()) == (2024, 2027, 6, 2, 1)
    states = [state_on(each, NOW.date()) for each in plan.measures.all()]
    assert sorted(each.kind for each in states) == ["done", "done", "dropped", "planned", "under_way", "under_way", "under_way"] and sum(each.is_late for each in states) == 1
    assert {each.kind for each in plan.indicators.all()} == {"resources", "jobs", "enterprises", "unit_cost", "people"}
    said = [*plan.indicators.values_list("baseline_source", flat=True), *IndicatorValue.objects.values_list("source", flat=True)]
    assert all(each.startswith("Demo figures") for each in said) and IndicatorValue.objects.filter(corrects__isnull=False).count() == 1

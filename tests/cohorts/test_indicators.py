"""Indicators: refused without a baseline, values with their source, corrected and never deleted."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from academy.models import Event
from cohorts.models import Indicator, IndicatorValue
from cohorts.plan.indicator_rows import rows_of
from cohorts.plan.indicator_writing import correct_value, write_value
from cohorts.refusals import Refused
from tests.cohorts.plan_world import make_indicator, make_plan
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
NEW = "/en/city/cascais/plan/indicators/new/"
TYPED = {"kind": "jobs", "name": "Jobs", "unit": "jobs", "direction": "up", "baseline": "84", "baseline_on": "2025-01-01", "baseline_source": "Survey", "target": "130",
         "target_on": "2028-12-31", "measure": ""}


def test_an_indicator_without_a_baseline_is_refused_in_words(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    plan = make_plan(world)
    client.force_login(world.carla)
    for missing in ("baseline", "baseline_on", "baseline_source"):
        wrong = client.post(NEW, {**TYPED, missing: ""})
        assert wrong.status_code == 422 and 'value="130"' in wrong.content.decode(), missing
    assert "cannot tell how far you have come" in client.post(NEW, {**TYPED, "baseline": ""}).content.decode()
    for wrong, words in (({"target": "84"}, "wrong side"), ({"direction": "down"}, "wrong side"), ({"target_on": "2025-01-01"}, "after the baseline"), ({"baseline": "many"}, "Enter a number")):
        assert words in client.post(NEW, {**TYPED, **wrong}).content.decode(), wrong
    assert not Indicator.objects.exists()
    with pytest.raises(Refused, match="cannot tell"):
        make_indicator(world, plan, baseline=None)
    assert client.post(NEW, {**TYPED, "baseline": "0"}).status_code == 302, "nought is a baseline"
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.update(baseline_source="")


def test_a_value_is_written_once_a_day_and_a_correction_keeps_the_earlier_one(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    plan = make_plan(world)
    one = make_indicator(world, plan)
    page = f"/en/city/cascais/plan/indicators/{one.pk}/"
    client.force_login(world.carla)
    said = {"on": "2026-06-30", "value": "7", "source": "Count", "note": ""}
    assert client.post(f"{page}values/", {**said, "on": "2026-11-23"}).status_code == 422, "what is not yet cannot be counted"
    assert client.post(f"{page}values/", {**said, "on": "2025-01-01"}).status_code == 422, "that day is the baseline's"
    assert client.post(f"{page}values/", {**said, "source": ""}).status_code == 422
    assert client.post(f"{page}values/", said).status_code == 302
    again = client.post(f"{page}values/", said)
    assert again.status_code == 422 and "correct it" in again.content.decode()
    first = IndicatorValue.objects.get()
    assert client.get(f"{page}values/{first.pk}/").status_code == 200
    assert client.post(f"{page}values/{first.pk}/", {**said, "value": "8"}).status_code == 302
    assert client.post(f"{page}values/{first.pk}/", {**said, "value": "9"}).status_code == 404, "corrected already"
    with pytest.raises(Refused):
        correct_value(first, on=date(2026, 6, 30), value=Decimal(9), source="x", note="", by=world.carla, at=NOW)
    now = IndicatorValue.objects.standing().get()
    assert (now.value, now.corrects, IndicatorValue.objects.count()) == (8, first, 2)
    assert "<s>7</s>" in client.get(page).content.decode()
    [row] = rows_of(plan, NOW.date())
    assert (row.latest_words, row.progress.percent, row.baseline_words, row.target_words) == ("8", 60, "2", "12")
    assert rows_of(plan, date(2026, 6, 29))[0].latest is None
    assert sorted(Event.objects.filter(object_kind="indicator").values_list("verb", flat=True)) == ["began", "corrected", "counted"]


def test_a_moved_baseline_is_told_in_the_log_and_never_jumps_over_a_value(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    one = make_indicator(world, make_plan(world), values={date(2026, 1, 1): "4"})
    page = f"/en/city/cascais/plan/indicators/{one.pk}/"
    client.force_login(world.carla)
    assert client.post(page, {**TYPED, "baseline_on": "2026-01-01"}).status_code == 422
    assert client.post(page, TYPED).status_code == 302
    assert Event.objects.get(object_kind="indicator", verb="changed").details["was"]["baseline"] == "2.00"
    with pytest.raises(Refused):
        write_value(one, on=date(2026, 1, 1), value=Decimal(5), source="x", note="", by=world.carla, at=NOW)

"""How a measure and a phase stand on a day, how far an indicator came, and the pictures of them: pure, off the database."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from cohorts.plan.indicator_line import line_svg
from cohorts.plan.indicator_progress import progress
from cohorts.plan.measure_state import state_on
from cohorts.plan.phase_state import phase_state
from cohorts.plan.plan_mosaic import MeasureTile, measure_tile_svg, plan_mosaic_svg

DUE = date(2026, 11, 22)


def measure(**days):
    return SimpleNamespace(**{"due_on": DUE, "begun_on": None, "done_on": None, "dropped_on": None, **days})


def test_a_measure_is_late_from_the_day_after_it_was_due_and_only_while_it_is_open():
    assert state_on(measure(), DUE).late_days == 0 and not state_on(measure(), DUE).is_late, "the day itself is in time"
    assert state_on(measure(), date(2026, 11, 23)).late_days == 1 and state_on(measure(), date(2026, 11, 21)).late_days == 0
    done_late = measure(begun_on=date(2026, 1, 1), done_on=date(2026, 12, 24))
    assert [(state_on(done_late, day).kind, state_on(done_late, day).late_days) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 23), date(2026, 12, 24))] == [
        ("planned", 0), ("under_way", 0), ("under_way", 31), ("done", 0)]
    assert state_on(measure(dropped_on=DUE), date(2027, 1, 1)).kind == "dropped" and not state_on(measure(dropped_on=DUE), date(2027, 1, 1)).is_late


def test_a_phase_is_late_from_the_day_after_its_last():
    def phase(**days):
        return SimpleNamespace(**{"starts_on": date(2026, 1, 1), "ends_on": DUE, "done_on": None, **days})

    assert [phase_state(phase(), day) for day in (date(2025, 12, 31), date(2026, 1, 1), DUE, date(2026, 11, 23))] == ["to_come", "now", "now", "late"]
    assert phase_state(phase(done_on=DUE), date(2026, 11, 21)) == "now" and phase_state(phase(done_on=DUE), date(2027, 1, 1)) == "done"
    assert phase_state(phase(starts_on=None, ends_on=None), DUE) == "open"


def test_progress_goes_from_baseline_to_target_also_where_less_is_better():
    def percent(*numbers):
        return progress(*(Decimal(each) for each in numbers)).percent

    assert [percent("0", "25", each) for each in ("0", "14", "25", "30", "-5")] == [0, 56, 100, 120, -20]
    assert [percent("6.40", "5.20", each) for each in ("6.40", "6.10", "5.20", "6.45")] == [0, 25, 100, -5]
    assert percent("0", "1000", "999.99") == 99 and not progress(Decimal(0), Decimal(1000), Decimal("999.99")).is_reached, "never 100 before it is"
    assert progress(Decimal(0), Decimal(10), Decimal(-3)).shown == 0 and progress(Decimal(0), Decimal(10), Decimal(13)).shown == 100
    with pytest.raises(ValueError, match="no way to it"):
        percent("3", "3", "3")


def test_the_mosaic_shows_each_state_by_form_and_reads_out_its_links():
    tiles = [MeasureTile(1, "done", False, "#measure-1", "A <b>: done"), MeasureTile(2, "under_way", True), MeasureTile(3, "planned"), MeasureTile(4, "dropped")]
    svg = plan_mosaic_svg(tiles, "opus", title="Measures")
    assert 'role="group"' in svg and "A &lt;b&gt;: done" in svg and "<b>" not in svg
    assert svg.count('class="done"') == 4 + 2 and svg.count('class="todo"') == 2 + 4, "under way is half laid"
    assert svg.count("plan-mosaic__late") == 1 and svg.count("plan-mosaic__hollow") == 2
    assert plan_mosaic_svg([], "opus") == "" and "<a " not in measure_tile_svg(tiles[0], "no such tradition", 0)
    assert plan_mosaic_svg(tiles, "opus", mirrored=True) != plan_mosaic_svg(tiles, "opus")
    assert plan_mosaic_svg(tiles * 3, "azulejo").split('viewBox="')[1].startswith("0 0 201 150"), "twelve lie in three rows of four"


def test_the_line_runs_from_the_baseline_to_the_target_and_turns_around_in_arabic():
    points = [(date(2025, 1, 1), Decimal(0)), (date(2026, 1, 1), Decimal(5))]
    svg, turned = (line_svg(points, (date(2027, 1, 1), Decimal(10)), mirrored=each) for each in (False, True))
    assert 'd="M7 57L120 32"' in svg and 'd="M120 32L233 7"' in svg
    assert 'd="M233 57L120 32"' in turned
    assert "NaN" not in line_svg(points[:1], (date(2025, 1, 1), Decimal(0)))

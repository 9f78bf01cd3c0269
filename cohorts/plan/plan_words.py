"""A plan in words: numbers as the reader writes them, and how a measure, a phase and the whole plan stand on a day."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts.plan import measure_state, phase_state
from cohorts.plan.measure_state import MeasureState

STATE_ORDER = (measure_state.DONE, measure_state.UNDER_WAY, measure_state.PLANNED, measure_state.DROPPED)


def amount(value: Decimal) -> str:
    """12, 5.20, 1,200: two places behind the point, or none."""
    return number_format(value, 0 if value == value.to_integral_value() else 2, use_l10n=True, force_grouping=True)


def state_name(kind: str) -> str:
    return {measure_state.PLANNED: pgettext("measure", "planned"), measure_state.UNDER_WAY: pgettext("measure", "under way"),
            measure_state.DONE: pgettext("measure", "done"), measure_state.DROPPED: pgettext("measure", "dropped")}[kind]


def state_words(measure, state: MeasureState) -> str:
    """What stands behind a measure's title: its state with its day, and how late it is."""
    if state.kind == measure_state.DONE:
        return _("done on %(day)s") % {"day": day(measure.done_on)}
    if state.kind == measure_state.DROPPED:
        return _("dropped on %(day)s") % {"day": day(measure.dropped_on)}
    begun = _("under way since %(day)s") % {"day": day(measure.begun_on)} if state.kind == measure_state.UNDER_WAY else _("planned, not begun")
    return f"{begun}; {late_words(measure, state)}" if state.is_late else begun


def late_words(measure, state: MeasureState) -> str:
    return ngettext("late: it was due on %(day)s, %(n)d day ago", "late: it was due on %(day)s, %(n)d days ago", state.late_days) % {"day": day(measure.due_on), "n": state.late_days}


def phase_words(phase, on: date) -> str:
    return {phase_state.DONE: pgettext("phase", "done"), phase_state.LATE: pgettext("phase", "late"), phase_state.NOW: pgettext("phase", "now"),
            phase_state.TO_COME: pgettext("phase", "to come"), phase_state.OPEN: pgettext("phase", "no dates yet")}[phase_state.phase_state(phase, on)]


def standing_words(states: list[MeasureState]) -> str:
    """“2 of 7 measures are done, 3 are under way, 1 is planned, 1 was dropped.”"""
    count = {kind: sum(each.kind == kind for each in states) for kind in STATE_ORDER}
    parts = [ngettext("%(n)d of %(all)d measures is done", "%(n)d of %(all)d measures are done", count[measure_state.DONE]) % {"n": count[measure_state.DONE], "all": len(states)}]
    if count[measure_state.UNDER_WAY]:
        parts.append(ngettext("%(n)d is under way", "%(n)d are under way", count[measure_state.UNDER_WAY]) % {"n": count[measure_state.UNDER_WAY]})
    if count[measure_state.PLANNED]:
        parts.append(ngettext("%(n)d is planned", "%(n)d are planned", count[measure_state.PLANNED]) % {"n": count[measure_state.PLANNED]})
    if count[measure_state.DROPPED]:
        parts.append(ngettext("%(n)d was dropped", "%(n)d were dropped", count[measure_state.DROPPED]) % {"n": count[measure_state.DROPPED]})
    return _(", ").join(parts) + "."


def lateness_words(states: list[MeasureState]) -> str:
    """Said plainly: that the plan is late, and by how many measures; empty when it is not."""
    late = sum(each.is_late for each in states)
    return ngettext("This plan is late: %(n)d measure was due and is not done.", "This plan is late: %(n)d measures were due and are not done.", late) % {"n": late} if late else ""


def year_words(starts_on: date, ends_on: date, on: date) -> str:
    """“Year 3 of 4”; before and after, so in words."""
    if on < starts_on:
        return _("begins on %(day)s") % {"day": day(starts_on)}
    if on > ends_on:
        return _("ended on %(day)s") % {"day": day(ends_on)}
    return _("year %(n)d of %(all)d") % {"n": _years(starts_on, on), "all": _years(starts_on, ends_on)}


def _years(first: date, last: date) -> int:
    """In which year of its life a day lies, from 1."""
    return last.year - first.year + (0 if (last.month, last.day) < (first.month, first.day) else 1)


def day(value: date) -> str:
    return date_format(value, "DATE_FORMAT")


def days(first: date | None, last: date | None) -> str:
    """“1 March 2025 to 30 June 2025”, or the half of it that is known; empty without either."""
    if first and last:
        return _("%(start)s to %(end)s") % {"start": day(first), "end": day(last)}
    return _("from %(day)s") % {"day": day(first)} if first else _("until %(day)s") % {"day": day(last)} if last else ""

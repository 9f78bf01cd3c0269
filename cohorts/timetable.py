"""A cohort's timetable: laid out over its lessons, edited, moved with its start, and told to the course's opening rules.

Days are those of the cohort's zone. A lesson opens as its day begins and is due until its day ends. What a lesson's own rule asks besides a date
(the lesson before it, another course) still holds; what somebody has finished stays open, whatever the timetable says (courses/release.py).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cohorts.models import Cohort, CohortTimetable, TimetableLine
from courses import release
from courses.models import ReleaseOverride
from courses.outline import Outline, OutlineLesson


@dataclass(frozen=True)
class Days:
    """When one lesson opens and until when it is due; either may be left open, not both."""

    opens_on: date | None
    due_on: date | None


class DoesNotFit(Exception):
    """A lesson would open after the cohort has ended. `needed`: days from the first opening to the last."""

    def __init__(self, needed: int) -> None:
        super().__init__(needed)
        self.needed = needed


def opening(cohort: Cohort, day: date) -> datetime:
    """The moment (UTC) at which a lesson opens."""
    return release.day_begins(day, cohort.zone)


def deadline(cohort: Cohort, day: date) -> datetime:
    """The moment (UTC) at which the day a lesson is due is over."""
    return release.day_begins(day + timedelta(days=1), cohort.zone)


def laid_out(cohort: Cohort, outline: Outline, every_days: int) -> dict[str, Days]:
    """{lesson key: its days}: one lesson every so many days from the start, due the day before the next. Raises DoesNotFit."""
    needed = (outline.total - 1) * every_days
    if cohort.starts_on + timedelta(days=needed) > cohort.ends_on:
        raise DoesNotFit(needed + 1)
    plan = {}
    for lesson in outline.lessons:
        opens = cohort.starts_on + timedelta(days=lesson.index * every_days)
        plan[lesson.key] = Days(opens, min(opens + timedelta(days=every_days - 1), cohort.ends_on))
    return plan


def faults(cohort: Cohort, days: Days) -> dict[str, str]:
    """{"opens_on" | "due_on": what is wrong with it}; empty when nothing is."""
    found = {}
    for name in ("opens_on", "due_on"):
        day = getattr(days, name)
        if day is not None and not cohort.starts_on <= day <= cohort.ends_on:
            found[name] = _("%(day)s lies outside the cohort, which goes from %(first)s to %(last)s.") % {
                "day": day.isoformat(), "first": cohort.starts_on.isoformat(), "last": cohort.ends_on.isoformat()}
    if not found and days.opens_on and days.due_on and days.due_on < days.opens_on:
        found["due_on"] = _("This lesson would be due before it opens.")
    return found


def lay(cohort: Cohort, outline: Outline, every_days: int, by, at: datetime) -> None:
    """Fill the whole timetable anew. Raises DoesNotFit."""
    plan = laid_out(cohort, outline, every_days)
    with transaction.atomic():
        _write(cohort, outline, plan, by, at)
        CohortTimetable.objects.update_or_create(cohort=cohort, defaults={"every_days": every_days, "laid_from": cohort.starts_on, "edited_at": None})


def edit(cohort: Cohort, outline: Outline, days: dict[str, Days], by, at: datetime) -> None:
    """Keep these days, which have no faults; a lesson that is not among them has none and follows the course's rule alone."""
    with transaction.atomic():
        if days != current(cohort):
            _write(cohort, outline, days, by, at)
            CohortTimetable.objects.filter(cohort=cohort).update(edited_at=at)


def current(cohort: Cohort) -> dict[str, Days]:
    return {str(line.lesson_key): Days(line.opens_on, line.due_on) for line in TimetableLine.objects.filter(cohort=cohort)}


def follow_start(cohort: Cohort, outline: Outline | None, by, at: datetime) -> str:
    """After the start of a cohort was moved. Answers "moved"; "kept" when it was edited by hand; "does_not_fit"; "" when there is nothing to move."""
    timetable = CohortTimetable.objects.filter(cohort=cohort).first()
    if timetable is None or outline is None or timetable.laid_from == cohort.starts_on:
        return ""
    if timetable.edited_at:
        return "kept"
    try:
        lay(cohort, outline, timetable.every_days, by, at)
    except DoesNotFit:
        return "does_not_fit"
    return "moved"


def _write(cohort: Cohort, outline: Outline, days: dict[str, Days], by, at: datetime) -> None:
    """The lines, and the exceptions they lay in the course: only what changed is lifted and laid. The write comes first, as a lock."""
    Cohort.objects.filter(pk=cohort.pk).update(next_place=F("next_place"))
    lines = {str(line.lesson_key): line for line in TimetableLine.objects.filter(cohort=cohort).select_related("override")}
    lifted, laid = [], []
    for key in lines.keys() - days.keys():
        lifted += [lines[key].override_id] if lines[key].override_id else []
        lines[key].delete()
    for key, given in days.items():
        line = lines.get(key) or TimetableLine(cohort=cohort, lesson_key=key)
        line.opens_on, line.due_on = given.opens_on, given.due_on
        wanted = _exception(cohort, outline.keys[key], given.opens_on) if given.opens_on and key in outline.keys else None
        held = line.override
        if held is None or held.lifted_at or wanted is None or (held.opens_at, held.closed_until) != (wanted.opens_at, wanted.closed_until):
            lifted += [held.pk] if held is not None else []
            laid += [(line, wanted)] if wanted is not None else []
            line.override = None
        line.save()
    ReleaseOverride.exchange_all(cohort.course_key, cohort.slug, lifted, [wanted for _line, wanted in laid], by, at)
    for line, wanted in laid:
        line.override = wanted
        line.save(update_fields=["override"])


def _exception(cohort: Cohort, lesson: OutlineLesson, day: date) -> ReleaseOverride:
    """Holds the lesson back until its day. Where the lesson's own dates would open it only later, it opens it on that day instead."""
    begins = opening(cohort, day)
    everything_done = release.Facts(now=begins, zone=cohort.zone, enrolled_at=min(begins, opening(cohort, cohort.starts_on)), cohort_starts_on=cohort.starts_on,
                                    previous_done=True, finished_courses=release.courses_named(lesson.rule))
    kept = {"closed_until": begins} if release.decide(lesson.rule, everything_done).is_open else {"opens_at": begins}
    return ReleaseOverride(lesson_key=lesson.key, reason=_("Timetable of the cohort “%(name)s”") % {"name": cohort.name[:120]}, **kept)

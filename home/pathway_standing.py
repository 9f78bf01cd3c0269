"""Which steps of a pathway a person has done: read from what they did, each time; only a step in one's own words is ticked by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import accumulate

from django.db.models import Min, Q
from django.utils import timezone

from academy.models import GiftKind, HoursGiven, SelfAssessment, StepKind
from academy.solidarity import known_subject
from cohorts.models import Attendance, Exchange, PracticeAdaptation
from courses.models import Enrolment
from mentoring.models import ClosingReason, Mentorship

# A mentorship that ended for one of these reasons was carried through; the others ended before their time.
CARRIED_THROUGH = (ClosingReason.DONE, ClosingReason.TIME)


@dataclass(frozen=True, slots=True)
class Done:
    """What the records say, by kind of step: when each thing was first done. `hours`: [(day, minutes of mentoring up to then)], rising by day."""

    courses: dict[str, date] = field(default_factory=dict)
    exchanges: dict[str, date] = field(default_factory=dict)  # by the exchange's key, and by the slug of each of its themes
    mentorship: date | None = None
    hours: list[tuple[date, int]] = field(default_factory=list)
    assessments: dict[str, date] = field(default_factory=dict)  # by moment; "" for the first of any
    practices: dict[str, date] = field(default_factory=dict)  # by key; "" for the first of any


@dataclass(frozen=True, slots=True)
class Known:
    """What a page has read already: the person's enrolments, all of them, and the published courses, {key: (slug, title)}."""

    enrolments: list[Enrolment]
    courses: dict[str, tuple[str, str]]


def hours_asked(object_key: str) -> int:
    """How many hours of mentoring a step asks for; 0: a mentorship carried through instead."""
    return int(object_key) if object_key.isascii() and object_key.isdigit() else 0


def done_on(step, done: Done) -> date | None:
    """The day this step was done; None: not yet. `step`: an OwnStep."""
    match step.kind:
        case StepKind.OWN:
            return step.done_on
        case StepKind.COURSE:
            return done.courses.get(step.object_key)
        case StepKind.EXCHANGE:
            return done.exchanges.get(step.object_key)
        case StepKind.ASSESSMENT:
            return done.assessments.get(step.object_key)
        case StepKind.PRACTICE:
            return done.practices.get(step.object_key)
    wanted = hours_asked(step.object_key) * 60
    return next((day for day, minutes in done.hours if minutes >= wanted), None) if wanted else done.mentorship


def what_is_done(person, steps: Iterable, at: datetime, known: Known | None = None) -> Done:
    """Everything the steps (OwnSteps) ask about: at most eight queries, fewer for fewer kinds, whatever their number."""
    wanted: dict[str, set[str]] = {}
    for step in steps:
        wanted.setdefault(step.kind, set()).add(step.object_key)
    mentoring = wanted.get(StepKind.MENTORING, set())
    return Done(
        courses=_courses(person, at, known) if StepKind.COURSE in wanted else {},
        exchanges=_exchanges(person, at) if StepKind.EXCHANGE in wanted else {},
        mentorship=_mentorship(person, at) if any(not hours_asked(key) for key in mentoring) else None,
        hours=_hours(person, at) if any(hours_asked(key) for key in mentoring) else [],
        assessments=_assessments(person, at) if StepKind.ASSESSMENT in wanted else {},
        practices=_practices(person, at) if StepKind.PRACTICE in wanted else {})


def _first(pairs: Iterable[tuple[str, datetime]]) -> dict[str, date]:
    """{key: the earliest day}, and that of all under the empty key."""
    found: dict[str, date] = {}
    for key, moment in pairs:
        day = timezone.localdate(moment)
        for name in (key, ""):
            found[name] = min(day, found.get(name, day))
    return found


def _courses(person, at: datetime, known: Known | None) -> dict[str, date]:
    enrolments = Enrolment.objects.of(person).filter(finished_at__lte=at) if known is None else known.enrolments
    return {str(each.course_key): timezone.localdate(each.finished_at) for each in enrolments if each.finished_at and each.finished_at <= at}


def _exchanges(person, at: datetime) -> dict[str, date]:
    """When somebody was at which exchange: the first session they were at, as they were marked there."""
    was_there = dict(Attendance.objects.filter(registration__person=person, marked_at__lte=at, exchange_session__starts_at__lte=at).order_by()
                     .values_list("registration__exchange").annotate(first=Min("exchange_session__starts_at")))
    found: dict[str, date] = {}
    themes = Exchange.objects.filter(pk__in=was_there).values_list("pk", "key", "tagged_themes__tag__slug") if was_there else ()
    for pk, key, theme in themes:
        day = timezone.localdate(was_there[pk])
        for name in filter(None, (str(key), theme)):
            found[name] = min(day, found.get(name, day))
    return found


def _mentorship(person, at: datetime) -> date | None:
    return Mentorship.objects.of(person).filter(closing_reason__in=CARRIED_THROUGH, finished_on__lte=timezone.localdate(at)).aggregate(first=Min("finished_on"))["first"]


def _hours(person, at: datetime) -> list[tuple[date, int]]:
    """Hours given and received count alike."""
    subject = known_subject(person)
    if subject is None:
        return []
    rows = list(HoursGiven.objects.filter(Q(giver=subject) | Q(receiver=subject), kind=GiftKind.MENTORING, on__lte=timezone.localdate(at)).order_by("on", "written_at")
                .values_list("on", "minutes"))
    return list(zip((day for day, _minutes in rows), accumulate(minutes for _day, minutes in rows), strict=True))


def _assessments(person, at: datetime) -> dict[str, date]:
    return _first(SelfAssessment.objects.of(person).finished().filter(finished_at__lte=at).values_list("moment", "finished_at"))


def _practices(person, at: datetime) -> dict[str, date]:
    rows = PracticeAdaptation.objects.standing().filter(person=person, told_at__lte=at).values_list("practice__key", "told_at")
    return _first((str(key), moment) for key, moment in rows)

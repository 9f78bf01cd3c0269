"""Joining a course, waiting for a place, leaving, coming back. Seats hold under any rush: the course's row is written first."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from academy.models import record
from courses.models import CoursePage, CourseVersion, Enrolment, ReleaseOverride, Withdrawal
from courses.models.content import EnrolmentWay
from courses.models.records import EnrolmentState as State


class WrongCode(Exception):
    """The code typed is not the course's."""


def join(person, course: CoursePage, at: datetime, code: str = "", cohort: str = "") -> Enrolment:
    """The person's enrolment in the course: made, revived, or as it was when they are in already (a double click). `cohort`: the slug of the one they
    join it with, for the log."""
    with transaction.atomic():
        _lock(course.translation_key)
        found = Enrolment.objects.of(person).for_course(course.translation_key).first()
        if found is not None and found.state != State.WITHDRAWN:
            return found
        if found is None and course.enrolment_way == EnrolmentWay.CODE and not constant_time_compare(code.strip().casefold(), course.enrolment_code.strip().casefold()):
            raise WrongCode
        admitted = found is not None and found.admitted_at is not None
        if not admitted and course.enrolment_way == EnrolmentWay.APPROVAL:
            state = State.REQUESTED
        else:
            state = _place_or_line(course)
        if found is None:
            found = Enrolment.objects.create(person=person, course_key=course.translation_key, course_title=course.title, state=state, enrolled_at=at,
                                             admitted_at=at if state == State.ACTIVE else None)
        else:
            Withdrawal.objects.filter(enrolment=found, finished_at__isnull=True).update(finished_at=at)
            found.state = state
            found.version += 1
            if state == State.ACTIVE and not admitted:
                found.admitted_at = at
            # Who comes back stands at the end of the line, but keeps the day they first joined otherwise.
            if state == State.WAITING:
                found.enrolled_at = at
            found.save(update_fields=["state", "version", "enrolled_at", "admitted_at"])
        record(person, "joined" if state == State.ACTIVE else f"asked_{state}", "course", course.translation_key, at=at, details=_of_cohort(cohort or found.cohort_slug))
    return found


def withdraw(enrolment: Enrolment, at: datetime, reason: str = "") -> bool:
    """Leave, or take back a request; the freed place goes to the first in line. False when the person had left already."""
    with transaction.atomic():
        _lock(enrolment.course_key)
        left = Enrolment.objects.filter(pk=enrolment.pk).exclude(state=State.WITHDRAWN).update(state=State.WITHDRAWN, version=F("version") + 1)
        if not left:
            return False
        Withdrawal.objects.create(enrolment=enrolment, reason=reason.strip(), started_at=at)
        record(enrolment.person, "withdrew", "course", enrolment.course_key, at=at)
        promote(enrolment.course_key, at)
    return True


def decide(enrolment: Enrolment, by, accepted: bool, at: datetime, cohort: str = "") -> bool:
    """A trainer answers a request to join. False when it was answered already. `cohort`: as in join."""
    from academy.emails import queue_mail

    with transaction.atomic():
        _lock(enrolment.course_key)
        course = CoursePage.objects.filter(translation_key=enrolment.course_key, alias_of=None).order_by("pk").first()
        state = _place_or_line(course) if accepted else State.WITHDRAWN
        admitted_at = at if state == State.ACTIVE else None
        answered = Enrolment.objects.filter(pk=enrolment.pk, state=State.REQUESTED).update(state=state, admitted_at=admitted_at, version=F("version") + 1)
        if not answered:
            return False
        if not accepted:
            Withdrawal.objects.create(enrolment=enrolment, reason=_("The request was declined."), started_at=at)
        record(by, "accepted" if accepted else "declined", "enrolment", enrolment.pk, at=at)
        if state == State.ACTIVE:
            record(enrolment.person, "got_a_place", "course", enrolment.course_key, at=at, details=_of_cohort(cohort or enrolment.cohort_slug))
        queue_mail("courses/enrolment_answered", enrolment.person, f"mail:enrolment:{enrolment.pk}:{state}:{enrolment.version}", enrolment=enrolment.pk)
    return True


def promote(course_key, at: datetime) -> int:
    """Give free places to those in line, first come first served. Answers how many. Call with the course locked."""
    from academy.emails import queue_mail

    course = CoursePage.objects.filter(translation_key=course_key, alias_of=None).order_by("pk").first()
    if course is None:
        return 0
    free = None if course.places is None else course.places - _taken(course_key)
    line = Enrolment.objects.for_course(course_key).in_line()
    promoted = list(line if free is None else line[:max(free, 0)])
    for each in promoted:
        Enrolment.objects.filter(pk=each.pk).update(state=State.ACTIVE, admitted_at=Coalesce("admitted_at", at), version=F("version") + 1)
        record(each.person, "got_a_place", "course", course_key, at=at, details=_of_cohort(each.cohort_slug))
        queue_mail("courses/place_free", each.person, f"mail:enrolment:{each.pk}:place:{each.version}", enrolment=each.pk)
    return len(promoted)


def fill_places(course_key, at: datetime) -> int:
    """Give places that a change of the course made free to those in line."""
    with transaction.atomic():
        _lock(course_key)
        return promote(course_key, at)


def copy_overrides(enrolment: Enrolment) -> None:
    """Bring the trainers' exceptions that hold for this person or their cohort into the enrolment row."""
    copies = ReleaseOverride.copies_for(enrolment)
    Enrolment.objects.filter(pk=enrolment.pk).update(overrides=copies, version=F("version") + 1)


def place_in_line(enrolment: Enrolment) -> int:
    """How many stand in line up to and including this one; counts from 1."""
    ahead = list(Enrolment.objects.for_course(enrolment.course_key).in_line().values_list("pk", flat=True))
    return ahead.index(enrolment.pk) + 1 if enrolment.pk in ahead else 0


def words_for(enrolment: Enrolment) -> str:
    match enrolment.state:
        case State.ACTIVE:
            return _("Welcome! You are taking part.")
        case State.WAITING:
            return _("The course is full. You are number %(place)s in line, and we write to you when a place is free.") % {"place": place_in_line(enrolment)}
        case State.REQUESTED:
            return _("Your request is with the trainers. We write to you when they have answered.")
    return ""


def _of_cohort(slug: str) -> dict:
    return {"cohort": slug} if slug else {}


def _lock(course_key) -> None:
    CourseVersion.objects.filter(course_key=course_key).update(changed_at=F("changed_at"))


def _taken(course_key) -> int:
    return Enrolment.objects.for_course(course_key).active().count()


def _place_or_line(course: CoursePage) -> State:
    return State.WAITING if course.places is not None and _taken(course.translation_key) >= course.places else State.ACTIVE

"""Asking for a seat in a cohort, getting it, waiting for it, leaving. Seats hold under any rush: the cohort's row is written first.

Lock order: cohort, then course (courses/enrolling.py), always. First come, first served: a free seat goes to the first in line whose city has a
share left. Every function takes the clock as `at`, an aware datetime.
"""

from datetime import datetime

from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from academy.emails import queue_mail
from academy.models import record
from academy.writing_turn import writing_turn
from cohorts.models import CitySeats, Cohort, CohortMembership, JoinWay
from cohorts.models import MembershipState as State
from courses import enrolling
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from courses.permissions import course_of


class CannotJoin(Exception):
    """Why not, as a word: `closed` (the last day to join is over), `code` (it is another one), `uninvited`, `elsewhere` (they are in another cohort
    of the same course)."""


def words_for(why: str) -> str:
    return {
        "closed": _("Joining has closed."), "code": _("That code does not open this cohort. Check it with whoever gave it to you."),
        "uninvited": _("People come into this cohort by invitation."),
        "elsewhere": _("You are in another cohort of this course. Leave it first, then join this one."),
    }[why]


def ask(person, cohort: Cohort, at: datetime, *, code: str = "", invited: bool = False, message: str = "", name_hidden: bool = False) -> CohortMembership:
    """The person's open membership: made now, or the one that is there (a double click). Raises CannotJoin.

    `invited`: a facilitator's invitation is being accepted, which opens any cohort that still takes people.
    """
    with writing_turn():
        cohort = locked(cohort)
        found = CohortMembership.objects.of(person).open().filter(cohort=cohort).first()
        if found is not None and not (invited and found.state == State.ASKED):
            return found
        if not cohort.takes_people(at):
            raise CannotJoin("closed")
        if not invited and cohort.join_way == JoinWay.INVITATION:
            raise CannotJoin("uninvited")
        if not invited and cohort.join_way == JoinWay.CODE and not constant_time_compare(code.strip().casefold(), cohort.code.strip().casefold()):
            raise CannotJoin("code")
        if found is not None:  # they had asked, and are invited now
            _seat_or_line(found, cohort, at)
            return found
        if cohort.course_key and CohortMembership.objects.of(person).members().filter(cohort__course_key=cohort.course_key).exclude(cohort=cohort).exists():
            raise CannotJoin("elsewhere")
        made = CohortMembership.objects.create(cohort=cohort, person=person, city_id=person.city_id, state=State.ASKED, place=cohort.next_place, asked_at=at,
                                               message=message, name_hidden=name_hidden)
        record(person, "asked", "cohort", cohort.slug, at=at)
        if invited or cohort.join_way == JoinWay.CODE:
            _seat_or_line(made, cohort, at)
    return made


def decide(membership: CohortMembership, by, accepted: bool, at: datetime, reason: str = "") -> bool:
    """A facilitator answers a request. False when it was answered or taken back already. Refusing needs a reason."""
    with writing_turn():
        cohort = locked(membership.cohort)
        asked = CohortMembership.objects.filter(pk=membership.pk, state=State.ASKED).select_related("person").first()
        if asked is None:
            return False
        record(by, "accepted" if accepted else "refused", "cohort_membership", asked.pk, at=at, details={"cohort": cohort.slug})
        if accepted:
            _seat_or_line(asked, cohort, at)
        else:
            CohortMembership.objects.filter(pk=asked.pk).update(state=State.REFUSED, ended_at=at, reason=reason)
            _tell(asked, "cohorts/cohort_refused")
    return True


def bring_in(person, cohort: Cohort, by, at: datetime, told: bool = True) -> CohortMembership:
    """A trainer or facilitator puts somebody in: they get a seat, or a place in line. Who is in another cohort of the course moves."""
    with writing_turn():
        others = list(CohortMembership.objects.of(person).members().filter(cohort__course_key=cohort.course_key, cohort__course_key__isnull=False)
                      .exclude(cohort=cohort).select_related("cohort"))
        for each in sorted([cohort, *(other.cohort for other in others)], key=lambda one: one.pk):  # one order, so that two moves cannot wait for each other
            locked(each)
        cohort = locked(cohort)
        found = CohortMembership.objects.of(person).open().filter(cohort=cohort).first()
        if found is None:
            found = CohortMembership.objects.create(cohort=cohort, person=person, city_id=person.city_id, state=State.ASKED, place=cohort.next_place, asked_at=at)
        if found.state == State.ASKED:
            record(by, "brought_in", "cohort_membership", found.pk, at=at, details={"cohort": cohort.slug})
            _seat_or_line(found, cohort, at, told)
        if found.is_member:
            for other in others:
                leave(other, at)
            _enrol(found, cohort, at)
    return found


def bring_in_who_was_admitted_before(at: datetime) -> int:
    """Memberships for enrolments that were put into a cohort before memberships were kept; how many were made. Safe to run again."""
    made = 0
    for cohort in Cohort.objects.filter(course_key__isnull=False):
        known = CohortMembership.objects.filter(cohort=cohort).values("person_id")
        for each in Enrolment.objects.for_course(cohort.course_key).active().filter(cohort_slug=cohort.slug).exclude(person_id__in=known).select_related("person"):
            bring_in(each.person, cohort, None, at, told=False)
            made += 1
    return made


def leave(membership: CohortMembership, at: datetime, reason: str = "", by=None) -> bool:
    """Leave, stop waiting, or take a request back; the freed seat goes to the first in line. The enrolment in the course goes on.

    `by`: a facilitator who takes somebody out. False when it was over already.
    """
    with writing_turn():
        cohort = locked(membership.cohort)
        current = CohortMembership.objects.open().filter(pk=membership.pk).select_related("person").first()
        if current is None:
            return False
        CohortMembership.objects.filter(pk=current.pk).update(state=State.LEFT, ended_at=at, reason=reason)
        record(by or current.person, "took_out" if by else "left", "cohort", cohort.slug, at=at)
        if by is not None:
            _tell(current, "cohorts/cohort_taken_out")
        if current.is_member:
            _count(cohort, current.city_id, -1)
            for enrolment in Enrolment.objects.of(current.person).filter(course_key=cohort.course_key):
                cohort.let_go(enrolment)
            _fill(cohort, at)
    return True


def fill_seats(cohort: Cohort, at: datetime) -> int:
    """Give seats that a change of the cohort made free to those in line; how many."""
    with writing_turn():
        return _fill(locked(cohort), at)


def place_in_line(membership: CohortMembership) -> int:
    """How many wait up to and including this one; 0 for who does not wait."""
    if membership.state != State.WAITING:
        return 0
    return CohortMembership.objects.in_line().filter(cohort_id=membership.cohort_id, place__lte=membership.place).count()


def has_seat_for(cohort: Cohort, city_id: int | None) -> bool:
    """Is a seat free, overall and in the city's share? Read under the lock to decide, without it only to say so."""
    if cohort.seats is not None and cohort.seats_taken >= cohort.seats:
        return False
    share = _share(cohort, city_id, make=False)
    return share is None or share.taken < share.seats


def locked(cohort: Cohort) -> Cohort:
    """The cohort, fresh, with its row locked: written first, which takes the row lock on PostgreSQL and the write lock on SQLite."""
    Cohort.objects.filter(pk=cohort.pk).update(next_place=F("next_place") + 1)
    return Cohort.objects.select_related("city").get(pk=cohort.pk)


def _share(cohort: Cohort, city_id: int | None, make: bool) -> CitySeats | None:
    if city_id is None:
        return None
    found = CitySeats.objects.filter(cohort=cohort, city_id=city_id).first()
    if found is None and cohort.seats_per_city is not None:
        taken = CohortMembership.objects.members().filter(cohort=cohort, city_id=city_id).count()
        found = CitySeats(cohort=cohort, city_id=city_id, seats=cohort.seats_per_city, taken=taken, by_default=True)
        if make:
            found.save()
    return found


def _count(cohort: Cohort, city_id: int | None, step: int) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(seats_taken=F("seats_taken") + step)
    cohort.seats_taken += step
    share = _share(cohort, city_id, make=step > 0)
    if share is not None and share.pk:
        CitySeats.objects.filter(pk=share.pk).update(taken=F("taken") + step)


def _seat_or_line(membership: CohortMembership, cohort: Cohort, at: datetime, told: bool = True) -> None:
    """Called with the cohort locked."""
    if not has_seat_for(cohort, membership.city_id):
        CohortMembership.objects.filter(pk=membership.pk).update(state=State.WAITING)
        membership.state = State.WAITING
        if told:
            _tell(membership, "cohorts/cohort_waiting")
        return
    _count(cohort, membership.city_id, 1)
    CohortMembership.objects.filter(pk=membership.pk).update(state=State.MEMBER, joined_at=at)
    membership.state, membership.joined_at = State.MEMBER, at
    record(membership.person, "joined", "cohort", cohort.slug, at=at)
    if told:
        _tell(membership, "cohorts/cohort_joined")
    _enrol(membership, cohort, at)


def _fill(cohort: Cohort, at: datetime) -> int:
    given = 0
    for waiting in CohortMembership.objects.in_line().filter(cohort=cohort).select_related("person"):
        if cohort.seats is not None and cohort.seats_taken >= cohort.seats:
            break
        if has_seat_for(cohort, waiting.city_id):
            _seat_or_line(waiting, cohort, at)
            given += 1
    return given


def _enrol(membership: CohortMembership, cohort: Cohort, at: datetime) -> None:
    """Whoever is in a cohort takes part in its course: a code or an approval the course asks for has been given by letting them in."""
    course = course_of(cohort.course_key) if cohort.course_key else None
    if course is None:
        return
    enrolment = enrolling.join(membership.person, course, at, code=course.enrolment_code, cohort=cohort.slug)
    if enrolment.state == EnrolmentState.REQUESTED:
        enrolling.decide(enrolment, None, True, at, cohort=cohort.slug)
    cohort.admit(enrolment)


def _tell(membership: CohortMembership, template: str) -> None:
    queue_mail(template, membership.person, f"{template}:{membership.pk}", membership=membership.pk)

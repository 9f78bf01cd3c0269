from datetime import timedelta

import pytest

from academy.models import GiftKind, HoursGiven
from cohorts.hours_given import write_hours
from cohorts.models import Attendance, CohortMeeting, MeetingAttendance, RegistrationState
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.gatherings import BEGINS, make_exchange, make_visitors, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
LATER = BEGINS + timedelta(days=5)


def visit(world):
    exchange = make_exchange(world)
    guest, neighbour = make_visitors(world.mahdia, 1)[0], world.lia
    for person in (guest, neighbour):
        registration = seat(exchange, person, RegistrationState.ATTENDED)
        for session in exchange.sessions.all():
            Attendance.objects.create(registration=registration, exchange_session=session, marked_at=NOW)
    return exchange, guest


def test_a_host_city_gives_its_hours_to_visitors_of_other_cities(world):
    _exchange, guest = visit(world)
    assert write_hours(LATER) == 2
    lines = HoursGiven.objects.all()
    assert {(line.kind, line.minutes, line.giver, line.giver_city, line.receiver, line.receiver_city) for line in lines} == {
        (GiftKind.HOSTING, 480, None, world.cascais, guest.subject, world.mahdia)}


def test_nothing_is_written_before_the_lists_have_come_to_rest_nor_twice(world):
    visit(world)
    assert [write_hours(BEGINS + timedelta(days=1)), write_hours(LATER), write_hours(LATER)] == [0, 2, 0]


def test_a_mark_taken_back_takes_its_hours_back(world):
    visit(world)
    write_hours(LATER)
    Attendance.objects.filter(registration__city=world.mahdia).first().delete()
    assert write_hours(LATER + timedelta(days=1)) == 1
    assert sum(HoursGiven.objects.values_list("minutes", flat=True)) == 480
    assert write_hours(LATER + timedelta(days=2)) == 0


def test_hours_of_a_late_evening_stand_when_nobody_looks_back_at_them_any_more(world):
    """The ledger's day is a local one, the window is of moments: between the two nothing may count as taken back."""
    cohort = make_cohort(world)
    starts = BEGINS.replace(year=2027, month=7, day=10, hour=23, minute=10)  # past midnight in Lisbon
    meeting = CohortMeeting.objects.create(cohort=cohort, title="Late", starts_at=starts, ends_at=starts + timedelta(minutes=30))
    MeetingAttendance.objects.create(meeting=meeting, membership=put_in(cohort, world.lia))
    assert write_hours(starts + timedelta(days=5)) == 1
    assert [write_hours(meeting.ends_at + timedelta(days=60, minutes=minutes)) for minutes in (-10, 10, 120, 1500)] == [0, 0, 0, 0]


def test_who_facilitates_alone_gives_the_hours_of_a_meeting(world):
    cohort = make_cohort(world)
    lead = make_facilitator(world, cohort)
    membership = put_in(cohort, world.lia)
    meeting = CohortMeeting.objects.create(cohort=cohort, title="First evening", starts_at=BEGINS, ends_at=BEGINS + timedelta(hours=2))
    MeetingAttendance.objects.create(meeting=meeting, membership=membership)
    assert write_hours(LATER) == 1
    line = HoursGiven.objects.get()
    assert (line.kind, line.minutes, line.giver, line.receiver) == (GiftKind.TEACHING, 120, lead.subject, world.lia.subject)

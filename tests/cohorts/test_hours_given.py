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


def test_who_facilitates_alone_gives_the_hours_of_a_meeting(world):
    cohort = make_cohort(world)
    lead = make_facilitator(world, cohort)
    membership = put_in(cohort, world.lia)
    meeting = CohortMeeting.objects.create(cohort=cohort, title="First evening", starts_at=BEGINS, ends_at=BEGINS + timedelta(hours=2))
    MeetingAttendance.objects.create(meeting=meeting, membership=membership)
    assert write_hours(LATER) == 1
    line = HoursGiven.objects.get()
    assert (line.kind, line.minutes, line.giver, line.receiver) == (GiftKind.TEACHING, 120, lead.subject, world.lia.subject)

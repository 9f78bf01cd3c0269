"""Which cohorts whom concerns, and what the database itself refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from academy.models.people import Role
from cohorts.models import (
    CitySeats,
    Cohort,
    CohortFacilitator,
    CohortInvitation,
    CohortMeeting,
    CohortMembership,
    CohortMessage,
    CohortTimetable,
    MeetingAttendance,
    TimetableLine,
)
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.world import GRANTED_ON, NOW, enrol, grant

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_a_draft_is_there_for_who_leads_it_and_who_is_in_it(world):
    draft = make_cohort(world, published_on=None)
    fausta = make_facilitator(world, draft)
    put_in(draft, world.lia)
    for person in (fausta, world.carla, world.lia, world.teo, world.nadia):
        assert Cohort.objects.visible_to(person, TODAY).filter(pk=draft.pk).exists(), person
    for person in (world.stranger, world.mouna, world.marta):
        assert not Cohort.objects.visible_to(person, TODAY).exists(), person


def test_a_cohort_published_from_a_later_day_is_a_draft_until_then(world):
    cohort = make_cohort(world, published_on=TODAY + timedelta(days=1))
    assert not Cohort.objects.public(TODAY).exists()
    assert Cohort.objects.public(TODAY + timedelta(days=1)).get() == cohort


def test_only_facilitators_with_the_role_there_and_the_own_coordinators_lead(world):
    cohort = make_cohort(world)
    fausta = make_facilitator(world, cohort)
    assert Cohort.objects.led_by(fausta, TODAY).get() == cohort
    assert Cohort.objects.led_by(world.carla, TODAY).get() == cohort
    for person in (world.mouna, world.nadia, world.teo, world.lia, world.stranger):
        assert not Cohort.objects.led_by(person, TODAY).exists(), person


def test_a_facilitator_whose_role_or_period_is_over_leads_no_more(world):
    cohort = make_cohort(world)
    fausta = make_facilitator(world, cohort)
    fausta.role_grants.update(finished_on=TODAY)
    assert not Cohort.objects.led_by(type(fausta).objects.get(pk=fausta.pk), TODAY).exists()
    fausta.role_grants.update(finished_on=None)
    CohortFacilitator.objects.update(finished_on=TODAY)
    assert not Cohort.objects.led_by(type(fausta).objects.get(pk=fausta.pk), TODAY).exists()


def test_a_facilitator_of_another_city_leads_only_what_the_network_runs(world):
    theirs, networks = make_cohort(world), make_cohort(world, slug="network", city=None)
    farid = grant(world.stranger, Role.FACILITATOR, world.mahdia)
    for cohort in (theirs, networks):
        CohortFacilitator.objects.create(person=farid, cohort=cohort, started_on=GRANTED_ON)
    assert Cohort.objects.led_by(farid, TODAY).get() == networks


def test_names_are_read_by_who_leads_and_trains_and_by_coordinators_of_ones_own_city(world):
    cohort = make_cohort(world)
    fausta = make_facilitator(world, cohort)
    put_in(cohort, world.lia)
    world.stranger.city = world.mahdia
    guest = put_in(cohort, world.stranger)
    seen = {person: set(CohortMembership.objects.named_for(person, cohort)) for person in (fausta, world.carla, world.teo, world.mouna, world.nadia, world.marta)}
    assert [len(seen[person]) for person in (fausta, world.carla, world.teo)] == [2, 2, 2]
    assert seen[world.mouna] == {guest}
    assert seen[world.nadia] == seen[world.marta] == set()


@pytest.mark.postgres
@pytest.mark.parametrize("values", [
    {"ends_on": date(2026, 1, 1), "joining_closes_on": None}, {"seats": 0}, {"seats": 2, "seats_taken": 3}, {"seats": 5, "seats_per_city": 6}, {"seats_per_city": 0},
    {"join_way": "code", "code": ""}, {"join_way": "raffle"}, {"joining_closes_on": date(2030, 1, 1)}],
    ids=["ends before it starts", "no seat", "more in it than seats", "a city's share above all", "no seat for a city", "a code that is none", "an unknown way",
         "closes after it ends"])
def test_the_database_refuses_a_cohort(world, values):
    cohort = make_cohort(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(**values)


@pytest.mark.postgres
@pytest.mark.parametrize("values", [
    {"state": "member", "joined_at": None}, {"state": "left", "ended_at": None}, {"state": "member", "ended_at": NOW}, {"state": "refused", "ended_at": NOW, "reason": ""}],
    ids=["a member who never joined", "left at no time", "a member who has left", "refused without a reason"])
def test_the_database_refuses_a_membership(world, values):
    membership = put_in(make_cohort(world), world.lia)
    with pytest.raises(IntegrityError), transaction.atomic():
        CohortMembership.objects.filter(pk=membership.pk).update(**values)


@pytest.mark.postgres
def test_the_database_refuses_twice(world):
    cohort = make_cohort(world)
    membership = put_in(cohort, world.lia)
    meeting = CohortMeeting.objects.create(cohort=cohort, title="First", starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    MeetingAttendance.objects.create(meeting=meeting, membership=membership)
    CitySeats.objects.create(cohort=cohort, city=world.cascais, seats=3)
    make_facilitator(world, cohort)
    CohortInvitation.objects.create(cohort=cohort, email="a@people.example")
    TimetableLine.objects.create(cohort=cohort, lesson_key=world.key, opens_on=TODAY)
    again = [
        lambda: CohortMembership.objects.create(cohort=cohort, person=world.lia, state="asked", place=90),
        lambda: CohortMembership.objects.create(cohort=cohort, person=world.marta, state="asked", place=membership.place),
        lambda: MeetingAttendance.objects.create(meeting=meeting, membership=membership),
        lambda: CitySeats.objects.create(cohort=cohort, city=world.cascais, seats=4),
        lambda: CohortFacilitator.objects.create(cohort=cohort, person=cohort.facilitators.get().person, started_on=TODAY),
        lambda: CohortInvitation.objects.create(cohort=cohort, email="a@people.example"),
        lambda: TimetableLine.objects.create(cohort=cohort, lesson_key=world.key, due_on=TODAY),
    ]
    for attempt in again:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


@pytest.mark.postgres
def test_the_database_refuses_the_other_way_round(world):
    cohort = make_cohort(world)
    wrong = [
        lambda: CohortMeeting.objects.create(cohort=cohort, title="Back", starts_at=NOW, ends_at=NOW),
        lambda: CohortMeeting.objects.create(cohort=cohort, title="Off", starts_at=NOW, ends_at=NOW + timedelta(hours=1), cancelled_at=NOW),
        lambda: TimetableLine.objects.create(cohort=cohort, lesson_key=world.key, opens_on=TODAY, due_on=TODAY - timedelta(days=1)),
        lambda: TimetableLine.objects.create(cohort=cohort, lesson_key=world.key),
        lambda: CohortTimetable.objects.create(cohort=cohort, every_days=0, laid_from=TODAY),
        lambda: CitySeats.objects.create(cohort=cohort, city=world.cascais, seats=1, taken=2),
        lambda: CohortFacilitator.objects.create(cohort=cohort, person=world.marta, started_on=TODAY, finished_on=TODAY - timedelta(days=1)),
        lambda: CohortMessage.objects.create(cohort=cohort, subject="To", text="whom", audience="city", form_key=world.key),
        lambda: CohortInvitation.objects.create(cohort=cohort, email="b@people.example", accepted_at=NOW, declined_at=NOW),
        lambda: CohortInvitation.objects.create(cohort=cohort, email="b@people.example", made_at=NOW, expires_at=NOW),
    ]
    for attempt in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_cohort_from_before_keeps_its_people(world):
    from cohorts.joining import bring_in_who_was_admitted_before

    cohort = make_cohort(world)
    cohort.admit(enrol(world.lia, world.course))
    assert bring_in_who_was_admitted_before(NOW) == 1
    assert bring_in_who_was_admitted_before(NOW) == 0
    assert CohortMembership.objects.members().get().person == world.lia
    assert Cohort.objects.get().seats_taken == 1


def test_counts_that_went_wrong_are_mended_by_night(world):
    from cohorts.recounting_cohorts import recount_cohort_seats

    cohort = make_cohort(world, seats=9)
    CitySeats.objects.create(cohort=cohort, city=world.cascais, seats=3)
    put_in(cohort, world.lia)
    assert recount_cohort_seats() == 0
    Cohort.objects.update(seats_taken=7)
    CitySeats.objects.update(taken=3)
    assert recount_cohort_seats() == 1
    assert (Cohort.objects.get().seats_taken, CitySeats.objects.get().taken) == (1, 1)

"""Builders for cohorts in the small named world (tests/world.py): Cascais runs them, people of any city come."""

from datetime import date

from django.db.models import F

from academy.models.people import Role
from cohorts.models import CitySeats, Cohort, CohortFacilitator, CohortMembership, JoinWay, MembershipState
from tests.world import GRANTED_ON, NOW, grant, make_person


def make_cohort(world, slug: str = "winter", **fields) -> Cohort:
    """Published by Cascais, through the course of the world, from 7 December 2026 to 31 January 2027, joined on request."""
    return Cohort.objects.create(slug=slug, **{
        "name": slug.title(), "course_key": world.key, "city": world.cascais, "starts_on": date(2026, 12, 7), "ends_on": date(2027, 1, 31),
        "published_on": date(2026, 11, 1), "join_way": JoinWay.REQUEST, **fields})


def make_facilitator(world, cohort: Cohort, login: str = "fausta"):
    """Somebody who holds the role in Cascais and leads the cohort."""
    person = grant(make_person(login, f"{login.title()} Facilitates", world.cascais), Role.FACILITATOR, world.cascais)
    CohortFacilitator.objects.create(person=person, cohort=cohort, started_on=GRANTED_ON)
    return person


def put_in(cohort: Cohort, person, state: str = MembershipState.MEMBER, **fields) -> CohortMembership:
    """A membership written directly, with the counts kept true; for tests that are not about joining."""
    seated = int(state == MembershipState.MEMBER)
    Cohort.objects.filter(pk=cohort.pk).update(next_place=F("next_place") + 1, seats_taken=F("seats_taken") + seated)
    cohort.refresh_from_db()
    if seated:
        CitySeats.objects.filter(cohort=cohort, city=person.city).update(taken=F("taken") + 1)
    return CohortMembership.objects.create(cohort=cohort, person=person, city=person.city, state=state, place=cohort.next_place,
                                           **{"asked_at": NOW, "joined_at": NOW if seated else None, **fields})

"""What follows when the facts of a cohort change: who leads it, seats per city, the line, its timetable."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import get_language

from academy.models import RoleGrant, User, record
from academy.models.people import Role
from cohorts import timetable
from cohorts.cohort_course import course_outline
from cohorts.joining import fill_seats, locked
from cohorts.models import CitySeats, Cohort, CohortFacilitator, CohortMembership


def who_may_lead(city, on: date):
    """People who hold the role of facilitator in the city or across the network; for a cohort of the network, in any city. By name."""
    grants = RoleGrant.objects.current(on).filter(role=Role.FACILITATOR)
    if city is not None:
        grants = grants.filter(Q(city=city) | Q(city__isnull=True))
    return User.objects.filter(pk__in=grants.values("person_id"), is_active=True, erased_at__isnull=True).order_by("name", "email")


def set_facilitators(cohort: Cohort, people, by, at: datetime) -> None:
    """Exactly these lead it from the day of `at` on; who led it before keeps a period that has ended."""
    day, wanted = cohort.day_of(at), {person.pk for person in people}
    current = CohortFacilitator.objects.filter(cohort=cohort, finished_on=None)
    known = set(current.values_list("person_id", flat=True))
    for each in current.exclude(person__in=wanted):
        CohortFacilitator.objects.filter(pk=each.pk).update(finished_on=max(day, each.started_on))
    CohortFacilitator.objects.bulk_create([CohortFacilitator(cohort=cohort, person_id=pk, started_on=day) for pk in sorted(wanted - known)])
    if wanted != known:
        record(by, "named_facilitators", "cohort", cohort.slug, at=at, details={"people": len(wanted)})


def set_city_seats(cohort: Cohort, seats: dict[int, int | None]) -> None:
    """Seats for single cities, {city id: how many, or None for the cohort's default}. Called with the cohort locked."""
    taken = members_by_city(cohort)
    CitySeats.objects.filter(cohort=cohort).exclude(city__in=[pk for pk, number in seats.items() if number is not None]).delete()
    for city_id, number in seats.items():
        if number is not None:
            CitySeats.objects.update_or_create(cohort=cohort, city_id=city_id, defaults={"seats": number, "taken": taken.get(city_id, 0), "by_default": False})


def members_by_city(cohort: Cohort) -> dict[int | None, int]:
    """{city id or None: how many members}."""
    rows = CohortMembership.objects.members().filter(cohort=cohort).order_by().values("city_id").annotate(count=Count("pk"))
    return {row["city_id"]: row["count"] for row in rows}


def after_change(cohort: Cohort, by, at: datetime, *, facilitators=None, city_seats: dict | None = None, new: bool = False) -> str:
    """Call in the transaction that saved the cohort. Answers what became of its timetable (cohorts/timetable.py, follow_start)."""
    with transaction.atomic():
        locked(cohort)
        if facilitators is not None:
            set_facilitators(cohort, facilitators, by, at)
        kept = dict(CitySeats.objects.filter(cohort=cohort, by_default=False).values_list("city_id", "seats"))
        set_city_seats(cohort, kept if city_seats is None else city_seats)
        fill_seats(cohort, at)
        record(by, "opened" if new else "changed", "cohort", cohort.slug, at=at)
        return timetable.follow_start(cohort, course_outline(cohort, get_language()), by, at)

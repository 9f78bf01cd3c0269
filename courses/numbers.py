"""How a course goes in numbers, city by city, without a name: what coordinators see of a course that others train."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.models.records import EnrolmentState

STATES = {
    "waiting": Q(state__in=[EnrolmentState.REQUESTED, EnrolmentState.WAITING]),
    "taking_part": Q(state=EnrolmentState.ACTIVE),
    "begun": Q(state=EnrolmentState.ACTIVE) & ~Q(done={}),
    "finished": Q(finished_at__isnull=False),
    "withdrawn": Q(state=EnrolmentState.WITHDRAWN),
}


@dataclass(frozen=True)
class CityLine:
    """People of one city in a course; `city` is its name, None for people who named no city. `begun`: finished a lesson or more."""

    city: str | None
    waiting: int
    taking_part: int
    begun: int
    finished: int
    withdrawn: int


def by_city(enrolments: QuerySet) -> list[CityLine]:
    """The lines of these enrolments, cities by name and people without one last: one query."""
    counted = enrolments.order_by().values_list("person__city__name").annotate(**{name: Count("pk", filter=which) for name, which in STATES.items()})
    return sorted((CityLine(*line) for line in counted), key=lambda line: (line.city is None, (line.city or "").casefold()))


def total(lines: Iterable[CityLine]) -> CityLine:
    lines = list(lines)
    return CityLine(None, *(sum(getattr(line, name) for line in lines) for name in STATES))

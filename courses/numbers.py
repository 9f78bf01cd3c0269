"""How a course goes in numbers, city by city, without a name: what coordinators see of a course that others train."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import Count, Q, QuerySet

from academy.small_counts import in_words, told, told_together
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


def in_protected_words(lines: list[CityLine], own: set[str]) -> tuple[list[dict], dict]:
    """([each line], what all come to), as whoever trains nobody here reads them: cities in `own` exactly, the others hidden below five and else rounded.
    What all come to is added up from what is shown, so it tells nothing that does not stand there already."""
    rows = [{"city": line.city, **{name: str(value) if line.city in own else in_words(told(value)) for name, value in _numbers(line).items()}} for line in lines]
    return rows, {name: in_words(_together([(_numbers(line)[name], line.city in own) for line in lines])) for name in STATES}


def together_protected(by_city: dict, own: set) -> int | None:
    """{city: people} as one number, by the same rule."""
    return _together([(count, city in own) for city, count in by_city.items()])


def _numbers(line: CityLine) -> dict[str, int]:
    return {name: value for name, value in asdict(line).items() if name != "city"}


def _together(cells: list[tuple[int, bool]]) -> int | None:
    exact, others = [count for count, mine in cells if mine], told_together(count for count, mine in cells if not mine)
    return others if not exact else sum(exact) + (others or 0)

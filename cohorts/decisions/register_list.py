"""The register as readers see it: narrowed to a city, a space, a state. Queries do not grow with the rows."""

from dataclasses import dataclass
from datetime import date

from academy.models import PartnerCity
from cohorts.models import Decided, FollowUp, ParticipatedSpace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader narrows it to, "" for any; words that fit nothing are left out. `cities`, `spaces`, `states`: what there is to choose."""

    city: str
    space: str
    state: str
    cities: list[PartnerCity]
    spaces: list[ParticipatedSpace]
    states: list[tuple[str, str]]

    @property
    def query(self) -> str:
        return "&".join(f"{name}={value}" for name, value in (("city", self.city), ("space", self.space), ("state", self.state)) if value)


def listed(user, given, on: date):
    """(Wanted, the decisions that fit, latest first). Two queries, and one for a page of rows."""
    rows = Decided.objects.visible_to(user, on)
    spaces = list(ParticipatedSpace.objects.filter(pk__in=rows.values("space_id")).select_related("city").order_by("name"))
    cities = {each.city.slug: each.city for each in spaces}
    city, space, state = (given.get(name, "")[:60] for name in ("city", "space", "state"))
    wanted = Wanted(city if city in cities else "", space if space in {each.slug for each in spaces} else "", state if state in FollowUp.values else "",
                    sorted(cities.values(), key=lambda each: each.name), spaces, FollowUp.choices)
    if wanted.city:
        rows = rows.filter(space__city__slug=wanted.city)
    if wanted.space:
        rows = rows.filter(space__slug=wanted.space)
    if wanted.state:
        rows = rows.in_state(wanted.state, on)
    return wanted, rows.select_related("space__city", "group", "ballot")


def rows_of(decisions, on: date) -> list[tuple[Decided, FollowUp]]:
    return [(each, each.follow_up(on)) for each in decisions]


def decisions_of(space, group, on: date, most: int = 8) -> dict:
    """For the pages of a space and of a group: the latest decisions, and how many there are. Two queries."""
    rows = Decided.objects.filter(space=space) if group is None else Decided.objects.filter(group=group)
    return {"decisions": rows_of(rows.select_related("space__city", "group", "ballot")[:most], on), "decisions_all": rows.count()}

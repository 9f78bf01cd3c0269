"""A city in numbers that betray nobody: a fixed menu, each rounded to five, and below five only “a few”."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from academy.models import PartnerCity, RoleGrant, User
from academy.models.people import Role
from academy.small_counts import FEWEST, told
from courses.models import Enrolment


@dataclass(frozen=True)
class Figure:
    words: str
    about: int | None

    @property
    def shown(self) -> str:
        return _("a few") if self.about is None else _("about %(number)d") % {"number": self.about}


def city_in_numbers(city: PartnerCity, on) -> list[Figure]:
    """People, mentors and finished courses of the city on the date `on`: three queries."""
    people = User.objects.filter(city=city, erased_at__isnull=True, is_active=True)
    mentors = RoleGrant.objects.filter(city=city, role=Role.MENTOR).current(on).values("person").distinct()
    # Told only where five people finished some: a few courses of few people would say what the network's figures hide.
    finished = Enrolment.objects.filter(person__in=people, finished_at__isnull=False).aggregate(people=Count("person", distinct=True), courses=Count("pk"))
    return [Figure(_("People who learn and meet here"), told(people.count())), Figure(_("Mentors"), told(mentors.count())),
            Figure(_("Courses finished by people of the city"), told(finished["courses"]) if finished["people"] >= FEWEST else None)]

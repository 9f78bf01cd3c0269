"""Whom somebody can ask to endorse a skill: those they share a mentorship or a cohort with, now or once."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from academy.models import EndorsedAs, User
from cohorts.models import CohortFacilitator, CohortMembership
from mentoring.models import Mentorship


@dataclass(frozen=True, slots=True)
class Acquaintance:
    person: User
    endorsed_as: str

    @property
    def words(self) -> str:
        return f"{self.person.get_full_name()} ({EndorsedAs(self.endorsed_as).label})"


def whom_to_ask(person, on: date) -> list[Acquaintance]:
    """By closeness: mentors and mentees, facilitators, then members of the same cohorts. Members who hide their name from the others are not among
    them, but for those who lead the cohort. Five queries."""
    found: dict[int, Acquaintance] = {}

    def add(other: User, endorsed_as: str) -> None:
        if other.pk != person.pk and other.is_active and not other.erased_at and other.pk not in found:
            found[other.pk] = Acquaintance(other, endorsed_as)

    for each in Mentorship.objects.of(person).select_related("mentor", "mentee"):
        if each.mentor_id == person.pk:
            add(each.mentee, EndorsedAs.MENTEE)
        else:
            add(each.mentor, EndorsedAs.MENTOR)
    mine = list(CohortMembership.objects.of(person).members().values_list("cohort_id", flat=True))
    led = list(CohortFacilitator.objects.current(on).filter(person=person).values_list("cohort_id", flat=True))
    for each in CohortFacilitator.objects.filter(cohort_id__in=mine, started_on__lte=on).select_related("person"):
        add(each.person, EndorsedAs.FACILITATOR)
    shown = Q(cohort_id__in=mine, name_hidden=False) | Q(cohort_id__in=led)
    for each in CohortMembership.objects.members().filter(shown).select_related("person").order_by("person__name", "person_id"):
        add(each.person, EndorsedAs.PEER)
    return list(found.values())

"""A mentorship as one of the two sees it: which side is mine, who is on the other."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from academy.both_times import BothTimes, both_times
from mentoring.models import Mentorship, Side


@dataclass(frozen=True, slots=True)
class OwnSide:
    mentorship: Mentorship
    person: object
    partner: object
    side: str

    @property
    def other_side(self) -> str:
        return Side.other(self.side)

    @property
    def is_mentor(self) -> bool:
        return self.side == Side.MENTOR

    @property
    def partner_name(self) -> str:
        return self.partner.get_full_name()

    @property
    def partner_first(self) -> str:
        return first_name(self.partner) or self.partner.get_full_name()

    @property
    def under_way(self) -> bool:
        return self.mentorship.finished_on is None

    def times(self, starts_at, ends_at) -> BothTimes:
        """`there`: on my clock; `here`: on my partner's, where theirs shows something else."""
        return both_times(starts_at, ends_at, self.person.zone_name, None if self.partner.erased_at else self.partner.zone_name)


def first_name(person) -> str:
    """For titles in calendars and the like; empty where there is none: nothing is made of an address."""
    return "" if person.erased_at or not person.name.strip() else person.name.split()[0]


def titled(partner) -> str:
    """“Mentoring with Marta”: all that a calendar says of a session."""
    first = first_name(partner)
    return _("Mentoring with %(name)s") % {"name": first} if first else _("Mentoring")


def side_of(mentorship: Mentorship, person) -> OwnSide:
    """`mentorship` with its two people at hand (see `whole`)."""
    return OwnSide(mentorship, person, mentorship.partner_of(person), mentorship.side_of(person))


def whole(rows):
    """Mentorships with what every page of theirs names: one query."""
    return rows.select_related("round", "mentor__city", "mentee__city")


def own_side(person, pk: int) -> OwnSide:
    """Loaded through the person: 404 for everybody but the two."""
    return side_of(get_object_or_404(whole(Mentorship.objects.of(person)), pk=pk), person)

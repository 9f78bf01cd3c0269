"""Who sits in a space, who votes for a seat, and who is in a group, on a date. What proposals, ballots, meetings and surveys ask.

`on` is a date: take `space.day_of(at)`, the day on the clocks of the space's city.
"""

from dataclasses import dataclass

from academy.permissions import coordinated_city_ids
from cohorts.models.groups import GroupKind, GroupMembership, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace, SeatDelegation, SeatHolding


@dataclass(frozen=True, slots=True)
class Voice:
    """One seat and who speaks and votes for it that day: `person_id` is whoever sits in for the holder, else the holder."""

    seat_id: int
    organisation_id: int | None
    person_id: int
    holder_id: int

    @property
    def is_delegated(self) -> bool:
        return self.person_id != self.holder_id


def voices(space: ParticipatedSpace, on) -> list[Voice]:
    """One voice for each seat that somebody holds on the date `on`, in the seats' order; a vacant seat has none. Two queries.

    Somebody who holds a seat and sits in for another has both voices: each seat has one, whoever speaks for it.
    """
    held = list(SeatHolding.objects.seated(on).filter(seat__space=space).order_by("seat__position", "seat_id")
                .values_list("pk", "seat_id", "seat__organisation_id", "person_id"))
    sits_in_for = dict(SeatDelegation.objects.current(on).filter(holding__in=[pk for pk, *_rest in held]).order_by("made_at").values_list("holding_id", "to_id"))
    return [Voice(seat_id, organisation_id, sits_in_for.get(pk, holder_id), holder_id) for pk, seat_id, organisation_id, holder_id in held]


def members(group: WorkingGroup, on) -> list[int]:
    """The ids of the people who are in the group on the date `on`, in the order they came."""
    return list(GroupMembership.objects.current(on).filter(group=group).order_by("started_on", "pk").values_list("person_id", flat=True))


def is_member(user, group: WorkingGroup, on) -> bool:
    return _signed_in(user) and GroupMembership.objects.current(on).filter(group=group, person=user).exists()


def organises(user, group: WorkingGroup, on) -> bool:
    return _signed_in(user) and GroupMembership.objects.current(on).filter(group=group, person=user, organises=True).exists()


def in_motor_group(user, space: ParticipatedSpace, on) -> bool:
    """Is this person in the motor group of the space that is at work on that date?"""
    return _signed_in(user) and GroupMembership.objects.current(on).filter(
        group__space=space, group__kind=GroupKind.MOTOR, group__closed_on__isnull=True, person=user).exists()


def sits_in(user, space: ParticipatedSpace, on) -> bool:
    """Does this person hold a seat, or sit in for somebody who does? Who has delegated their seat still sits there, without its voice."""
    return ParticipatedSpace.objects.sat_in_by(user, on).filter(pk=space.pk).exists()


def coordinates(user, space: ParticipatedSpace) -> bool:
    return _signed_in(user) and space.city_id in coordinated_city_ids(user)


def may_see_inside(user, group: WorkingGroup, on) -> bool:
    """The group's members; its space's motor group, which follows it; the coordinators of the space's city."""
    return _signed_in(user) and (is_member(user, group, on) or coordinates(user, group.space) or in_motor_group(user, group.space, on))


def follows_groups(user, space: ParticipatedSpace, on) -> bool:
    """Reads the board and begins groups: the motor group, and the coordinators of the space's city."""
    return coordinates(user, space) or in_motor_group(user, space, on)


def reads_names(user, space: ParticipatedSpace, on) -> bool:
    """Reads who sits in the space, and who sits in for whom: those who sit there, who are in one of its groups, and its city's coordinators."""
    return _signed_in(user) and (coordinates(user, space) or sits_in(user, space, on)
                                 or GroupMembership.objects.current(on).filter(group__space=space, group__closed_on__isnull=True, person=user).exists())


def _signed_in(user) -> bool:
    return getattr(user, "is_authenticated", False)

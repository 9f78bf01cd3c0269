"""What stands on the page of a space, for whoever reads it. The public reads bodies and offices; names are for those inside."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from academy.models import User
from academy.small_counts import in_words, told
from cohorts.models.groups import GroupKind, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace, SeatDelegation, SeatHolding, SpaceSeat
from cohorts.spaces import sitting
from cohorts.spaces.hemicycle import HALF, HELD, VACANT, hemicycle_svg


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat as it is that day. `holder`, `sits_in`: people, for those who may read names; else None."""

    seat: SpaceSeat
    state: str
    holder: User | None = None
    sits_in: User | None = None

    @property
    def words(self) -> str:
        return {HELD: _("held"), HALF: _("somebody sits in"), VACANT: _("vacant")}[self.state]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """`people`: how many members in words; rounded for those outside."""

    group: WorkingGroup
    people: str


def seat_rows(space: ParticipatedSpace, on, *, names: bool) -> list[SeatRow]:
    """Every seat of that day, in order. Four queries at most."""
    voices = {each.seat_id: each for each in sitting.voices(space, on)}
    people = User.objects.in_bulk({pk for each in voices.values() for pk in (each.person_id, each.holder_id)}) if names else {}
    rows = []
    for seat in SpaceSeat.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), space=space).select_related("organisation"):
        voice = voices.get(seat.pk)
        state = VACANT if voice is None else HALF if voice.is_delegated else HELD
        rows.append(SeatRow(seat, state, people.get(voice.holder_id) if voice else None, people.get(voice.person_id) if voice and voice.is_delegated else None))
    return rows


def picture_of(rows: list[SeatRow]) -> str:
    states = [each.state for each in rows]
    title = _("%(seats)d seats: %(held)d held, %(half)d with somebody sitting in, %(vacant)d vacant") % {
        "seats": len(states), "held": states.count(HELD), "half": states.count(HALF), "vacant": states.count(VACANT)}
    return hemicycle_svg(states, title)


def group_rows(groups, on, *, exact: bool) -> list[GroupRow]:
    """Groups with how many people are in them that day. One query."""
    inside = Q(memberships__started_on__lte=on) & (Q(memberships__finished_on__isnull=True) | Q(memberships__finished_on__gt=on))
    return [GroupRow(each, str(each.people) if exact else in_words(told(each.people))) for each in groups.annotate(people=Count("memberships", filter=inside)).order_by("ends_on", "name")]


def space_context(space: ParticipatedSpace, user, at) -> dict:
    on = space.day_of(at)
    names = sitting.reads_names(user, space, on)
    seats, groups = seat_rows(space, on, names=names), group_rows(WorkingGroup.objects.filter(space=space), on, exact=names)
    working = [each for each in groups if each.group.kind == GroupKind.WORKING]
    mine = list(SeatHolding.objects.seated(on).filter(seat__space=space, person=user).select_related("seat__organisation")) if user.is_authenticated else []
    return {
        "space": space, "on": on, "seats": seats, "picture": picture_of(seats), "reads_names": names, "own_seats": mine,
        "running": [each for each in working if not each.group.is_closed and each.group.starts_on <= on],
        "coming": [each for each in working if not each.group.is_closed and each.group.starts_on > on],
        "ended": [each for each in working if each.group.is_closed],
        "motor": next((each for each in groups if each.group.kind == GroupKind.MOTOR and not each.group.is_closed), None),
        "follows": sitting.follows_groups(user, space, on), "may_begin": space.is_open and sitting.follows_groups(user, space, on), "coordinates": sitting.coordinates(user, space)}


def register_of(space: ParticipatedSpace):
    """Every delegation of the space's seats, the latest first: for those who may read names."""
    return SeatDelegation.objects.filter(holding__seat__space=space).select_related("holding__person", "holding__seat__organisation", "to").order_by("-started_on", "-pk")

"""Builders for participated spaces in the small named world (tests/world.py): Cascais has one, people of any city come.

    space = make_space(world)                                   open, slug "table"
    seat = make_seat(space, world.cooperative)                  of a body; make_seat(space, title="The alderwoman") of an office
    holding = hold_seat(seat, world.lia)                        since 1 January 2026
    delegate(holding, world.marta, date(2026, 11, 1), date(2026, 12, 1))
    group = make_group(space, "markets"); join_group(group, world.lia, organises=True)
"""

from datetime import date

from academy.models import Organisation
from cohorts.models import GroupDoor, GroupKind, GroupMembership, GroupTask, ParticipatedSpace, SeatDelegation, SeatHolding, SeatKind, SpaceSeat, WorkingGroup
from tests.world import GRANTED_ON, NOW


def make_space(world, slug: str = "table", **fields) -> ParticipatedSpace:
    """Of Cascais, open since 1 January 2026; `opened_on=None` makes a draft."""
    return ParticipatedSpace.objects.create(slug=slug, **{"name": slug.title(), "city": world.cascais, "purpose": "We make policy together.", "opened_on": GRANTED_ON,
                                                          "created_at": NOW, **fields})


def make_seat(space: ParticipatedSpace, organisation: Organisation | None = None, title: str = "", **fields) -> SpaceSeat:
    """Of a body if one is handed in, else of an office with this title; pass `kind=SeatKind.STANDING` for a person of standing."""
    kind = SeatKind.BODY if organisation is not None else SeatKind.OFFICIAL
    return SpaceSeat.objects.create(space=space, organisation=organisation, title=title or ("" if organisation else "The alderwoman"),
                                    **{"kind": kind, "position": space.seats.count() + 1, **fields})


def hold_seat(seat: SpaceSeat, person, since: date = GRANTED_ON, until: date | None = None) -> SeatHolding:
    return SeatHolding.objects.create(seat=seat, person=person, started_on=since, finished_on=until)


def delegate(holding: SeatHolding, to, since: date, until: date | None = None, reason: str = "Away") -> SeatDelegation:
    """`until`: the first day on which it no longer holds."""
    return SeatDelegation.objects.create(holding=holding, to=to, started_on=since, finished_on=until, reason=reason, made_at=NOW)


def make_group(space: ParticipatedSpace, slug: str = "markets", **fields) -> WorkingGroup:
    """Running from 1 January 2026 to 30 June 2027, joined on request; `kind=GroupKind.MOTOR` makes the motor group."""
    return WorkingGroup.objects.create(space=space, slug=slug, **{
        "name": slug.title(), "theme": "Markets for everybody", "initial_proposal": "Begin with one market.", "kind": GroupKind.WORKING, "door": GroupDoor.ASKED,
        "starts_on": GRANTED_ON, "ends_on": date(2027, 6, 30), "created_at": NOW, **fields})


def join_group(group: WorkingGroup, person, since: date | None = GRANTED_ON, until: date | None = None, **fields) -> GroupMembership:
    """In it since a day; `since=None`: has asked. Fields: organises, organisation, words."""
    return GroupMembership.objects.create(group=group, person=person, started_on=since, finished_on=until, **{"asked_at": NOW, **fields})


def make_task(group: WorkingGroup, title: str, owner, due_on: date, **fields) -> GroupTask:
    return GroupTask.objects.create(group=group, title=title, owner=owner, due_on=due_on, **{"made_at": NOW, **fields})

"""Builders for ballots: a group of people, a proposal they put forward, a ballot on it that is open.

    hall = make_hall(world.cascais, 7)          a space, a group, seven members (the first organises)
    ballot = make_ballot(hall, method="secret") open since NOW, closing a week later
    vote(ballot, hall.people[0], "for")
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from academy.models import PartnerCity, User
from cohorts.decisions.balloting import write_down
from cohorts.decisions.casting import cast
from cohorts.decisions.proposing import begin, put_forward
from cohorts.models import Ballot, BallotRoll, GroupDoor, GroupKind, GroupMembership, ParticipatedSpace, Proposal, WorkingGroup
from tests.world import GRANTED_ON, NOW

WEEK = timedelta(days=7)
CLOSED = NOW + WEEK + timedelta(seconds=2)


@dataclass
class Hall:
    space: ParticipatedSpace
    group: WorkingGroup
    people: list[User]


def make_hall(city: PartnerCity, people: int = 7, slug: str = "hall") -> Hall:
    space = ParticipatedSpace.objects.create(city=city, slug=slug, name=slug.title(), opened_on=GRANTED_ON, created_at=NOW)
    group = WorkingGroup.objects.create(space=space, slug=f"{slug}-group", name="Markets", theme="Markets for everybody", kind=GroupKind.WORKING, door=GroupDoor.ASKED,
                                        starts_on=GRANTED_ON, ends_on=NOW.date() + timedelta(days=200), created_at=NOW)
    made = User.objects.bulk_create([User(email=f"{slug}-{number}@people.example", name=f"Voter {number:02}", password="!", language="en", city=city) for number in range(people)])
    GroupMembership.objects.bulk_create([GroupMembership(group=group, person=person, started_on=GRANTED_ON, organises=number == 0, asked_at=NOW) for number, person in enumerate(made)])
    return Hall(space, group, made)


def make_proposal(hall: Hall, title: str = "Open the market on Mondays", *, of_space: bool = False) -> Proposal:
    made = begin(hall.space, None if of_space else hall.group, title=title, text="One.\n\nTwo.", language="en", by=hall.people[0], at=NOW)
    put_forward(made, by=hall.people[0], at=NOW)
    return made


def make_ballot(hall: Hall, proposal: Proposal | None = None, at=NOW, **rule) -> Ballot:
    return write_down(proposal or make_proposal(hall, of_space=rule.get("electorate", "members") != "members"), by=hall.people[0], at=at, **{
        "method": "secret", "question": "Shall the market open on Mondays?", "opens_at": at, "closes_at": NOW + WEEK, **rule})


def vote(ballot: Ballot, person, choice: str = "for", *, number: uuid.UUID | None = None, at=NOW, voice=None, **more) -> bool:
    voice = voice or BallotRoll.objects.filter(ballot=ballot, person=person).values_list("pk", flat=True).first()
    return cast(ballot, person, voice=voice, number=number or uuid.uuid4(), choice=choice, at=at, **more)

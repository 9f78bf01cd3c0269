"""What the page of a ballot shows: where it stands, who may vote, which voices are the reader's. Queries do not grow with the roll."""

from dataclasses import dataclass, field
from datetime import date

from academy.models import Organisation, User
from academy.permissions import can
from cohorts.decisions.ballot_rolls import entitled, speakers
from cohorts.decisions.ballot_votes import counted_as, open_votes
from cohorts.models import Ballot, BallotRoll, Electorate, Objection, SpaceSeat


@dataclass(slots=True)
class OwnVoices:
    """`to_cast`: rows the reader may vote with now; `cast`: those they have voted with; `lost`: voices that passed on to somebody else, or to nobody."""

    to_cast: list[BallotRoll] = field(default_factory=list)
    cast: list[BallotRoll] = field(default_factory=list)
    lost: list[BallotRoll] = field(default_factory=list)


def own_voices(ballot: Ballot, user, on: date) -> OwnVoices:
    found = OwnVoices()
    if not getattr(user, "is_authenticated", False) or ballot.opened_at is None:
        return found
    rows = ballot.roll.select_related("seat__organisation", "organisation")
    now = None if ballot.electorate == Electorate.MEMBERS else speakers(ballot, on)
    for row in rows.filter(person=user) if now is None else rows:
        speaks = row.person_id if now is None or row.voted else now.get(row.seat_id or row.organisation_id)
        if speaks == user.pk:
            (found.cast if row.voted else found.to_cast).append(row)
        elif row.person_id == user.pk:
            found.lost.append(row)
    return found


def stage(ballot: Ballot, at) -> str:
    """planned, open, ended (waits to be counted), closed or cancelled."""
    if ballot.cancelled_at:
        return "cancelled"
    if ballot.closed_at:
        return "closed"
    if ballot.opened_at is None:
        return "planned"
    return "open" if at < ballot.closes_at else "ended"


@dataclass(frozen=True, slots=True)
class Voter:
    """`whose`: the seat or organisation, "" for a member; `name`: who votes."""

    whose: str
    name: str


def voters(ballot: Ballot, on: date) -> list[Voter]:
    """Who is on the roll; before the ballot opens, who would be today. For people who read names. By whose voice, then name."""
    if ballot.opened_at is not None:
        rows = ballot.roll.select_related("person", "seat__organisation", "organisation")
        found = [Voter(voice_name(row), row.person.get_full_name()) for row in rows]
    else:
        found = would_vote(ballot.space, ballot.group, ballot.electorate, on)
    return sorted(found, key=lambda voter: (voter.whose.casefold(), voter.name.casefold()))


def would_vote(space, group, electorate: str, on: date) -> list[Voter]:
    mine = entitled(space, group, electorate, on)
    people = User.objects.in_bulk({each.person_id for each in mine})
    seats = SpaceSeat.objects.select_related("organisation").in_bulk({each.seat_id for each in mine if each.seat_id})
    bodies = Organisation.objects.in_bulk({each.organisation_id for each in mine if each.organisation_id})
    return [Voter(str(seats.get(each.seat_id) or bodies.get(each.organisation_id) or ""), people[each.person_id].get_full_name()) for each in mine]


def voice_name(row: BallotRoll) -> str:
    """The seat's or organisation's, which everybody may read; "" for a member."""
    return str(row.seat or row.organisation or "")


@dataclass(frozen=True, slots=True)
class Said:
    """An open vote in a list. `whose`: as in Voter; `name` "" for those who read no names."""

    number: str
    choice: str
    whose: str
    name: str
    reason: str
    objection: Objection | None
    person_id: int


def said_openly(ballot: Ballot, *, names: bool) -> list[Said]:
    """In the order of the numbers. Reasons of those whose names are not shown are not shown either."""
    return [Said(str(each.number), counted_as(each), voice_name(each.roll), each.roll.person.get_full_name() if names else "", each.reason if names else "",
                 getattr(each, "objection", None), each.roll.person_id) for each in open_votes(ballot)]


def ballots_of(proposal, user) -> dict:
    """For the proposal's page: its ballots, the latest first, and whether the reader may write one down. One query, and those of the rule."""
    ballots = list(Ballot.objects.filter(proposal=proposal).select_related("result")) if proposal.put_forward_at else []
    return {"ballots": ballots, "may_ballot": proposal.is_in_discussion and all(each.is_over for each in ballots) and can(user, "ballot.write", proposal)}

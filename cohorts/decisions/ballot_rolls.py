"""Who may vote: one voice for each member, seat or organisation, laid down on the day a ballot opens. A seat's voice passes on with the seat."""

from dataclasses import dataclass
from datetime import date

from cohorts.models import Ballot, BallotRoll, Electorate
from cohorts.spaces.sitting import Voice, members, voices


@dataclass(frozen=True, slots=True)
class Entitled:
    """One voice. `seat_id` or `organisation_id` says whose it is; neither for a member of a group."""

    person_id: int
    seat_id: int | None = None
    organisation_id: int | None = None


def entitled(space, group, electorate: str, on: date) -> list[Entitled]:
    """Who would vote on the date `on`. An organisation speaks through the first of its seats that somebody holds. At most two queries."""
    if electorate == Electorate.MEMBERS:
        return [Entitled(person_id) for person_id in members(group, on)]
    held = voices(space, on)
    if electorate == Electorate.SEATS:
        return [Entitled(voice.person_id, seat_id=voice.seat_id) for voice in held]
    return [Entitled(voice.person_id, organisation_id=body) for body, voice in first_voices(held).items()]


def first_voices(held: list[Voice]) -> dict[int, Voice]:
    """{organisation id: its first voice, in the order of the seats}"""
    found: dict[int, Voice] = {}
    for voice in held:
        if voice.organisation_id is not None:
            found.setdefault(voice.organisation_id, voice)
    return found


def lay_roll(ballot: Ballot, on: date) -> int:
    """How many are on it. The rows lie in the order of their random ids, not of the list of members."""
    made = [BallotRoll(ballot=ballot, person_id=each.person_id, seat_id=each.seat_id, organisation_id=each.organisation_id)
            for each in entitled(ballot.space, ballot.group, ballot.electorate, on)]
    BallotRoll.objects.bulk_create(sorted(made, key=lambda row: row.id))
    return len(made)


def pass_voices_on(ballot: Ballot, on: date) -> None:
    """Voices that have not voted go to whoever speaks for the seat or organisation on the date `on`. A seat nobody holds keeps its last voice, which
    `speaks_for` refuses. Members stay as the ballot found them."""
    if ballot.electorate == Electorate.MEMBERS:
        return
    now = speakers(ballot, on)
    for row in list(ballot.roll.filter(voted=False)):
        person_id = now.get(row.seat_id or row.organisation_id)
        if person_id not in (None, row.person_id):
            BallotRoll.objects.filter(pk=row.pk, voted=False).update(person_id=person_id)


def speaks_for(ballot: Ballot, row: BallotRoll, on: date) -> bool:
    """Is the person of this row still the voice of its seat or organisation?"""
    return ballot.electorate == Electorate.MEMBERS or speakers(ballot, on).get(row.seat_id or row.organisation_id) == row.person_id


def speakers(ballot: Ballot, on: date) -> dict[int, int]:
    """{seat id or organisation id, whichever the ballot goes by: person id}"""
    held = voices(ballot.space, on)
    if ballot.electorate == Electorate.SEATS:
        return {voice.seat_id: voice.person_id for voice in held}
    return {body: voice.person_id for body, voice in first_voices(held).items()}

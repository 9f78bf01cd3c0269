"""Who takes part in a proposal, who answers amendments to it, and who reads the names beside it."""

from datetime import datetime

from cohorts.models import ParticipatedSpace, Proposal
from cohorts.spaces.sitting import in_motor_group, is_member, members, organises, reads_names, sits_in, voices


def people_of(proposal: Proposal, at: datetime) -> list[int]:
    """The ids of those who discuss it: the group's members; for a proposal of the whole space whoever holds a seat there or sits in for somebody."""
    on = proposal.space.day_of(at)
    if proposal.group is not None:
        return members(proposal.group, on)
    return list(dict.fromkeys(person for voice in voices(proposal.space, on) for person in (voice.person_id, voice.holder_id)))


def may_write(user, space: ParticipatedSpace, group, at: datetime) -> bool:
    """Begin a proposal: members of a group that is at work; for the whole space whoever sits there."""
    if space.closed_on is not None or (group is not None and group.closed_on is not None):
        return False
    on = space.day_of(at)
    return sits_in(user, space, on) if group is None else is_member(user, group, on)


def takes_part(user, proposal: Proposal, at: datetime) -> bool:
    """Comments, asks for amendments; not in a draft, which only its author has."""
    return may_write(user, proposal.space, proposal.group, at)


def answers(user, proposal: Proposal, at: datetime) -> bool:
    """Accepts and rejects amendments: its author, while they take part, and the group's organisers; for the whole space the motor group."""
    if not takes_part(user, proposal, at):
        return False
    on = proposal.space.day_of(at)
    return proposal.author_id == user.pk or (in_motor_group(user, proposal.space, on) if proposal.group is None else organises(user, proposal.group, on))


def knows_names(user, proposal: Proposal, at: datetime) -> bool:
    """Reads who wrote what, and the comments: those who sit in the space or are in one of its groups, and its city's coordinators."""
    return proposal.author_id == getattr(user, "pk", None) or reads_names(user, proposal.space, proposal.space.day_of(at))



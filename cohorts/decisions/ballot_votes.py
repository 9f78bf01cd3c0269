"""The votes of a ballot as they are published: numbers and choices, in the order of the numbers."""

from cohorts.counting_votes import MET, OBJECT
from cohorts.models import Ballot, OpenVote, SecretVote


def open_votes(ballot: Ballot):
    return OpenVote.objects.filter(roll__ballot=ballot).select_related("roll__person", "roll__seat__organisation", "roll__organisation", "objection__answered_by").order_by("number")


def counted_as(vote: OpenVote) -> str:
    """An objection that no longer stands is `met`."""
    objection = getattr(vote, "objection", None)
    return MET if vote.choice == OBJECT and objection is not None and objection.stands is False else vote.choice


def votes_of(ballot: Ballot) -> list[tuple[str, str]]:
    """[(ballot number, choice)], sorted. One or two queries."""
    if ballot.is_secret:
        return sorted((str(number), choice) for number, choice in SecretVote.objects.filter(ballot=ballot).values_list("pk", "choice"))
    return [(str(vote.number), counted_as(vote)) for vote in open_votes(ballot)]

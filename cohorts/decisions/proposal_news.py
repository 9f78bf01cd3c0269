"""Who is told what about proposals. One mail to each person for each thing, or a line of their daily mail where they chose that."""

from datetime import datetime

from cohorts.decisions.proposal_standing import people_of
from cohorts.digest import news
from cohorts.models import Amendment, Proposal

PUT_FORWARD, ASKED, ANSWERED = "cohorts/proposal_put_forward", "cohorts/amendment_asked", "cohorts/amendment_answered"


def tell_put_forward(proposal: Proposal, at: datetime) -> None:
    """Everybody of the group, or who sits in the space, but its author."""
    for person_id in people_of(proposal, at):
        if person_id != proposal.author_id:
            news(f"proposal:{proposal.pk}:{person_id}", PUT_FORWARD, person_id, can_wait=True, proposal=str(proposal.pk))


def tell_asked(amendment: Amendment) -> None:
    """The proposal's author, who answers it."""
    if amendment.proposal.author_id != amendment.author_id:
        news(f"amendment:{amendment.pk}:asked", ASKED, amendment.proposal.author_id, can_wait=True, amendment=amendment.pk)


def tell_answered(amendment: Amendment) -> None:
    """Whoever asked for it: accepted, rejected, or to be written anew. Not who answered their own."""
    if amendment.closed_by_id != amendment.author_id:
        news(f"amendment:{amendment.pk}:{amendment.outcome}", ANSWERED, amendment.author_id, can_wait=True, amendment=amendment.pk)

"""Writing a proposal: a draft, put forward, written anew, withdrawn; and standing still while a ballot is open on it.

Each verb first changes the proposal's own row under its condition: that is its lock, on either database, and the count of rows decides.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from academy.models import record
from cohorts.decisions.proposal_news import tell_put_forward
from cohorts.decisions.proposal_refusals import DraftMoved, TextMoved, refuse, refuse_empty
from cohorts.decisions.proposal_text import joined, paragraphs
from cohorts.models import Proposal, ProposalVersion
from cohorts.refusals import Refused


def current_version(proposal: Proposal) -> ProposalVersion | None:
    """The version that holds; None for a draft."""
    return ProposalVersion.objects.filter(proposal=proposal, number=Proposal.objects.filter(pk=proposal.pk).values("latest")[:1]).first()


def frozen_by_ballot(proposal: Proposal) -> bool:
    """As it is now in the database."""
    return Proposal.objects.filter(pk=proposal.pk, ballot_opened_at__isnull=False).exists()


def begin(space, group, *, title: str, text: str, language: str, by, at: datetime) -> Proposal:
    """A draft, seen by its author only. `group` None: for the whole space."""
    with transaction.atomic():
        made = Proposal.objects.create(space=space, group=group, title=title, draft=joined(paragraphs(text)), language=language, author=by, begun_at=at, changed_at=at)
        record(by, "began", "proposal", made.pk, at=at)
    return made


def change_draft(proposal: Proposal, *, title: str, text: str, language: str, seen: datetime, by, at: datetime) -> None:
    """`seen`: when the writer's page said it was last changed; DraftMoved when it was kept from elsewhere since."""
    kept = Proposal.objects.filter(pk=proposal.pk, put_forward_at__isnull=True, changed_at=seen).update(
        title=title, draft=joined(paragraphs(text)), language=language, changed_at=at)
    proposal.refresh_from_db()
    if not kept:
        if not proposal.is_draft:
            raise TextMoved(current_version(proposal))
        raise DraftMoved(proposal.draft)


def drop_draft(proposal: Proposal) -> bool:
    """Nobody but its author ever saw it."""
    return bool(Proposal.objects.filter(pk=proposal.pk, put_forward_at__isnull=True).delete()[0])


def put_forward(proposal: Proposal, *, by, at: datetime) -> bool:
    """From now on the group, and in an open space everybody, reads it. False when they do already. Everybody of the group is told once."""
    with transaction.atomic():
        if not Proposal.objects.filter(pk=proposal.pk, put_forward_at__isnull=True).exclude(draft="").update(put_forward_at=at, latest=1):
            if not Proposal.objects.filter(pk=proposal.pk, put_forward_at__isnull=False).exists():
                raise refuse_empty()
            return False
        proposal.refresh_from_db()
        ProposalVersion.objects.create(proposal=proposal, number=1, text=proposal.draft, by=by, at=at)
        record(by, "put_forward", "proposal", proposal.pk, at=at)
        tell_put_forward(proposal, at)
    return True


def raise_version(proposal: Proposal, seen: int | None = None) -> ProposalVersion:
    """Inside the caller's atomic(), before anything else: take the next number, and with it the lock. The version that held until now.

    `seen`: the number the writer saw; TextMoved when another holds by now. Whoever raises it writes that version in the same transaction.
    """
    open_to_change = Proposal.objects.in_discussion().filter(pk=proposal.pk)
    if not (open_to_change if seen is None else open_to_change.filter(latest=seen)).update(latest=F("latest") + 1):
        raise _why_not(proposal)
    proposal.refresh_from_db()
    return ProposalVersion.objects.get(proposal=proposal, number=proposal.latest - 1)


def claim_number(proposal: Proposal, seen: int) -> int:
    """Inside the caller's atomic(), before anything else: the number of a new amendment to the version `seen`, and the lock. Raises as raise_version."""
    if not Proposal.objects.in_discussion().filter(pk=proposal.pk, latest=seen).update(amended=F("amended") + 1):
        raise _why_not(proposal)
    proposal.refresh_from_db()
    return proposal.amended


def hold(proposal: Proposal) -> None:
    """Inside the caller's atomic(), before anything else: the lock alone, of a proposal that may be changed."""
    if not Proposal.objects.in_discussion().filter(pk=proposal.pk).update(latest=F("latest")):
        raise _why_not(proposal)


def _why_not(proposal: Proposal) -> Refused:
    now = Proposal.objects.get(pk=proposal.pk)
    return TextMoved(current_version(now)) if now.is_in_discussion else refuse(now)


def withdraw(proposal: Proposal, *, by, at: datetime) -> bool:
    """The author no longer stands behind it; it stays readable. False when it was withdrawn already; Refused while a ballot is open on it."""
    with transaction.atomic():
        turned = Proposal.objects.in_discussion().filter(pk=proposal.pk).update(withdrawn_at=at)
        proposal.refresh_from_db()
        if turned:
            record(by, "withdrew", "proposal", proposal.pk, at=at)
        elif not proposal.withdrawn_at:
            raise refuse(proposal)
    return bool(turned)


def freeze(proposal: Proposal, at: datetime) -> ProposalVersion:
    """A ballot opens: from now on nothing changes. The version it is on. Refused for a draft, a withdrawn one, or one with a ballot. For the caller's atomic()."""
    with transaction.atomic():
        if not Proposal.objects.in_discussion().filter(pk=proposal.pk).update(ballot_opened_at=at):
            raise _why_not(proposal)
        proposal.refresh_from_db()
        return current_version(proposal)


def thaw(proposal: Proposal, at: datetime) -> bool:
    """The ballot was cancelled, or did not adopt it: the text may be changed again. False when it was not frozen. `at`: as with every verb; nothing keeps it."""
    thawed = Proposal.objects.filter(pk=proposal.pk, ballot_opened_at__isnull=False).update(ballot_opened_at=None)
    proposal.refresh_from_db()
    return bool(thawed)

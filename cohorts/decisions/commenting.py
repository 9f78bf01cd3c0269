"""Saying something about a proposal or one amendment to it, and taking it back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from academy.models import record
from cohorts.decisions.proposing import hold
from cohorts.models import Amendment, Proposal, ProposalComment


def comment(proposal: Proposal, amendment: Amendment | None, *, text: str, form_key, by, at: datetime) -> ProposalComment:
    """Refused while a ballot is open. The same form sent twice says it once."""
    same = ProposalComment.objects.filter(form_key=form_key, author=by, proposal=proposal)
    if there := same.first():
        return there
    try:
        with transaction.atomic():
            hold(proposal)
            made = ProposalComment.objects.create(proposal=proposal, amendment=amendment, author=by, text=text, made_at=at, form_key=form_key)
            record(by, "commented", "proposal", proposal.pk, at=at, details={"amendment": amendment.number} if amendment else None)
    except IntegrityError:  # the same form, twice at once; anything else has no such row
        return same.get()
    return made


def take_back(said: ProposalComment, at: datetime) -> bool:
    """Its words go, its place stays. Under a ballot too: one's own words are one's own."""
    return bool(ProposalComment.objects.filter(pk=said.pk, taken_back_at__isnull=True).update(text="", taken_back_at=at))

"""Lists of proposals: those on a group's page, and those of a space as a whole."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from cohorts.models import AmendmentOutcome, Proposal
from cohorts.spaces.sitting import reads_names


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """`waiting`: open amendments; `names`: whether this reader may read who wrote it."""

    proposal: Proposal
    waiting: int
    names: bool


def proposals_of(group, user, at: datetime) -> list[ProposalLine]:
    """Of a group, as this reader finds them: the newest first, those withdrawn at the end. Up to six queries, however many there are."""
    return _lines(Proposal.objects.filter(group=group), group.space, user, at)


def proposals_of_space(space, user, at: datetime) -> list[ProposalLine]:
    """Of the space as a whole; those of its groups stand on their pages."""
    return _lines(Proposal.objects.filter(space=space, group=None), space, user, at)


def _lines(found, space, user, at: datetime) -> list[ProposalLine]:
    on = space.day_of(at)
    rows = list(found.visible_to(user, on).select_related("author").annotate(waiting=Count("amendments", filter=Q(amendments__outcome=AmendmentOutcome.OPEN))))
    names = bool(rows) and reads_names(user, space, on)
    # Drafts first; the database keeps no order of rows it counts by.
    rows.sort(key=lambda each: (each.withdrawn_at is not None, -(each.put_forward_at or at).timestamp(), not each.is_draft, -each.begun_at.timestamp(), each.title))
    return [ProposalLine(each, each.waiting, names) for each in rows]

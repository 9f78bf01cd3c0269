"""One request, changed by one at a time: locked, changed, and given its next date, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from academy.refusals import Refused
from academy.writing_turn import writing_turn
from mentoring.models import HelpRequest
from mentoring.orientation.facts import day, facts_of
from mentoring.orientation.standing import next_date


@contextmanager
def turn_of(request: HelpRequest, at: datetime, *, closed_too: bool = False) -> Iterator[HelpRequest]:
    """The request as it stands now, nobody else changing it. What the block sets on it is kept at the end, with the next date that follows.

    Raises Refused when it is closed, unless the block can deal with that.
    """
    with writing_turn():
        kept = HelpRequest.objects.select_for_update(of=("self",)).select_related("hub__city").get(pk=request.pk)
        if not kept.is_open and not closed_too:
            raise Refused("closed", _("This request is closed."))
        yield kept
        if kept.is_open:
            prefetch_related_objects([kept], "suggestions__referrals")
            kept.next_on = next_date(facts_of(kept), day(kept, at))
        kept.save()


def read_by_hub(kept: HelpRequest, at: datetime, *, replied: bool = False) -> None:
    """Inside the turn: a worker has acted, so it has been read; and perhaps answered."""
    kept.read_at = kept.read_at or at
    if replied:
        kept.answered_at, kept.replied_at = kept.answered_at or at, at

"""The way of a request as a short trail of six steps: asked, read, suggested, passed on, answered, outcome."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mentoring.models import HelpRequest


@dataclass(frozen=True, slots=True)
class TrailStep:
    """`at` None: not yet. `now`: the last one reached."""

    words: str
    at: datetime | None
    now: bool = False


def trail_of(request: HelpRequest) -> list[TrailStep]:
    """`request.suggestions` and their referrals may be prefetched."""
    suggestions = list(request.suggestions.all())
    sent = [each for one in suggestions for each in one.referrals.all()]
    first = lambda moments: min((each for each in moments if each), default=None)  # noqa: E731
    steps = [
        (pgettext("step of a request", "Asked"), request.asked_at), (_("Read by the hub"), request.read_at), (_("Something suggested"), first(each.suggested_at for each in suggestions)),
        (_("Passed on, as you agreed"), first(each.sent_at for each in sent)), (_("Answered there"), first(each.answered_at for each in sent)),
        (pgettext("step of a request", "Outcome"), request.closed_at or first(each.outcome_at for each in sent)),
    ]
    last = max((number for number, (_words, at) in enumerate(steps) if at), default=0)
    return [TrailStep(words, at, number == last) for number, (words, at) in enumerate(steps)]

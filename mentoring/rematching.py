"""Another partner, please: the mentorship ends kindly, and whoever still looks for somebody is looked for again."""

from django.db import transaction

from academy.models import record
from mentoring.ending import end
from mentoring.mentorship_turn import hold
from mentoring.models import ClosingReason, Mentorship, RematchRequest
from mentoring.pool import fill_again


def ask_for_another(mentorship: Mentorship, by, at, reason: str = "") -> bool:
    """`reason`: for nobody but its writer. Both stand in the round's pool again, never with each other (mentoring/held_pairs.py). False when it had ended."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.finished_on is not None:
            return False
        RematchRequest.objects.create(mentorship=held, side=held.side_of(by), reason=reason, asked_at=at)
        record(by, "asked_another", "mentorship", held.pk, at=at)
        end(held, ClosingReason.NO_FIT, by, at, rematch=True)
        fill_again(held.round, at)
    return True

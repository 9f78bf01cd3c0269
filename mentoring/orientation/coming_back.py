"""Nobody is dropped: a referral without an answer in time comes back to the hub; one without an outcome is asked for it, then comes back, too."""

from datetime import datetime, timedelta

from academy.emails import queue_mail
from academy.models import record
from mentoring.models import Referral, Taken
from mentoring.orientation.facts import day
from mentoring.orientation.mails import write_to_person, write_to_receiver
from mentoring.orientation.turn import turn_of


def come_back(at: datetime) -> int:
    """What is due by the moment `at`, each on the clocks of its hub; how many. Running it twice does nothing twice."""
    due = (Referral.objects.open().filter(came_back_at__isnull=True, next_on__lte=at.date() + timedelta(days=1), suggestion__request__closed_at__isnull=True)
           .select_related("suggestion__request__hub__city").order_by("next_on", "pk"))
    return sum(_follow(each, at) for each in due)


def _follow(referral: Referral, at: datetime) -> bool:
    request = referral.suggestion.request
    if day(request, at) <= referral.next_on:  # the day itself is still theirs
        return False
    with turn_of(request, at) as kept:
        found = Referral.objects.select_related("suggestion").get(pk=referral.pk)
        if not found.is_open or found.came_back_at or day(kept, at) <= found.next_on:
            return False
        if found.answer == Taken.ACCEPTED and found.outcome_asked_at is None and found.receiver_email:
            found.outcome_asked_at, found.next_on = at, day(kept, at) + timedelta(days=kept.hub.referral_days)
            found.save(update_fields=["outcome_asked_at", "next_on"])
            write_to_receiver(found, "outcome", "first")
            return True
        found.came_back_at = at
        found.save(update_fields=["came_back_at"])
        record(None, "came_back", "help_request", kept.key, at=at)
        queue_mail("mentoring/help_came_back", kept.owner, f"help:{kept.pk}:came_back:{found.pk}:{found.next_on}", request=kept.pk)
        if not found.answer:
            write_to_person(kept, "came_back", f"{found.pk}:{found.next_on}")
    return True

"""What the outbox does for exchanges and cohorts."""

from django.utils import timezone

from academy.outbox import handler
from cohorts.promote_waitlist import lapse


@handler("cohorts.offer_expires")
def offer_expires(intention) -> None:
    """The time to say yes is over: the seat passes on, unless the offer was answered."""
    lapse(intention.payload["registration"], timezone.now(), revision=intention.payload["revision"])

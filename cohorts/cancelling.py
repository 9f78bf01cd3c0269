"""An exchange that will not be. Registrations keep their state, its page stays with the reason, calendars learn of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from academy.models import record
from cohorts import notices
from cohorts.changing import AlreadyCancelled, claim, tells
from cohorts.models import Exchange


@transaction.atomic
def cancel_exchange(exchange: Exchange, reason: str, *, seen: datetime, by, at: datetime) -> bool:
    """True when people are told of it. A draft is removed rather than cancelled (cohorts/removing.py)."""
    exchange = claim(exchange, seen, at)
    if exchange.is_cancelled:
        raise AlreadyCancelled
    told = tells(exchange, at)
    exchange.cancelled_at, exchange.cancelled_reason, exchange.sequence = at, reason, exchange.sequence + 1
    exchange.save(update_fields=["cancelled_at", "cancelled_reason", "sequence"])
    # Each meeting is an entry of its own in calendars.
    exchange.sessions.standing().filter(ends_at__gte=at).update(sequence=F("sequence") + 1, changed_at=at)
    exchange.series.update(sequence=F("sequence") + 1, changed_at=at)
    if told:
        notices.tell_everyone(exchange, notices.EXCHANGE_CANCELLED, at)
    record(by, "cancelled", "exchange", exchange.key, at=at, details={"told": told})
    return told

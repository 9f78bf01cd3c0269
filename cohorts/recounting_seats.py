"""The nightly recount: what each exchange and each share says is taken, against the registrations, which are the truth."""

from datetime import datetime

import structlog
from django.db.models import Count, F, Q

from academy.writing_turn import writing_turn
from cohorts.models import HOLDS_SEAT, Exchange, Registration, SeatQuota
from cohorts.promote_waitlist import pass_on
from cohorts.seats import lock

log = structlog.get_logger(__name__)


def recount_seats(at: datetime) -> int:
    """Mend every count that differs from the rows, say so in the log, and offer what was free all along. Answers how many differed."""
    held = Count("registrations", filter=Q(registrations__state__in=HOLDS_SEAT))
    suspect = set(Exchange.objects.annotate(held=held).exclude(held=F("seats_taken")).values_list("pk", flat=True))
    counts = Registration.objects.holding_seats().values_list("exchange_id", "city_id", "organisation_id")
    by_city: dict[tuple, int] = {}
    for exchange_id, city_id, organisation_id in counts.iterator():
        for key in ((exchange_id, "city", city_id), (exchange_id, "organisation", organisation_id)):
            by_city[key] = by_city.get(key, 0) + 1
    for share in SeatQuota.objects.iterator():
        if share.taken != by_city.get(_key(share), 0):
            suspect.add(share.exchange_id)
    return sum(_mend(pk, at) for pk in sorted(suspect))


def _key(share: SeatQuota) -> tuple:
    return (share.exchange_id, "city", share.city_id) if share.city_id else (share.exchange_id, "organisation", share.organisation_id)


def _mend(exchange_id: int, at: datetime) -> int:
    """Count again, now with the lock, so that a registration of this very moment is no difference."""
    differed = 0
    with writing_turn():
        exchange = lock(exchange_id)
        rows = exchange.registrations.holding_seats()
        held = rows.count()
        if held != exchange.seats_taken:
            log.error("seats_differed_from_registrations", exchange=exchange.pk, counted=exchange.seats_taken, registrations=held)
            # More people than seats: nobody is dropped and the constraint stands; the log keeps asking for somebody to raise the seats.
            exchange.seats_taken = min(held, exchange.seats)
            Exchange.objects.filter(pk=exchange.pk).update(seats_taken=exchange.seats_taken)
            differed += 1
        for share in SeatQuota.objects.filter(exchange=exchange):
            mine = rows.filter(city_id=share.city_id) if share.city_id else rows.filter(organisation_id=share.organisation_id)
            if (held := mine.count()) != share.taken:
                log.error("share_differed_from_registrations", exchange=exchange.pk, share=share.pk, counted=share.taken, registrations=held)
                SeatQuota.objects.filter(pk=share.pk).update(taken=min(held, share.seats))
                differed += 1
        pass_on(exchange, None, at)
    return differed

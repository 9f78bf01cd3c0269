"""A freed seat passes on: to the first in line who may have it, for a time, and then to the next one by itself.

One function, one lock. First the people of the city that freed it, while that city's share is not used up; then first come, first served.
"""

from datetime import datetime

from academy.models import record
from academy.outbox import enqueue
from academy.writing_turn import writing_turn
from cohorts import notices
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.seats import city_has_share_left, give_back_seat, lock, next_eligible, take_seat

State = RegistrationState


def passes_seats_on(exchange: Exchange, at: datetime) -> bool:
    """Seats are offered until the exchange begins, or for as long as people may still register."""
    if not exchange.is_public or exchange.is_cancelled or exchange.is_over(at):
        return False
    return exchange.starts_at is None or at < exchange.starts_at or exchange.takes_registrations(at)


def promote(exchange_id: int, freed_city_id: int | None, at: datetime) -> list[Registration]:
    """Offer every free seat to whom it is due; answers those who were offered one. Safe to call when nothing is free."""
    with writing_turn():
        return pass_on(lock(exchange_id), freed_city_id, at)


def pass_on(exchange: Exchange, freed_city_id: int | None, at: datetime) -> list[Registration]:
    """`promote` for who holds the lock already; `exchange` is what `lock` answered."""
    offered: list[Registration] = []
    if not passes_seats_on(exchange, at):
        return offered
    while exchange.seats_taken < exchange.seats:
        chosen = next_eligible(exchange, city_id=freed_city_id) if city_has_share_left(exchange, freed_city_id) else None
        chosen = chosen or next_eligible(exchange)
        if chosen is None:
            break
        offered.append(_offer(exchange, chosen, at))
        freed_city_id = None  # it was one seat of theirs
    return offered


def _offer(exchange: Exchange, registration: Registration, at: datetime) -> Registration:
    take_seat(exchange, registration)
    registration.move_to(State.OFFERED, at, offered_until=exchange.offer_ends(at))
    record(None, "was_offered", "registration", registration.pk, at=at, details={"exchange": str(exchange.key)})
    notices.tell(registration, notices.OFFERED, at)
    enqueue(f"offer:{registration.pk}:{registration.revision}", "cohorts.offer_expires",
            {"registration": registration.pk, "revision": registration.revision}, run_at=registration.offered_until)
    return registration


def lapse(registration_id: int, at: datetime, revision: int | None = None) -> bool:
    """An offer whose time has run out is over, its seat passes on, and the person is told. False when there is no such offer.

    `revision`: only the offer made as this revision. A lapsed offer keeps its `offered_until`: that tells it from one given back.
    """
    exchange_id = Registration.objects.filter(pk=registration_id).values_list("exchange_id", flat=True).first()
    if exchange_id is None:
        return False
    with writing_turn():
        exchange = lock(exchange_id)
        registration = Registration.objects.select_related("person").get(pk=registration_id)
        if registration.state != State.OFFERED or registration.offered_until > at or revision not in (None, registration.revision) or exchange.is_cancelled:
            return False
        give_back_seat(exchange, registration)
        registration.move_to(State.DECLINED, at, offered_until=registration.offered_until)
        record(None, "offer_lapsed", "registration", registration.pk, at=at, details={"exchange": str(exchange.key)})
        notices.tell(registration, notices.OFFER_LAPSED, at)
        pass_on(exchange, registration.city_id, at)
    return True


def expire_overdue_offers(at: datetime) -> int:
    """The nightly net under the outbox: how many offers had run out unnoticed."""
    overdue = Registration.objects.filter(state=State.OFFERED, offered_until__lte=at, exchange__cancelled_at__isnull=True)
    return sum(lapse(pk, at) for pk in list(overdue.order_by("offered_until", "place", "pk").values_list("pk", flat=True)))

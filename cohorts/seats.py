"""Counting seats. Every change of who holds one goes through here, with the exchange locked first: lock order exchange, then quota.

`select_for_update` does nothing on SQLite; a write as the first statement takes the lock on both databases. The constraints
`exchange_seats_hold` and `quota_holds` are the last line, not the decision.
"""

from dataclasses import dataclass

from django.db.models import F, Q

from cohorts.models import HOLDS_SEAT, Exchange, Registration, RegistrationState, SeatQuota

# A seat that is theirs, not only kept for their answer: whoever has one may know the link, shows a ticket, reads the files, answers the survey.
SEATED = HOLDS_SEAT - {RegistrationState.OFFERED}


def lock(exchange_id: int, *, new_place: bool = False) -> Exchange:
    """The exchange as it stands, and nobody else writes its seats until this transaction ends. Call first thing in it.

    `new_place`: give out the next number of the queue too; it is `next_place` of the answer.
    """
    Exchange.objects.filter(pk=exchange_id).update(next_place=F("next_place") + (1 if new_place else 0))
    return Exchange.objects.get(pk=exchange_id)


def binding_quotas(exchange: Exchange, city_id: int | None, organisation_id: int | None) -> list[SeatQuota]:
    """The shares that somebody of this city and organisation would use up. A city's share by `seats_per_city` is written down at first sight."""
    found = list(SeatQuota.objects.filter(_whose(city_id, organisation_id), exchange=exchange)) if city_id or organisation_id else []
    if exchange.seats_per_city is not None and city_id and not any(each.city_id == city_id for each in found):
        found.append(write_default_share(exchange, city_id))
    return found


def write_default_share(exchange: Exchange, city_id: int) -> SeatQuota:
    taken = exchange.registrations.holding_seats().filter(city_id=city_id).count()
    # More may sit there already than the limit set later allows: nobody is dropped for it.
    return SeatQuota.objects.create(exchange=exchange, city_id=city_id, seats=max(exchange.seats_per_city, taken), taken=taken, by_default=True)


def has_room(exchange: Exchange, quotas: list[SeatQuota]) -> bool:
    return exchange.seats_taken < exchange.seats and all(each.taken < each.seats for each in quotas)


def next_eligible(exchange: Exchange, *, city_id: int | None = None, before: int | None = None) -> Registration | None:
    """The first in line whose city and organisation have a seat left in their share; None without any free seat.

    `city_id`: of that city only. `before`: with a smaller queue number only.
    """
    if exchange.seats_taken >= exchange.seats:
        return None
    used_up = list(SeatQuota.objects.filter(exchange=exchange, taken__gte=F("seats")).values_list("city_id", "organisation_id"))
    line = exchange.registrations.in_line().exclude(city_id__in=[city for city, _body in used_up if city])
    line = line.exclude(organisation_id__in=[body for _city, body in used_up if body])
    if city_id is not None:
        line = line.filter(city_id=city_id)
    if before is not None:
        line = line.filter(place__lt=before)
    return line.select_related("person").first()


def city_has_share_left(exchange: Exchange, city_id: int | None) -> bool:
    """Has the city a share of its own, with a seat in it?"""
    return city_id is not None and SeatQuota.objects.filter(exchange=exchange, city_id=city_id, taken__lt=F("seats")).exists()


def take_seat(exchange: Exchange, registration: Registration) -> None:
    _count(exchange, registration, 1)


def give_back_seat(exchange: Exchange, registration: Registration) -> None:
    _count(exchange, registration, -1)


def _count(exchange: Exchange, registration: Registration, by: int) -> None:
    Exchange.objects.filter(pk=exchange.pk).update(seats_taken=F("seats_taken") + by)
    exchange.seats_taken += by
    if registration.city_id or registration.organisation_id:
        SeatQuota.objects.filter(_whose(registration.city_id, registration.organisation_id), exchange=exchange).update(taken=F("taken") + by)


def _whose(city_id: int | None, organisation_id: int | None) -> Q:
    return (Q(city_id=city_id) if city_id else Q(pk__in=[])) | (Q(organisation_id=organisation_id) if organisation_id else Q(pk__in=[]))


# What pages show -------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Share:
    """What one city or organisation may take. `left` never says more than is free overall."""

    name: str
    city_id: int | None
    seats: int
    taken: int
    left: int


@dataclass(frozen=True, slots=True)
class SeatsView:
    seats: int
    taken: int
    left: int
    waiting: int
    per_city: int | None
    shares: list[Share]


def seats_view(exchange: Exchange) -> SeatsView:
    """How many seats there are, are taken and are left, overall and per share; two queries. A city that has no share yet: `per_city`."""
    left = max(exchange.seats - exchange.seats_taken, 0)
    rows = SeatQuota.objects.filter(exchange=exchange).select_related("city", "organisation").order_by("city__name", "organisation__name", "pk")
    shares = [Share((each.city or each.organisation).name, each.city_id, each.seats, each.taken, max(0, min(left, each.seats - each.taken))) for each in rows]
    return SeatsView(exchange.seats, exchange.seats_taken, left, exchange.registrations.in_line().count(), exchange.seats_per_city, shares)


def seats_held(exchange: Exchange) -> list[Registration]:
    return list(exchange.registrations.filter(state__in=HOLDS_SEAT).select_related("person", "city", "organisation").order_by("place"))

"""More seats, fewer seats, other shares. Nobody ever loses a seat by it: who would have to leave is named, and nothing changes."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import PartnerCity, record
from academy.writing_turn import writing_turn
from cohorts.models import Exchange, Registration, SeatQuota
from cohorts.promote_waitlist import pass_on
from cohorts.refusals import Refused, SeatsInUse
from cohorts.seats import lock, seats_held


def change_seats(exchange: Exchange, *, seats: int, seats_per_city: int | None, quotas: dict | None = None, by, at: datetime) -> list[Registration]:
    """Set the seats in all, per city, and the shares of single cities and organisations; answers who was offered a seat that became free.

    `quotas`: {PartnerCity or Organisation: seats}, all of them; None leaves them as they are. Raises Refused (no_seats, share_above_all) and
    SeatsInUse, whose `leaving` says who holds a seat that would be gone.
    """
    with writing_turn():
        kept = lock(exchange.pk)
        written = SeatQuota.objects.filter(exchange=kept, by_default=False).select_related("city", "organisation")
        shares = {each.city or each.organisation: each.seats for each in written} if quotas is None else dict(quotas)
        _refuse_impossible(seats, seats_per_city, shares)
        holding = seats_held(kept)
        if leaving := _leaving(holding, seats, seats_per_city, shares):
            raise SeatsInUse(leaving)
        Exchange.objects.filter(pk=kept.pk).update(seats=seats, seats_per_city=seats_per_city, changed_at=at)
        kept.seats, kept.seats_per_city = seats, seats_per_city
        _write_shares(kept, holding, shares)
        record(by, "changed_seats", "exchange", kept.key, at=at, details={"seats": seats, "per_city": seats_per_city, "shares": len(shares)})
        return pass_on(kept, None, at)


def _refuse_impossible(seats: int, per_city: int | None, shares: dict) -> None:
    if seats < 1:
        raise Refused("no_seats", _("An exchange needs at least one seat."))
    if per_city is not None and not 1 <= per_city <= seats:
        raise Refused("share_above_all", _("Seats per city must be between 1 and the %(seats)s seats in all.") % {"seats": seats})
    for whose, count in shares.items():
        if not 0 <= count <= seats:
            raise Refused("share_above_all", _("%(name)s cannot have %(count)s of %(seats)s seats.") % {"name": whose.name, "count": count, "seats": seats})


def _leaving(holding: list[Registration], seats: int, per_city: int | None, shares: dict) -> list[Registration]:
    """Who of those that hold a seat, in the order they asked, would be over a limit; the last come first."""
    cities = {whose.pk: count for whose, count in shares.items() if isinstance(whose, PartnerCity)}
    bodies = {whose.pk: count for whose, count in shares.items() if not isinstance(whose, PartnerCity)}
    in_city: dict[int, int] = {}
    in_body: dict[int, int] = {}
    staying, leaving = 0, []
    for each in holding:
        city, body = each.city_id, each.organisation_id
        limit = cities.get(city, per_city) if city else None
        over = staying >= seats or (limit is not None and in_city.get(city, 0) >= limit) or (body in bodies and in_body.get(body, 0) >= bodies[body])
        if over:
            leaving.append(each)
            continue
        staying += 1
        in_city[city] = in_city.get(city, 0) + 1
        in_body[body] = in_body.get(body, 0) + 1
    return leaving[::-1]


def _write_shares(exchange: Exchange, holding: list[Registration], shares: dict) -> None:
    """All shares anew, with what is taken counted: those set for one, and the common one for every other city that is in play."""
    SeatQuota.objects.filter(exchange=exchange).delete()
    rows, cities = [], set()
    for whose, count in shares.items():
        if isinstance(whose, PartnerCity):
            cities.add(whose.pk)
            rows.append(SeatQuota(exchange=exchange, city=whose, seats=count, taken=sum(each.city_id == whose.pk for each in holding)))
        else:
            rows.append(SeatQuota(exchange=exchange, organisation=whose, seats=count, taken=sum(each.organisation_id == whose.pk for each in holding)))
    if exchange.seats_per_city is not None:
        in_play = set(exchange.registrations.in_play().filter(city__isnull=False).values_list("city_id", flat=True))
        rows += [SeatQuota(exchange=exchange, city_id=city, seats=exchange.seats_per_city, by_default=True, taken=sum(each.city_id == city for each in holding))
                 for city in sorted(in_play - cities)]
    SeatQuota.objects.bulk_create(rows)

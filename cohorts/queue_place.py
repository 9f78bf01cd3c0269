"""Where somebody stands in line, and why they wait: two queries, however long the line is."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Registration, RegistrationState, SeatQuota

State = RegistrationState


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """`position` counts from 1 over all who wait, `in_city` over those of the same city (None without one); `ahead`: how many stand before.

    `code`: all_taken, city_taken, organisation_taken, passing_on. `reason`: the same as a sentence.
    """

    position: int
    ahead: int
    in_city: int | None
    code: str
    reason: str


def queue_place(registration: Registration) -> QueuePlace | None:
    """None for who is not waiting. Load the registration with `exchange`, `city` and `organisation`."""
    if registration.state != State.WAITLISTED:
        return None
    exchange = registration.exchange
    before = Q(state=State.WAITLISTED, place__lt=registration.place)
    counts = exchange.registrations.aggregate(ahead=Count("pk", filter=before), same_city=Count("pk", filter=before & Q(city_id=registration.city_id)),
                                              offered=Count("pk", filter=Q(state=State.OFFERED)))
    mine = Q(city__isnull=False, city_id=registration.city_id) | Q(organisation__isnull=False, organisation_id=registration.organisation_id)
    used_up = list(SeatQuota.objects.filter(mine, exchange=exchange, taken__gte=F("seats")))
    code, reason = _why(registration, used_up, counts["offered"])
    in_city = counts["same_city"] + 1 if registration.city_id else None
    return QueuePlace(counts["ahead"] + 1, counts["ahead"], in_city, code, reason)


def _why(registration: Registration, used_up: list[SeatQuota], offered: int) -> tuple[str, str]:
    exchange = registration.exchange
    free = exchange.seats - exchange.seats_taken
    if free <= 0 and exchange.seats == offered == 1:
        return "all_taken", _("The one seat is offered to somebody who has not answered yet.")
    if free <= 0:
        words = ngettext("The one seat is taken.", "All %(count)s seats are taken.", exchange.seats) % {"count": exchange.seats}
        if offered:
            words += " " + ngettext("%(count)s of them is offered to somebody who has not answered yet.",
                                    "%(count)s of them are offered to people who have not answered yet.", offered) % {"count": offered}
        return "all_taken", words
    if not used_up:
        return "passing_on", _("A seat is free and is offered in the order of the line.")
    share = next((each for each in used_up if each.city_id), used_up[0])
    name = registration.city.name if share.city_id else registration.organisation.name
    taken = (ngettext("The one seat for %(name)s is taken", "The %(count)s seats for %(name)s are taken", share.seats) if share.seats
             else _("There are no seats for %(name)s")) % {"count": share.seats, "name": name}
    if share.city_id:
        others = ngettext("%(taken)s; %(count)s other is free for other cities.", "%(taken)s; %(count)s others are free for other cities.", free)
        return "city_taken", others % {"taken": taken, "count": free}
    others = ngettext("%(taken)s; %(count)s other is free for other organisations.", "%(taken)s; %(count)s others are free for other organisations.", free)
    return "organisation_taken", others % {"taken": taken, "count": free}

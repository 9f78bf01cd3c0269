"""A group's members have a seat at its meetings without asking; who leaves the group leaves them. Calendars and mails are those of exchanges."""

from contextlib import suppress
from datetime import datetime

from academy.models import User, record
from academy.writing_turn import writing_turn
from cohorts import notices
from cohorts.models import Exchange, Registration, RegistrationState, WorkingGroup
from cohorts.refusals import Refused
from cohorts.registering import withdraw
from cohorts.seats import lock, take_seat
from cohorts.spaces.sitting import members

# What somebody decided about themselves is not undone behind their back.
THEIR_OWN_WORD = {RegistrationState.WITHDRAWN, RegistrationState.DECLINED}


def seat_members(group: WorkingGroup, at: datetime) -> None:
    """Everybody who is in the group now."""
    for person in User.objects.filter(pk__in=members(group, group.space.day_of(at)), erased_at__isnull=True):
        seat_member(group.exchange, person, at)


def came_in(group: WorkingGroup, person, at: datetime) -> None:
    """Somebody joined: the meetings to come stand in their calendar, too. They came back by their own wish, so an earlier withdrawal no longer holds."""
    if group.exchange_id:
        seat_member(group.exchange, person, at, again=True)


def went_out(group: WorkingGroup, person, at: datetime) -> None:
    """Somebody left: out of the meetings to come; where they were stays."""
    kept = Registration.objects.in_play().filter(exchange_id=group.exchange_id, person=person).first() if group.exchange_id else None
    if kept is not None:
        with suppress(Refused):  # nothing lies ahead, or they were there: there is nothing to take back
            withdraw(kept, by=person, at=at)


def seat_member(exchange: Exchange, person, at: datetime, *, again: bool = False) -> None:
    """A seat, whatever the exchange asks of strangers. Who has one keeps it."""
    with writing_turn():
        exchange = lock(exchange.pk, new_place=True)
        kept = exchange.registrations.filter(person=person).first()
        if kept is not None and (kept.holds_seat or (kept.state in THEIR_OWN_WORD and not again)):
            return
        if kept is None:
            kept = Registration(exchange=exchange, person=person, revision=0, city_id=person.city_id, organisation_id=person.organisation_id, asked_at=at)
        kept.place, kept.state, kept.changed_at, kept.revision = exchange.next_place, RegistrationState.REGISTERED, at, kept.revision + 1
        kept.offered_until, kept.reason = None, ""
        take_seat(exchange, kept)
        kept.save()
        record(person, kept.state, "registration", kept.pk, at=at, details={"exchange": str(exchange.key), "group": True})
        if not exchange.is_over(at):
            notices.tell(kept, notices.REGISTERED, at)

"""Who is to be reminded of what: 7 days and 1 day before. Decided anew every few minutes from the rows as they are; each reminder goes out once.

A reminder's name holds the date it is for, so a meeting that moves to another day is reminded of again, and one that moves by an
hour is not. No reminder where people of the exchange meet anyway in between: a weekly circle has no “in 7 days”, the second
day of a visit no “tomorrow”. Nobody who got the seat after the reminder was due: their confirmation said it all.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from academy.models import Intention
from cohorts.digest import news
from cohorts.models import ExchangeSession, MailChoice, Registration, RegistrationState


@dataclass(frozen=True, slots=True)
class ReminderKind:
    """Due `before` the start; after a standstill still sent while more than `at_least` is left; none when people met within `apart` before."""

    name: str
    choice: str
    before: timedelta
    at_least: timedelta
    apart: timedelta


WEEK = ReminderKind("week", "week_before", timedelta(days=7), timedelta(days=2), timedelta(days=7, hours=12))
DAY = ReminderKind("day", "day_before", timedelta(days=1), timedelta(hours=1), timedelta(days=1, hours=12))
KINDS = (WEEK, DAY)


@dataclass(frozen=True, slots=True)
class Reminder:
    kind: ReminderKind
    session: ExchangeSession
    registration: Registration

    @property
    def key(self) -> str:
        return f"reminder:{self.registration.pk}:{self.session.pk}:{self.date}:{self.kind.name}"

    @property
    def date(self) -> str:
        return date_of(self.session)


def date_of(session: ExchangeSession) -> str:
    """The day it begins on, where it takes place."""
    return session.starts_at.astimezone(session.exchange.zone).date().isoformat()


def remind(at: datetime) -> int:
    """Queue what is due at `at`; how many reminders that was. A run that finds nothing new writes nothing."""
    wanted = {each.key: each for kind in KINDS for each in due(kind, at)}
    said = set(Intention.objects.filter(key__in=wanted).values_list("key", flat=True)) if wanted else set()
    fresh = {key: each for key, each in wanted.items() if key not in said}
    for key, each in fresh.items():
        with transaction.atomic():
            news(key, f"cohorts/reminder_{each.kind.name}", each.registration.person_id, can_wait=each.kind is WEEK, registration=each.registration.pk,
                 session=each.session.pk, date=each.date)
    return len(fresh)


def due(kind: ReminderKind, at: datetime) -> Iterator[Reminder]:
    sessions = {}
    for session in _sessions(kind, at):
        sessions.setdefault(session.exchange_id, []).append(session)
    seats = Registration.objects.filter(exchange_id__in=sessions, state=RegistrationState.REGISTERED, person__isnull=False, person__erased_at__isnull=True,
                                        person__is_active=True)
    unwanted = MailChoice.objects.filter(**{kind.choice: False}).values("person_id")
    for seat in seats.exclude(person_id__in=unwanted).order_by("pk"):
        for session in sessions[seat.exchange_id]:
            if seat.changed_at <= session.starts_at - kind.before:
                yield Reminder(kind, session, seat)


def _sessions(kind: ReminderKind, at: datetime) -> list[ExchangeSession]:
    """Sessions that stand, begin soon enough, and are the first after a while."""
    around = ExchangeSession.objects.standing().filter(
        starts_at__gt=at + kind.at_least - kind.apart, starts_at__lte=at + kind.before,
        exchange__published_at__isnull=False, exchange__cancelled_at__isnull=True).select_related("exchange").order_by("starts_at", "pk")
    starts: dict[int, list[datetime]] = defaultdict(list)
    found = []
    for session in around:
        before = starts[session.exchange_id]
        if session.starts_at > at + kind.at_least and not any(other >= session.starts_at - kind.apart for other in before):
            found.append(session)
        before.append(session.starts_at)
    return found

"""Changing what is agreed about an exchange, so that two who do it at once notice each other, and people who registered hear what concerns them.

Material is what changes when or where somebody must be: it raises SEQUENCE and is mailed. Everything else is kept quietly.
Each verb claims the exchange first: one conditional write on its row that only succeeds if nobody changed it since the page was opened.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from academy.models import record
from cohorts import notices
from cohorts.exchange_pages import Words, write_words
from cohorts.models import Exchange, ExchangeSession, SessionSeries
from cohorts.session_plan import SessionPlan
from cohorts.what_changed import snapshot

WHERE = ("place_name", "place_address", "online_url")


class ChangedMeanwhile(Exception):
    """Somebody else changed the exchange since this page was opened. Nothing was written; `exchange` is as it stands now."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__(f"{exchange.slug} was changed at {exchange.changed_at.isoformat()}")
        self.exchange = exchange


class Overlaps(Exception):
    """Two sessions of one exchange at the same time. `other`: the one that is there."""

    def __init__(self, other: ExchangeSession) -> None:
        super().__init__(other.title)
        self.other = other


class AlreadyCancelled(Exception):
    """What is cancelled stays so: calendars keep it as cancelled."""


def claim(exchange: Exchange, seen: datetime, at: datetime) -> Exchange:
    """The exchange, locked, if it is still as it was at `seen` (its changed_at then). Call first thing in a transaction."""
    if not Exchange.objects.filter(pk=exchange.pk, changed_at=seen).update(changed_at=max(at, seen + timedelta(microseconds=1))):
        raise ChangedMeanwhile(Exchange.objects.select_related("host_city").get(pk=exchange.pk))
    return Exchange.objects.select_related("host_city").get(pk=exchange.pk)


def tells(exchange: Exchange, at: datetime) -> bool:
    """Would a change that matters now be mailed to somebody?"""
    return exchange.is_public and not exchange.is_cancelled and not exchange.is_over(at)


def touches_where(exchange: Exchange, fields: dict) -> bool:
    return any(name in fields and fields[name] != getattr(exchange, name) for name in WHERE)


@transaction.atomic
def change_exchange(exchange: Exchange, fields: dict, *, seen: datetime, by, at: datetime, words: Words | None = None) -> bool:
    """Write fields of the exchange (seats and their shares have verbs of their own), and the words of its first page. True when people are told of it."""
    exchange = claim(exchange, seen, at)
    changed = sorted(name for name, value in fields.items() if getattr(exchange, name) != value)
    material = tells(exchange, at) and touches_where(exchange, fields)
    links = "online_url" in changed
    before = snapshot(exchange) if material else None
    for name in changed:
        setattr(exchange, name, fields[name])
    if changed:
        exchange.save(update_fields=changed)
    if words is not None:
        write_words(exchange, exchange.source_language, words, by)
    if material:
        places = bool({"place_name", "place_address"} & set(changed))
        here = (Q(place="") if places else Q(pk__in=[])) | (Q(online_url="") if links else Q(pk__in=[]))
        touched = exchange.sessions.standing().filter(here, ends_at__gte=at)
        told = list(touched.values_list("pk", flat=True))
        _raise(exchange, ExchangeSession.objects.filter(pk__in=told), at)
        SessionSeries.objects.filter(pk__in=ExchangeSession.objects.filter(pk__in=told).values("series_id")).update(sequence=F("sequence") + 1, changed_at=at)
        notices.tell_everyone(exchange, notices.CHANGED, at, sessions=told, before=before)
    if changed or words is not None:
        record(by, "changed", "exchange", exchange.key, at=at, details={"fields": changed, "told": material})
    return material


def _raise(exchange: Exchange, sessions, at: datetime) -> None:
    """One SEQUENCE further for the exchange and these sessions."""
    sessions.update(sequence=F("sequence") + 1, changed_at=at)
    Exchange.objects.filter(pk=exchange.pk).update(sequence=F("sequence") + 1)
    exchange.refresh_from_db(fields=["sequence"])


# Sessions --------------------------------------------------------------------------------------------

def refuse_overlap(exchange: Exchange, starts_at: datetime, ends_at: datetime, except_pk: int | None = None) -> None:
    """Raises Overlaps when another session that stands is at that time; one may begin when the other ends."""
    other = exchange.sessions.standing().filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exclude(pk=except_pk).first()
    if other is not None:
        raise Overlaps(other)


@transaction.atomic
def add_session(exchange: Exchange, new: SessionPlan, *, seen: datetime, by, at: datetime) -> ExchangeSession:
    """One more meeting; who registered for a published exchange is told."""
    exchange = claim(exchange, seen, at)
    refuse_overlap(exchange, new.starts_at, new.ends_at)
    before = snapshot(exchange)
    made = ExchangeSession.objects.create(exchange=exchange, changed_at=at, **new.fields())
    exchange.refresh_span()
    tell_of_new(exchange, [made], before, at)
    record(by, "added_session", "exchange", exchange.key, at=at, details={"session": str(made.key)})
    return made


def tell_of_new(exchange: Exchange, sessions: list[ExchangeSession], before: dict, at: datetime) -> None:
    if tells(exchange, at):
        _raise(exchange, ExchangeSession.objects.none(), at)
        notices.tell_everyone(exchange, notices.CHANGED, at, sessions=[each.pk for each in sessions], before=before)


@transaction.atomic
def change_session(session: ExchangeSession, new: SessionPlan, *, seen: datetime, by, at: datetime) -> bool:
    """Other words, another time or place. Where a series had put it stays known. True when people are told of it."""
    exchange = claim(session.exchange, seen, at)
    session = exchange.sessions.get(pk=session.pk)
    if session.is_cancelled:
        raise AlreadyCancelled
    refuse_overlap(exchange, new.starts_at, new.ends_at, except_pk=session.pk)
    moved = new.differs(session)
    material = moved and tells(exchange, at) and max(session.ends_at, new.ends_at) >= at
    before = snapshot(exchange) if material else None
    for name, value in new.fields().items():
        setattr(session, name, value)
    session.changed_at = at
    session.save()
    if material:
        _raise(exchange, ExchangeSession.objects.filter(pk=session.pk), at)
    exchange.refresh_span()
    if material:
        notices.tell_everyone(exchange, notices.CHANGED, at, sessions=[session.pk], before=before)
    record(by, "moved_session" if moved else "changed_session", "exchange", exchange.key, at=at, details={"session": str(session.key), "told": material})
    return material


@transaction.atomic
def cancel_session(session: ExchangeSession, reason: str, *, seen: datetime, by, at: datetime) -> bool:
    """It will not be, and everybody can read why. True when people are told of it."""
    exchange = claim(session.exchange, seen, at)
    if not exchange.sessions.standing().filter(pk=session.pk).update(cancelled_at=at, cancelled_reason=reason, changed_at=at):
        raise AlreadyCancelled
    told = tells(exchange, at) and session.ends_at >= at
    if told:
        _raise(exchange, ExchangeSession.objects.filter(pk=session.pk), at)
        notices.tell_everyone(exchange, notices.SESSION_CANCELLED, at, session=session.pk, sessions=[session.pk])
    exchange.refresh_span()
    record(by, "cancelled_session", "exchange", exchange.key, at=at, details={"session": str(session.key), "told": told})
    return told

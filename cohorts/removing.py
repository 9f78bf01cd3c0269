"""Taking away what nobody outside has seen: a draft, or a session of one. What was published is cancelled instead, so that calendars keep it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from academy.local_times import wall_of
from academy.models import record
from cohorts.changing import claim
from cohorts.models import Exchange, ExchangeSession
from cohorts.recurring import leave_out


class WasPublished(Exception):
    """People may have it in their calendars: cancel it."""


@transaction.atomic
def remove_draft(exchange: Exchange, *, seen: datetime, by, at: datetime) -> None:
    exchange = claim(exchange, seen, at)
    if exchange.is_public or exchange.registrations.exists():
        raise WasPublished
    # Aliases first; each is read anew, because a deletion moves its neighbours in the tree.
    for pk in list(exchange.pages.order_by("-alias_of_id", "pk").values_list("pk", flat=True)):
        page = exchange.pages.filter(pk=pk).first()
        if page is not None:
            page.delete()
    record(by, "removed", "exchange", exchange.key, at=at)
    exchange.delete()


@transaction.atomic
def remove_session(session: ExchangeSession, *, seen: datetime, by, at: datetime) -> None:
    """Of a draft. A meeting of a series leaves its date among those left out."""
    exchange = claim(session.exchange, seen, at)
    if exchange.is_public:
        raise WasPublished
    session = exchange.sessions.select_related("series").get(pk=session.pk)
    series = session.series
    session.delete()
    if series is not None:
        leave_out(series, wall_of(session.original_starts_at, exchange.zone).date())
        type(series).objects.filter(pk=series.pk).update(sequence=F("sequence") + 1, changed_at=at)
        if not series.sessions.exists():
            series.delete()
    exchange.refresh_span()
    record(by, "removed_session", "exchange", exchange.key, at=at, details={"session": str(session.key)})

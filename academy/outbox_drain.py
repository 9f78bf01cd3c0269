"""Carrying out what the outbox holds: claim one row, run it, mark it done. Safe with any number of workers, and to kill.

A claim is a conditional UPDATE on columns of this one table whose row count decides (a condition that spans a join is no
guard on PostgreSQL; select_for_update is none on SQLite). Rows are claimed one at a time, just before they run, so that a
lease measures one row's work and two workers can lock nothing in opposite orders.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone

from academy.models import Intention
from academy.outbox import GiveUp, Handler, find_handler
from academy.outbox_failure import note_failure, note_worn_out

log = structlog.get_logger(__name__)
BATCH = 20
MAX_ATTEMPTS = 16


class LeaseLost(Exception):
    """Another worker has taken this row over: whatever was done in this transaction is rolled back."""


def lease() -> timedelta:
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def claim(pk: int, at: datetime) -> Intention | None:
    """Take the row for one lease, or None when another worker was faster."""
    from django.db.models import F

    token = uuid4().hex
    won = Intention.objects.filter(pk=pk).claimable(at).update(
        lease_until=at + lease(), lease_token=token, attempts=F("attempts") + 1)
    return Intention.objects.get(pk=pk, lease_token=token) if won else None


def renew(intention: Intention, at: datetime) -> None:
    """Keep a row for one more lease, from inside a long external handler. Raises LeaseLost when it is another's by now."""
    if not Intention.objects.filter(pk=intention.pk, lease_token=intention.lease_token).waiting().update(lease_until=at + lease()):
        raise LeaseLost(intention.key)


def _mark_done(intention: Intention, handler: Handler, at: datetime) -> None:
    wiped = {"payload": {}} if handler.forget else {}
    mine = Intention.objects.filter(pk=intention.pk, lease_token=intention.lease_token).waiting()
    if not mine.update(done_at=at, lease_until=None, error="", **wiped):
        raise LeaseLost(intention.key)


def _carry_out(intention: Intention, handler: Handler, now: Callable[[], datetime]) -> None:
    if handler.external:
        handler.run(intention)
        _mark_done(intention, handler, now())
        return
    with transaction.atomic():
        # The mark first: it takes the row's lock, so even a second worker with an expired lease waits here and then loses.
        _mark_done(intention, handler, now())
        handler.run(intention)


def run_one(intention: Intention, now: Callable[[], datetime] = timezone.now) -> bool:
    """Run a claimed row; True when it is done. A failure is kept on the row and never raised."""
    started = time.monotonic()
    try:
        if intention.attempts > MAX_ATTEMPTS:
            note_worn_out(intention, now())
            return False
        found = find_handler(intention.kind)
        if found is None:
            raise LookupError(f"no handler for {intention.kind!r}")
        _carry_out(intention, found, now)
    except LeaseLost:
        log.warning("outbox_lease_lost", key=intention.key)
        return False
    except Exception as error:
        for_good = isinstance(error, GiveUp) or intention.attempts >= MAX_ATTEMPTS
        note_failure(intention, error, now(), for_good=for_good)
        return False
    log.info("outbox_done", key=intention.key, kind=intention.kind, ms=round((time.monotonic() - started) * 1000))
    return True


def drain(now: Callable[[], datetime] = timezone.now, *, seconds: float | None = None,
          stop: Callable[[], bool] = lambda: False) -> int:
    """Run what is due until nothing is, `seconds` have passed, or `stop()` says so. How many rows got done."""
    ends = None if seconds is None else time.monotonic() + seconds
    done = 0
    while True:
        due = list(Intention.objects.claimable(now()).order_by("run_at", "pk").values_list("pk", flat=True)[:BATCH])
        if not due:
            return done
        for pk in due:
            if stop() or (ends is not None and time.monotonic() > ends):
                return done
            intention = claim(pk, now())
            if intention is not None:
                done += run_one(intention, now)


def drain_with_fresh_connection(**options) -> int:
    """For loops that live for days: a database that was restarted meanwhile is connected to anew."""
    close_old_connections()
    return drain(**options)

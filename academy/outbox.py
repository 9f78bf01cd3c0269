"""The outbox's public face: `enqueue` inside the transaction that causes something, `@handler` where it is carried out.

Measured before it was built this way: `on_commit(task.delay)` loses work at every crash; a row written in the same
transaction cannot be lost, and a row marked done in the same transaction as its effect cannot happen twice.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from academy.models import Intention
from academy.outbox_nudge import nudge


class GiveUp(Exception):
    """Raised by a handler when trying again cannot help; the row is dead at once, its reason shown to staff."""


@dataclass(frozen=True, slots=True)
class Handler:
    run: Callable[[Intention], None]
    external: bool
    forget: bool


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, external: bool = False, forget: bool = False):
    """Register `run(intention)` for a kind.

    Internal (the default): runs inside the transaction that marks the row done, so exactly once; it writes to the
    database only. External: runs outside any transaction, at least once, within a lease (see academy.outbox_drain.renew).
    `forget`: the payload is wiped once done.
    """
    def keep(run: Callable[[Intention], None]):
        if kind in _handlers:
            raise ValueError(f"two handlers for {kind!r}")
        _handlers[kind] = Handler(run, external, forget)
        return run
    return keep


def find_handler(kind: str) -> Handler | None:
    """The handler of a kind; the first call looks through `outbox_handlers.py` of every app."""
    autodiscover_modules("outbox_handlers")
    return _handlers.get(kind)


def enqueue(key: str, kind: str, payload: dict | None = None, run_at=None) -> Intention:
    """Say, inside the caller's atomic(), that this must happen. The same key twice is the same intention.

    `key`: at most 200 characters, the identity (`mail:certificate:17:issued`). `payload`: ids, as JSON; no addresses.
    `run_at`: an aware datetime, now if left out. Raises TransactionManagementError outside a transaction: an intention
    that could be kept while its cause is rolled back (or the other way round) is what this table is there to prevent.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"enqueue({key!r}) must be called inside atomic(), with what causes it.")
    now = timezone.now()
    Intention.objects.bulk_create(
        [Intention(key=key, kind=kind, payload=payload or {}, run_at=run_at or now, made_at=now)], ignore_conflicts=True)
    _nudge_once_after_commit()
    return Intention.objects.get(key=key)


def _nudge_once_after_commit() -> None:
    if not any(waiting[1] is nudge for waiting in connection.run_on_commit):
        transaction.on_commit(nudge)

"""What becomes of a row that failed: it waits, longer each time, and after about a day and a half it is dead for staff to see."""

import re
from datetime import datetime, timedelta

import structlog

from academy.models import Intention

log = structlog.get_logger(__name__)
LONGEST_WAIT = timedelta(hours=4)
_ADDRESS = re.compile(r"[^\s<>'\"(),;:]+@[^\s<>'\"(),;:]+")


def wait_after(attempts: int) -> timedelta:
    """10 s after the first failure, then twice as long each time, up to 4 hours (16 tries: about a day)."""
    return min(timedelta(seconds=5 * 2 ** min(attempts, 20)), LONGEST_WAIT)


def describe(error: BaseException) -> str:
    """The error in at most 500 characters, without e-mail addresses (a mail server's refusal quotes them)."""
    return _ADDRESS.sub("[address]", f"{type(error).__name__}: {error}")[:500]


def _settle(intention: Intention, **fields) -> None:
    Intention.objects.filter(pk=intention.pk, lease_token=intention.lease_token).waiting().update(lease_until=None, **fields)


def note_failure(intention: Intention, error: BaseException, at: datetime, *, for_good: bool) -> None:
    said = describe(error)
    if for_good:
        _settle(intention, dead_at=at, error=said)
    else:
        _settle(intention, run_at=at + wait_after(intention.attempts), error=said)
    log.error("outbox_dead" if for_good else "outbox_failed", key=intention.key, kind=intention.kind,
              attempts=intention.attempts, error=said)


def note_worn_out(intention: Intention, at: datetime) -> None:
    """A row that took its worker down at every try (no error was ever written): it is dead too."""
    _settle(intention, dead_at=at, error=intention.error or "Every try ended with the worker's death.")
    log.error("outbox_dead", key=intention.key, kind=intention.kind, attempts=intention.attempts)

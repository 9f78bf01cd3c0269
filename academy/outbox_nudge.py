"""A nudge to the workers after a commit: only for speed. Nothing depends on it, so it may fail, quickly and in silence."""

import time

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)
RESTS_AFTER_A_FAILURE = 5.0  # seconds: a broker in trouble costs one visitor half a second, not every visitor
_rests_until = 0.0


def nudge() -> None:
    """Ask a Celery worker to drain now. Without a broker (embedded) nothing is sent: the outbox loop polls."""
    global _rests_until
    if not settings.CELERY_BROKER_URL or time.monotonic() < _rests_until:
        return
    from academy.broker import DRAIN, app

    try:
        app.send_task(DRAIN, expires=10, retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker's trouble is, the row is kept and the sweep will find it
        _rests_until = time.monotonic() + RESTS_AFTER_A_FAILURE
        log.warning("nudge_failed", error=type(error).__name__)


def warm_up() -> None:
    """Load what a nudge needs when a web process starts, rather than while its first visitor waits (half a second and more)."""
    if settings.CELERY_BROKER_URL:
        import kombu.transport.redis  # noqa: F401

        from academy.broker import app

        app.finalize()

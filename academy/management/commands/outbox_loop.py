"""The whole worker without any broker: drains the outbox, shows it is alive, and runs the nightly work once a day."""

import signal
import threading
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from academy.checks import refuse_a_wrong_database
from academy.models import Heartbeat, beat
from academy.outbox_drain import drain_with_fresh_connection

log = structlog.get_logger(__name__)
BEATS_EVERY = timedelta(seconds=20)
NIGHTLY_HOUR = 3  # in TIME_ZONE


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # refuse_a_wrong_database() looks at what matters here
    help = "Carry out what the outbox holds. Runs until it is told to stop (Ctrl-C or SIGTERM); the row in hand is finished first."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="carry out what is due now, then stop")
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="how often to look (default 1)")

    def handle(self, *args, once: bool, every: float, **options):
        refuse_a_wrong_database()
        if once:
            done = drain_with_fresh_connection()
            self.stdout.write(f"{done} done.")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        log.info("outbox_loop_started")
        while not stop.is_set():
            self._turn(stop)
            stop.wait(every)
        log.info("outbox_loop_stopped")

    def _turn(self, stop: threading.Event) -> None:
        try:
            self._show_life()
            drain_with_fresh_connection(seconds=BEATS_EVERY.total_seconds(), stop=stop.is_set)
            if not settings.CELERY_BROKER_URL and not stop.is_set():
                self._nightly_when_due()
        except DatabaseError as error:
            # A database that restarts, or is locked, must not end the worker; nothing is lost by waiting.
            log.error("outbox_loop_database", error=type(error).__name__)
            close_old_connections()
            stop.wait(5)

    _beaten_at = None

    def _show_life(self) -> None:
        at = timezone.now()
        if self._beaten_at is None or at - self._beaten_at >= BEATS_EVERY:
            beat("worker", at)
            self._beaten_at = at

    def _nightly_when_due(self) -> None:
        """Once a day from three in the morning; an academy that sleeps at night does it when it wakes."""
        at = timezone.localtime()
        due_from = at.replace(hour=NIGHTLY_HOUR, minute=0, second=0, microsecond=0)
        if at < due_from:
            due_from -= timedelta(days=1)
        last = Heartbeat.objects.filter(name="nightly").values_list("at", flat=True).first()
        if (last is not None and last >= due_from) or "nightly" not in get_commands():
            return
        if at < (self._nightly_failed_at or at - timedelta(days=1)) + timedelta(hours=1):
            return
        try:
            call_command("nightly", stdout=self.stdout)
        except DatabaseError:
            raise
        except Exception as error:
            self._nightly_failed_at = at
            log.error("nightly_failed", error=f"{type(error).__name__}: {error}"[:300])

    _nightly_failed_at = None

"""The whole worker without any broker: drains the outbox, counts what the log says, shows it is alive, publishes and reminds on time, and tidies up at night."""

import signal
import threading
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from academy.checks import refuse_a_wrong_database
from academy.counting_events import count_all, count_for
from academy.models import Heartbeat, beat
from academy.outbox_drain import drain_with_fresh_connection

log = structlog.get_logger(__name__)
BEATS_EVERY = timedelta(seconds=20)
PUBLISHES_EVERY = timedelta(minutes=5)
REMINDS_EVERY = timedelta(minutes=10)
READS_REPLIES_EVERY = timedelta(minutes=5)
NIGHTLY_HOUR = 3  # in TIME_ZONE


def night_before(at: datetime) -> datetime:
    """The last moment, at or before the local time `at`, when the nightly work was due."""
    due = at.replace(hour=NIGHTLY_HOUR, minute=0, second=0, microsecond=0)
    return due if due <= at else due - timedelta(days=1)


class Command(BaseCommand):
    help = "Carry out what the outbox holds. Runs until it is told to stop (Ctrl-C or SIGTERM); the row in hand is finished first."
    requires_system_checks: list[str] = []  # refuse_a_wrong_database() looks at what matters here

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="carry out what is due now, then stop")
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="how often to look (default 1)")

    def handle(self, *args, once: bool, every: float, **options):
        refuse_a_wrong_database()
        if once:
            self.stdout.write(f"{drain_with_fresh_connection()} done.")
            count_all()
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        self._last: dict[str, datetime] = {}
        log.info("outbox_loop_started")
        while not stop.is_set():
            self._turn(stop)
            stop.wait(every)
        log.info("outbox_loop_stopped")

    def _turn(self, stop: threading.Event) -> None:
        try:
            at = timezone.localtime()
            if self._is_time("beat", at, BEATS_EVERY):
                beat("worker", at)
            drain_with_fresh_connection(seconds=BEATS_EVERY.total_seconds(), stop=stop.is_set)
            count_for(BEATS_EVERY.total_seconds(), stop.is_set)
            if not settings.CELERY_BROKER_URL and not stop.is_set():  # with a broker, Celery's beat sees to these
                if self._is_time("publish", at, PUBLISHES_EVERY):
                    self._run("publish_scheduled")
                if self._is_time("remind", at, REMINDS_EVERY):
                    self._run("remind")
                if settings.REPLY_MAILBOX_URL and self._is_time("read_replies", at, READS_REPLIES_EVERY):
                    self._run("read_replies")
                if self._night_is_due(at) and self._is_time("nightly", at, timedelta(hours=1)):
                    self._run("nightly")
        except DatabaseError as error:
            # A database that restarts, or is locked, must not end the worker; nothing is lost by waiting.
            log.error("outbox_loop_database", error=type(error).__name__)
            close_old_connections()
            stop.wait(5)

    def _is_time(self, what: str, at: datetime, every: timedelta) -> bool:
        """Has `every` passed since this was last asked with the answer yes? (A failure is so tried again after `every`.)"""
        if what in self._last and at - self._last[what] < every:
            return False
        self._last[what] = at
        return True

    def _night_is_due(self, at: datetime) -> bool:
        """Once a day from three in the morning; an academy that is off at night does it when it is switched on."""
        if "nightly" in self._last and at - self._last["nightly"] < timedelta(hours=1):
            return False
        last = Heartbeat.objects.filter(name="nightly").values_list("at", flat=True).first()
        return last is None or last < night_before(at)

    def _run(self, command: str) -> None:
        try:
            call_command(command, stdout=self.stdout)
        except DatabaseError:
            raise
        except Exception as error:
            log.error("outbox_loop_command_failed", command=command, error=f"{type(error).__name__}: {error}"[:300])

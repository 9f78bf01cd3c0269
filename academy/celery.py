"""Wiring of the production workers: `celery -A academy.celery worker` and `celery -A academy.celery beat`.

Tasks hold no work of their own: they drain the outbox. A task that is lost costs nothing, because its row is still there.
"""

from celery.schedules import crontab
from celery.signals import worker_ready
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from academy.broker import DRAIN, app

NIGHTLY = "academy.nightly"
PUBLISH = "academy.publish"
REMIND = "academy.remind"
READ_REPLIES = "academy.read_replies"
COUNT = "academy.count"


@app.task(name=DRAIN)
def drain() -> int:
    """Carry out what is due, for at most 50 seconds."""
    from academy.models import beat
    from academy.outbox_drain import drain as drain_due

    beat("worker", timezone.now())
    return drain_due(seconds=50)


@app.task(name=NIGHTLY)
def nightly() -> None:
    call_command("nightly")


@app.task(name=PUBLISH)
def publish() -> None:
    """Pages that were scheduled for by now go live, and those that were to end go offline."""
    call_command("publish_scheduled")


@app.task(name=REMIND)
def remind() -> None:
    """Which reminders, thanks and daily mails are due by now."""
    call_command("remind")


@app.task(name=READ_REPLIES)
def read_replies() -> None:
    """What people answered in their calendars."""
    call_command("read_replies")


@app.task(name=COUNT)
def count() -> int:
    """Count for the dashboards what the log says, for at most 8 seconds."""
    from academy.counting_events import count_for

    return count_for(8)


@worker_ready.connect
def sweep_at_once(**_said) -> None:
    """A worker that starts need not wait for the next minute."""
    app.send_task(DRAIN, expires=50, retry=False)


def schedule(*, reads_mailbox: bool) -> dict:
    """What beat asks for, and how often (seconds, or a time of day)."""
    planned = {
        "sweep": {"task": DRAIN, "schedule": 60.0, "options": {"expires": 50}},
        "count": {"task": COUNT, "schedule": 10.0, "options": {"expires": 9}},
        "publish": {"task": PUBLISH, "schedule": 300.0, "options": {"expires": 240}},
        "remind": {"task": REMIND, "schedule": 600.0, "options": {"expires": 540}},
        "nightly": {"task": NIGHTLY, "schedule": crontab(hour=3, minute=10), "options": {"expires": 3600 * 6}},
    }
    if reads_mailbox:
        planned["read_replies"] = {"task": READ_REPLIES, "schedule": 300.0, "options": {"expires": 240}}
    return planned


app.conf.beat_schedule = schedule(reads_mailbox=bool(settings.REPLY_MAILBOX_URL))

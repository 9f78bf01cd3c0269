"""`test.tally` writes one line of the log (internal); `test.letter` adds one line to a file (external)."""

import os
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from academy.models import Event
from academy.outbox import handler


def letters_file() -> Path:
    return Path(settings.VAR_DIR) / "letters"


def letters() -> list[str]:
    """The keys of the letters sent, in order, each as often as it was sent."""
    return letters_file().read_text().split() if letters_file().exists() else []


@handler("test.tally")
def tally(intention) -> None:
    Event.objects.create(at=timezone.now(), verb="tallied", object_kind="test", object_key=intention.key)
    time.sleep(intention.payload.get("takes", 0))


@handler("test.letter", external=True)
def letter(intention) -> None:
    # One write() with O_APPEND is whole or not there, whoever else writes and whenever we are killed.
    out = os.open(letters_file(), os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.write(out, f"{intention.key}\n".encode())
    os.close(out)
    time.sleep(intention.payload.get("takes", 0))


@handler("test.never")
def never(intention) -> None:
    Event.objects.create(at=timezone.now(), verb="half_done", object_kind="test", object_key=intention.key)
    raise RuntimeError("this always fails for lia@example.org")

"""How many asked to go first, and as what: written the night after, in a transaction of its own, so that nothing leads back to a request."""

import secrets
import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import F

from academy.models import Hub
from academy.outbox import enqueue, handler
from mentoring.models import PriorityCount

KIND = "mentoring.priority"
NIGHT = 4 * 3600  # seconds


def count_later(hub: Hub, kinds: Collection[str], on: date, at: datetime) -> None:
    """Inside the caller's atomic(). The intention is named at random, carried out at some moment of the coming night, and wiped then."""
    if kinds:
        midnight = (at + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        enqueue(f"priority:{uuid.uuid4()}", KIND, {"hub": hub.pk, "month": on.replace(day=1).isoformat(), "kinds": sorted(kinds)},
                run_at=midnight + timedelta(seconds=secrets.randbelow(NIGHT)))


@handler(KIND, forget=True)
def count(intention) -> None:
    said = intention.payload
    for kind in said["kinds"]:
        row = {"hub_id": said["hub"], "month": date.fromisoformat(said["month"]), "kind": kind}
        PriorityCount.objects.bulk_create([PriorityCount(**row)], ignore_conflicts=True)
        PriorityCount.objects.filter(**row).update(count=F("count") + 1)

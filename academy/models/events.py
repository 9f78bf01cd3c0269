"""The log of what happened: append-only (the database refuses UPDATE and DELETE), without names."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.measures import readers
from academy.models.places import PartnerCity


class Event(models.Model):
    """One line of the log. `subject` is the actor's LedgerSubject (None: the academy itself); `object_key` points, never names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    subject = models.UUIDField(null=True, db_index=True)
    verb = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=64)
    city = models.ForeignKey(PartnerCity, null=True, on_delete=models.PROTECT, related_name="+")
    entry_path = models.CharField(max_length=12, null=True)  # the actor's public then; null before it was kept, since such a column needs no new table
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event in the log")
        verbose_name_plural = _("events in the log")
        indexes = [models.Index(fields=["object_kind", "object_key"], name="event_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind} {self.object_key}"


def record(actor, verb: str, object_kind: str, object_key, *, at, details: dict | None = None) -> Event:
    """Write one log line inside the caller's transaction. `actor` is a User or None; `at` an aware datetime. A line that counts for the dashboards
    (academy/measures.py) is left in line to be counted, in the same transaction."""
    return _write(Event(at=at, subject=actor.subject if actor is not None else None, verb=verb, object_kind=object_kind, object_key=str(object_key),
                        city_id=getattr(actor, "city_id", None), entry_path=getattr(actor, "entry_path", ""), details=details or {}))


def take_back(line: Event, verb: str, *, at) -> Event:
    """Write the opposite of a line: the same person, thing and details, and the city and public they belonged to then, so that sums come out even
    for somebody who has moved or erased their account since. Inside the caller's transaction."""
    return _write(Event(at=at, subject=line.subject, verb=verb, object_kind=line.object_kind, object_key=line.object_key, city_id=line.city_id,
                        entry_path=line.entry_path, details=line.details))


def _write(made: Event) -> Event:
    from academy.models.tallies import Uncounted

    made.save(force_insert=True)
    if made.subject is not None and (made.verb, made.object_kind) in readers():
        Uncounted.objects.bulk_create([Uncounted(event=made)])
    if settings.XAPI_LRS_URL:
        from academy.xapi_forwarding import forward

        forward(made)
    return made

"""Whether an entry still holds: since when nobody has confirmed it, and that somebody does."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from academy.models import DirectoryEntry, Hub, record

MONTHS = 6  # of a city without a hub, which says its own


def months_of(hub: Hub | None) -> int:
    return hub.confirm_months if hub is not None else MONTHS


def is_unconfirmed(entry: DirectoryEntry, hub: Hub | None, on: date) -> bool:
    """Whether nobody has confirmed it for as many months as the hub of its city says."""
    return entry.confirmed_on is None or entry.confirmed_on + relativedelta(months=months_of(hub)) <= on


@transaction.atomic
def confirm(entry: DirectoryEntry, by, at: datetime) -> None:
    """Entry and services hold as of that day. `by`: None for who came by the link in a mail."""
    on = timezone.localdate(at)
    entry.confirmed_on, entry.asked_to_confirm_on = on, None
    entry.save(update_fields=["confirmed_on", "asked_to_confirm_on"])
    entry.services.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).update(confirmed_on=on)
    record(by, "confirmed", "directory_entry", entry.key, at=at, details={"city": entry.organisation.city.slug})

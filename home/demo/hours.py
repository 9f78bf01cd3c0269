"""The demo's solidarity ledger: hours of what is past, and all cities but one show theirs."""

from datetime import datetime, timedelta

from academy.models import HoursGiven, PartnerCity
from cohorts.hours_given import write_hours
from cohorts.models import Exchange

KEPT_QUIET = "larissa"


def lay_hours(at: datetime) -> None:
    """Once: what cities decided since stays."""
    if HoursGiven.objects.filter(source__startswith="attendance:").exists():
        return
    for exchange in Exchange.objects.filter(ends_at__lt=at - timedelta(days=3)).order_by("ends_at"):  # as the nights of back then would have
        write_hours(exchange.ends_at + timedelta(days=3))
    PartnerCity.objects.exclude(slug=KEPT_QUIET).update(shows_hours=True)

"""Publishing the network's figures: once for each closed month, whole, never changed afterwards."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.counting_events import count_all
from academy.models import PublishedFigures
from academy.periods import is_month, month_of, months
from home.counting_figures import figures_until, first_month
from home.safe_tables import protect

log = structlog.get_logger(__name__)


class NotClosed(ValueError):
    """The month is none, or is not over. Its words are for the reader."""


def last_closed_month(at: datetime) -> str:
    return month_of(timezone.localdate(at).replace(day=1) - timedelta(days=1))


def publish_until(until: str, at: datetime) -> list[str]:
    """Publish every month up to `until` that is not published yet, oldest first; which. Raises NotClosed. Nothing waits to be counted when it begins."""
    if not is_month(until) or until > last_closed_month(at):
        raise NotClosed(_("Choose a month that is over, such as %(month)s.") % {"month": last_closed_month(at)})
    last = PublishedFigures.objects.order_by("-until_month").values_list("until_month", flat=True).first()
    if last is not None and last >= until:
        return []
    count_all()
    begins = last or first_month()
    if begins is None or begins > until:
        return []
    due = [month for month in months(begins, until) if month != last]
    for month in due:
        _publish(month, at)
    return due


def publish_due(at: datetime) -> str:
    """The nightly step: what of the closed months is not published yet."""
    made = publish_until(last_closed_month(at), at)
    return f"{len(made)} months of the network’s figures published"


def _publish(until: str, at: datetime) -> None:
    """Each month stands on what was published of its year before, so that amounts move only when five people moved them."""
    with transaction.atomic():
        before = PublishedFigures.objects.filter(year=int(until[:4]), until_month__lt=until).order_by("-until_month").first()
        PublishedFigures.objects.create(year=int(until[:4]), until_month=until, made_at=at, content=protect(figures_until(until), before and before.content))
    log.info("figures_published", until=until)

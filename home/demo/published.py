"""The demo's published figures: those of every month that is over."""

from datetime import datetime

from home.publishing_figures import last_closed_month, publish_until


def lay_published(now: datetime) -> int:
    """Once a month; how many months were published."""
    return len(publish_until(last_closed_month(now), now))

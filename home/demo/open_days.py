"""The exchanges the demo's members went to in 2026: open days of each city that was visited, so that what a city hosted and whom it welcomed tell the same story."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from academy.models import PartnerCity, User
from cohorts.exchange_pages import Words
from cohorts.models import Exchange
from cohorts.opening import open_exchange
from cohorts.programme_text import to_text
from cohorts.publishing import publish
from cohorts.session_plan import SessionPlan

LONG = timedelta(hours=6)


def lay_open_days(city: PartnerCity, key: uuid.UUID, begins: Iterable[datetime], now: datetime) -> bool:
    """One exchange with a day at each moment of `begins`, published a month before. False where it stands already, or is not over at `now`."""
    days = sorted(set(begins))
    if Exchange.objects.filter(key=key).exists() or days[-1] + LONG >= now:
        return False
    since = days[0] - timedelta(days=30)
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=city).first()
    words = Words(f"Open days in {city.name}", f"People of other cities looked at how things are done in {city.name}. Invented for the demo.",
                  to_text(f"<p>The doors of {city.name} stood open: workshops, kitchens and counters, and time to ask those who run them. This exchange is invented for the demo.</p>"))
    made = open_exchange(city, words, [SessionPlan("Looking, and asking", day, day + LONG, note="") for day in days], by=by, at=since, key=key,
                         slug=f"open-days-{city.slug}-{days[0]:%Y-%m}", kind="study_visit", languages=["en"], seats=30, place_name=city.name)
    publish(made, by=by, at=since)
    return True

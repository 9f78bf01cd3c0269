"""Beginning an exchange: the row, its first sessions and its draft page, in one transaction."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from academy.models import PartnerCity, record
from academy.short_names import free_slug
from cohorts.exchange_pages import Words, lay_draft
from cohorts.models import Exchange, ExchangePage, ExchangeSession
from cohorts.session_plan import SessionPlan

# What the programme itself has addresses for (cohorts/exchange_urls.py, calendar_urls.py, desk_urls.py).
TAKEN = {"new", "calendar", "map", "list", "all", "feed", "atom", "mine", "month"}


def open_exchange(city: PartnerCity, words: Words, plans: list[SessionPlan], *, by, at: datetime, **fields) -> Exchange:
    """A draft hosted by `city`, in its time zone unless said otherwise. `fields`: of Exchange. NoHome when its language has no home page."""
    first_on = min((each.starts_at for each in plans), default=at)
    slug = fields.pop("slug", "") or free_slug(words.title, f"{city.slug}-{first_on:%Y-%m-%d}", beside=[Exchange, ExchangePage], taken=TAKEN)
    fields = {"time_zone": city.time_zone, "created_by": by, "created_at": at, "changed_at": at, **fields}
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Exchange.objects.create(slug=slug, host_city=city, **fields)
        except IntegrityError:
            if not Exchange.objects.filter(slug=slug).exists():
                raise
            # Two with the same title in the same second.
            made = Exchange.objects.create(slug=f"{slug}-{secrets.token_hex(3)}", host_city=city, **fields)
        write_sessions(made, plans, at)
        lay_draft(made, words, by)
        record(by, "opened", "exchange", made.key, at=at, details={"city": city.slug})
    return made


def write_sessions(exchange: Exchange, plans: list[SessionPlan], at: datetime) -> list[ExchangeSession]:
    made = ExchangeSession.objects.bulk_create([
        ExchangeSession(exchange=exchange, changed_at=at, **each.fields()) for each in plans])
    exchange.refresh_span()
    return made

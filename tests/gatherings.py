"""Builders for exchanges in the small named world (tests/world.py): Cascais hosts, people of Cascais and Mahdia come.

`make_exchange(world)` is a published two-day study visit in three weeks with 25 seats; hand in fields to make it otherwise.
"""

from datetime import datetime, timedelta

from cohorts.models import Exchange, ExchangeIndexPage, ExchangePage, ExchangeSession, Registration, RegistrationState
from tests.world import NOW, make_person

BEGINS = datetime.fromisoformat("2026-12-10T09:00:00+00:00")  # a Thursday, 09:00 in Lisbon


def make_index(world) -> ExchangeIndexPage:
    return ExchangeIndexPage.objects.first() or _live_under(world.home, ExchangeIndexPage(title="Exchanges", slug="exchanges"))


def _live_under(parent, page):
    """Live at once, without the revision an editor would leave: hundreds of tests begin here, and publishing takes a tenth of a second."""
    parent.refresh_from_db()
    page.first_published_at = page.last_published_at = NOW
    parent.add_child(instance=page)
    return page


def make_exchange(world, slug: str = "neighbourhood-services", title: str = "How neighbours run services", *, sessions: int = 2, draft: bool = False, **fields) -> Exchange:
    """An exchange hosted by Cascais, with its page and `sessions` days of 09:00 to 17:00 in Lisbon, registration open since NOW."""
    host = fields.pop("host_city", world.cascais)
    made = Exchange.objects.create(slug=slug, host_city=host, **{
        "time_zone": host.time_zone, "languages": ["pt", "en"], "place_name": "Casa das Histórias", "seats": 25, "created_at": NOW, "changed_at": NOW,
        "published_at": None if draft else NOW, **fields})
    for day in range(sessions):
        make_session(made, f"Day {day + 1}", BEGINS + timedelta(days=day))
    page = ExchangePage(title=title, slug=slug, summary=f"{title}, in short.", exchange=made, translation_key=made.key)
    page.live = not draft
    _live_under(make_index(world), page)
    return Exchange.objects.get(pk=made.pk)


def make_session(exchange: Exchange, title: str, starts_at: datetime, hours: float = 8, **fields) -> ExchangeSession:
    made = ExchangeSession.objects.create(exchange=exchange, title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), changed_at=NOW, **fields)
    exchange.refresh_span()
    return made


def make_visitors(city, count: int, stem: str = "visitor") -> list:
    """`count` people of a city, who can sign in."""
    return [make_person(f"{stem}-{city.slug}-{number}", f"{stem.title()} {number} of {city.name}", city) for number in range(1, count + 1)]


def seat(exchange: Exchange, person, state: str = RegistrationState.REGISTERED, at=NOW, **fields) -> Registration:
    """A registration written directly, with the exchange's counts kept true; for tests that are not about registering."""
    from django.db.models import F

    from cohorts.models import HOLDS_SEAT, SeatQuota

    city = fields.pop("city", None) or person.city

    Exchange.objects.filter(pk=exchange.pk).update(next_place=F("next_place") + 1, seats_taken=F("seats_taken") + (1 if state in HOLDS_SEAT else 0))
    exchange.refresh_from_db()
    if state in HOLDS_SEAT:
        SeatQuota.objects.filter(exchange=exchange, city=city).update(taken=F("taken") + 1)
    if state == RegistrationState.OFFERED:
        fields.setdefault("offered_until", at + timedelta(hours=exchange.offer_hours))
    return Registration.objects.create(exchange=exchange, person=person, city=city, state=state, place=exchange.next_place, asked_at=at, changed_at=at, **fields)

"""The demo's directory, from directory.toml: bodies of Mahdia, Sidi Bouzid and Barcelona, plainly fictional; laid by the same verbs as everybody's."""

import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from academy.directory import keeping
from academy.models import DirectoryEntry, Organisation, PartnerCity, ServicePlace, User

FILE = Path(__file__).with_suffix(".toml")
OF_A_LIST = ("city", "name", "days_ago", "place", "service")


def lay_directory(now: datetime) -> None:
    """Each entry once: what keepers wrote since stays. After cities and people."""
    places: dict[tuple[str, str], ServicePlace] = {}
    for about in tomllib.loads(FILE.read_text("utf-8"))["entry"]:
        city = PartnerCity.objects.get(slug=about["city"])
        body, _made = Organisation.objects.get_or_create(name=about["name"], city=city)
        if not DirectoryEntry.objects.filter(organisation=body).exists():
            _lay(about, body, places, now - timedelta(days=about["days_ago"]))
        # A service may be at a place of another body, as the clinic is at the hub.
        places |= {(city.slug, place.name): place for place in ServicePlace.objects.filter(entry__organisation=body)}


def _lay(about: dict, body: Organisation, places: dict, at: datetime) -> None:
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=body.city).first()
    entry = keeping.list_entry(body, by=by, at=at, **{name: value for name, value in about.items() if name not in OF_A_LIST})
    for place in about.get("place", ()):
        on_map = {name: Decimal(place[name]) for name in ("latitude", "longitude")}
        places[about["city"], place["name"]] = keeping.add_place(entry, by=by, at=at, **{**place, **on_map})
    for service in about["service"]:
        there = [places[about["city"], name] for name in service.get("places", ())]
        keeping.add_service(entry, by=by, at=at, places=there, **{"language": "en", **{name: value for name, value in service.items() if name != "places"}})

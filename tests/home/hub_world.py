"""Builders for hubs and entries of the directory, by the verbs everybody uses."""

from academy.directory.keeping import add_place, add_service, list_entry
from academy.models import DirectoryEntry, EntryKeeper, Hub, Organisation, PartnerCity, User
from home.hub_keeping import set_up
from tests.world import NOW

ABOUT = {"name": "Desk by the sea", "language": "en", "territory": "The coast", "email": "hub@people.example", "phone": "", "address": "Harbour 1", "priority_women": True,
         "priority_young": False, "answer_days": 5, "referral_days": 10, "confirm_months": 6}


def make_hub(city: PartnerCity, *, is_open: bool = True, **fields) -> Hub:
    """With nobody who does orientation: tests/world.py works_at_hub."""
    hub = set_up(city, by=None, at=NOW, **{**ABOUT, **fields})
    if is_open:
        Hub.objects.filter(pk=hub.pk).update(opened_at=NOW)
        hub.refresh_from_db()
    return hub


def make_entry(city: PartnerCity, name: str = "Loom House", *, services: int = 1, places: int = 1, at=NOW, **fields) -> DirectoryEntry:
    """Listed and confirmed at the moment `at`; each service is offered at all of its places."""
    entry = list_entry(Organisation.objects.create(city=city, name=name), by=None, at=at, language="en", **fields)
    there = [add_place(entry, by=None, at=at, name=f"{name}, room {n}", town="Harbour", latitude=38.7, longitude=-9.4 - n / 1000, is_workspace=True, seats=8, seats_free=3,
                       hours={"mo": [["09:00", "13:00"]]}) for n in range(places)]
    for n in range(services):
        add_service(entry, by=None, at=at, places=there, name=f"Advice {n} at {name}", kind="legal", language="en", languages=["pt"], description="Somebody who reads contracts.")
    return entry


def keeps(person: User, entry: DirectoryEntry) -> EntryKeeper:
    return EntryKeeper.objects.create(entry=entry, person=person, started_on=NOW.date())

"""What closing an organisation would do: to its services and places, and to people who were passed on to it."""

from datetime import date

from academy.models import DirectoryEntry, Hub, Service
from mentoring.models import Referral


def what_closing_does(entry: DirectoryEntry, person, on: date) -> dict:
    """{services, places: how many are listed now; referrals: open ones of hubs where the reader does orientation, None for other readers, who are told no number}"""
    listed = Service.objects.listed(on).filter(entry=entry).count()
    places = entry.places.filter(ended_on__isnull=True)
    hubs = list(Hub.objects.worked_by(person, on))
    return {"services": listed, "places": places.count(), "referrals": _open_referrals(entry, hubs) if hubs else None}


def _open_referrals(entry: DirectoryEntry, hubs: list[Hub]) -> int:
    keys = [str(key) for key in (*entry.services.values_list("key", flat=True), *entry.places.values_list("key", flat=True))]
    return Referral.objects.open().filter(suggestion__request__hub__in=hubs, suggestion__kind__in=("service", "place"), suggestion__way_key__in=keys).count()

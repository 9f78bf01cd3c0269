"""Our rows as values by field, as the rows of HSDS are read (academy/directory/hsds_reading.py)."""

from academy.models import DirectoryEntry, Service, ServicePlace

OF_ENTRY = ("about", "email", "phone", "how_to_reach", "language")
OF_BODY = ("name", "kind", "website")
OF_SERVICE = ("name", "description", "url", "email", "phone", "whom", "how_to_reach", "cost_note", "languages", "stages", "kind", "cost", "open_to_cities", "language",
              "confirmed_on")
OF_PLACE = ("name", "address", "town", "latitude", "longitude", "hours", "hours_note", "access", "is_workspace", "seats", "seats_free")


def values_of_entry(entry: DirectoryEntry) -> dict:
    body = entry.organisation
    return ({name: getattr(body, name) for name in OF_BODY} if body.pk else {}) | ({name: getattr(entry, name) for name in OF_ENTRY} if entry.pk else {})


def values_of_service(service: Service) -> dict:
    values = {name: getattr(service, name) for name in OF_SERVICE}
    return {**values, "languages": sorted(values["languages"]), "offered": service.ended_on is None}


def values_of_place(place: ServicePlace) -> dict:
    values = {name: getattr(place, name) for name in OF_PLACE}
    return {**values, "hours": {day: spans for day, spans in place.hours.items() if spans}}

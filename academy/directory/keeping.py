"""Keeping the directory: what a keeper, a hub or a file does to an entry, its services and its places. Each is one line of the log.

`fields` are those of the model by name; texts are made plain, and lists as they are. Who may is asked by the caller (`DirectoryEntry.objects.kept_by`).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from academy.directory.confirming import confirm, is_unconfirmed
from academy.directory.searching import set_search
from academy.models import DirectoryEntry, EntryKeeper, Organisation, PartnerCity, Service, ServiceAtPlace, ServicePlace, record
from academy.sanitise import plain

__all__ = ["add_place", "add_service", "change_entry", "change_place", "change_service", "close_entry", "confirm", "end_keeper", "end_place", "end_service",
           "is_unconfirmed", "list_entry", "name_keeper", "reopen_entry"]
OF_ORGANISATION = ("name", "kind", "website")
ON_SEVERAL_LINES = ("about", "description")


def _set(row, fields: dict) -> list[str]:
    """Put `fields` on the row; the names of those that changed."""
    changed = []
    for name, value in fields.items():
        if isinstance(value, str):
            value = plain(value).strip() if name in ON_SEVERAL_LINES else " ".join(plain(value).split())
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return sorted(changed)


def _told(by, verb: str, kind: str, row, entry: DirectoryEntry, at: datetime, **details) -> None:
    record(by, verb, kind, row.key, at=at, details={"city": entry.organisation.city.slug, **details})


@transaction.atomic
def list_entry(organisation: Organisation, *, by, at: datetime, **fields) -> DirectoryEntry:
    """Put an organisation into the directory, or back into it; it counts as confirmed that day."""
    entry = DirectoryEntry.objects.filter(organisation=organisation).first() or DirectoryEntry(organisation=organisation)
    entry.listed_at, entry.closed_on = entry.listed_at or at, None
    entry.confirmed_on, entry.asked_to_confirm_on = timezone.localdate(at), None
    _save_entry(entry, fields, at)
    _told(by, "listed", "directory_entry", entry, entry, at)
    return entry


@transaction.atomic
def list_new_body(city: PartnerCity, *, name: str, kind: str, by, at: datetime, **fields) -> DirectoryEntry:
    """An organisation nobody has written down yet, and its entry. IntegrityError when the city has one of this name."""
    return list_entry(Organisation.objects.create(city=city, name=name, kind=kind), by=by, at=at, **fields)


@transaction.atomic
def change_entry(entry: DirectoryEntry, *, by, at: datetime, **fields) -> DirectoryEntry:
    """`fields`: those of the entry, and name, kind and website of its organisation."""
    if changed := _save_entry(entry, fields, at):
        for service in entry.services.select_related("entry__organisation"):
            if set_search(service):
                service.save(update_fields=["search", "facets"])
        _told(by, "changed", "directory_entry", entry, entry, at, fields=changed)
    return entry


def _save_entry(entry: DirectoryEntry, fields: dict, at: datetime) -> list[str]:
    of_organisation = _set(entry.organisation, {name: value for name, value in fields.items() if name in OF_ORGANISATION})
    if of_organisation:
        entry.organisation.save(update_fields=of_organisation)
    changed = _set(entry, {name: value for name, value in fields.items() if name not in OF_ORGANISATION})
    if entry.pk is None or changed or of_organisation:
        entry.changed_at = at
    entry.save()
    return of_organisation + changed


@transaction.atomic
def add_service(entry: DirectoryEntry, *, by, at: datetime, places: Iterable[ServicePlace] = (), **fields) -> Service:
    service = Service(entry=entry, confirmed_on=timezone.localdate(at))
    _set(service, fields)
    set_search(service)
    service.save()
    ServiceAtPlace.objects.bulk_create(ServiceAtPlace(service=service, place=place) for place in places)
    _touch(entry, at)
    _told(by, "added", "service", service, entry, at)
    return service


@transaction.atomic
def change_service(service: Service, *, by, at: datetime, places: Iterable[ServicePlace] | None = None, **fields) -> Service:
    """`places`: all where it is offered from now on; None leaves them as they are."""
    changed = _set(service, fields)
    set_search(service)
    service.save()
    if places is not None:
        wanted, present = {place.pk: place for place in places}, set(service.at_places.values_list("place_id", flat=True))
        if wanted.keys() != present:
            service.at_places.exclude(place_id__in=wanted).delete()
            ServiceAtPlace.objects.bulk_create(ServiceAtPlace(service=service, place=place) for pk, place in wanted.items() if pk not in present)
            changed.append("places")
    if changed:
        _touch(service.entry, at)
        _told(by, "changed", "service", service, service.entry, at, fields=changed)
    return service


@transaction.atomic
def end_service(service: Service, *, on: date, by, at: datetime) -> None:
    """No longer offered since the day `on`."""
    service.ended_on = on
    service.save(update_fields=["ended_on"])
    _touch(service.entry, at)
    _told(by, "ended", "service", service, service.entry, at, on=on.isoformat())


@transaction.atomic
def add_place(entry: DirectoryEntry, *, by, at: datetime, **fields) -> ServicePlace:
    place = ServicePlace(entry=entry)
    _set(place, fields)
    place.save()
    _touch(entry, at)
    _told(by, "added", "service_place", place, entry, at)
    return place


@transaction.atomic
def change_place(place: ServicePlace, *, by, at: datetime, **fields) -> ServicePlace:
    if changed := _set(place, fields):
        place.save()
        _touch(place.entry, at)
        _told(by, "changed", "service_place", place, place.entry, at, fields=changed)
    return place


@transaction.atomic
def end_place(place: ServicePlace, *, on: date, by, at: datetime) -> None:
    """No longer used since the day `on`; nothing is offered there any more."""
    place.ended_on = on
    place.save(update_fields=["ended_on"])
    place.of_services.all().delete()
    _touch(place.entry, at)
    _told(by, "ended", "service_place", place, place.entry, at, on=on.isoformat())


@transaction.atomic
def name_keeper(entry: DirectoryEntry, person, *, by, at: datetime) -> EntryKeeper:
    """This person keeps the entry from that day on; who keeps it already goes on."""
    on = timezone.localdate(at)
    keeper, made = EntryKeeper.objects.get_or_create(entry=entry, person=person, finished_on=None, defaults={"started_on": on, "named_by": by})
    if made:
        _told(by, "named", "entry_keeper", entry, entry, at, who=str(person.subject))
    return keeper


@transaction.atomic
def end_keeper(keeper: EntryKeeper, *, by, at: datetime) -> None:
    keeper.finished_on = timezone.localdate(at)
    keeper.save(update_fields=["finished_on"])
    _told(by, "ended", "entry_keeper", keeper.entry, keeper.entry, at, who=str(keeper.person.subject))


@transaction.atomic
def close_entry(entry: DirectoryEntry, *, on: date, by, at: datetime) -> None:
    """The organisation closed on the day `on`: nobody finds it any more, and what pointed at it can say why."""
    entry.closed_on, entry.changed_at = on, at
    entry.save(update_fields=["closed_on", "changed_at"])
    _told(by, "closed", "directory_entry", entry, entry, at, on=on.isoformat())


@transaction.atomic
def reopen_entry(entry: DirectoryEntry, *, by, at: datetime) -> None:
    entry.closed_on, entry.changed_at = None, at
    entry.save(update_fields=["closed_on", "changed_at"])
    _told(by, "reopened", "directory_entry", entry, entry, at)


def _touch(entry: DirectoryEntry, at: datetime) -> None:
    entry.changed_at = at
    entry.save(update_fields=["changed_at"])

"""A service and a place of the directory, as a hub may suggest them: whom to tell, and what is gone."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.directory.folding import folded
from academy.directory.searching import find_services
from academy.models import DirectoryEntry, Service, ServicePlace
from academy.ways import Way, way_kind

MOST = 20


def find_service_ways(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Those of the hub's city first, then those of other cities that are open to its people; words in the name first."""
    on, typed = timezone.localdate(at), folded(words).split()
    found = find_services(words=words, city=hub.city, open_to_cities=True, on=on)
    mine = list(found.filter(entry__organisation__city=hub.city)[:200])
    others = list(found.exclude(entry__organisation__city=hub.city)[:MOST])
    ranked = sorted((*mine, *others), key=lambda one: (one.entry.organisation.city_id != hub.city_id, not all(word in folded(one.name) for word in typed), one.name))
    return [_of_service(one, on) for one in ranked[:MOST]]


def find_place_ways(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Co-working and incubation places of the hub's city."""
    typed = folded(words).split()
    there = (ServicePlace.objects.filter(is_workspace=True, ended_on=None, entry__in=DirectoryEntry.objects.listed().filter(organisation__city=hub.city))
             .select_related("entry__organisation__city"))
    fit = [one for one in there if all(word in folded(f"{one.name} {one.town} {one.entry.organisation.name} {one.entry.about}") for word in typed)]
    return [_of_place(one) for one in fit[:MOST]]


def get_service(key: str, language: str, at: datetime) -> Way | None:
    one = _by_key(Service, key)
    return one and _of_service(one, timezone.localdate(at))


def get_place(key: str, language: str, at: datetime) -> Way | None:
    one = _by_key(ServicePlace, key)
    return one and _of_place(one)


def _by_key(model, key: str):
    try:
        return model.objects.select_related("entry__organisation__city").filter(key=UUID(key)).first()
    except ValueError:
        return None


def _gone(entry: DirectoryEntry) -> str:
    name = entry.organisation.name
    if entry.closed_on is not None:
        return _("%(organisation)s has closed.") % {"organisation": name}
    return "" if entry.listed_at else _("%(organisation)s no longer stands in the directory.") % {"organisation": name}


def _of_service(one: Service, on) -> Way:
    entry, body = one.entry, one.entry.organisation
    gone = _gone(entry) or (_("It is no longer offered.") if one.ended_on is not None and one.ended_on <= on else "")
    return Way(kind="service", key=str(one.key), title=one.name, language=one.language, url=reverse("directory_entry", args=[entry.key]), receiver=body.name,
               email=one.email or entry.email, gone=gone,
               note=" · ".join(str(part) for part in (one.get_kind_display(), body.name, body.city.name, one.get_cost_display() if one.cost else "") if part))


def _of_place(one: ServicePlace) -> Way:
    entry, body = one.entry, one.entry.organisation
    if one.seats_free is not None:
        seats = _("%(free)d of %(seats)d seats free") % {"free": one.seats_free, "seats": one.seats}
    else:
        seats = _("%(seats)d seats") % {"seats": one.seats} if one.seats else ""
    gone = _gone(entry) or (_("It is no longer used.") if one.ended_on is not None else "")
    return Way(kind="place", key=str(one.key), title=one.name, language=entry.language, url=reverse("directory_entry", args=[entry.key]), receiver=body.name, email=entry.email,
               gone=gone, note=" · ".join(part for part in (body.name, one.town or body.city.name, seats) if part))


way_kind("service", gettext_lazy("a service"), 10, find_service_ways, get_service)
way_kind("place", gettext_lazy("a place to work"), 20, find_place_ways, get_place)

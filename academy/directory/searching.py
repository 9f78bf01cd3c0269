"""Searching the directory: folded words, each of which must be there, and a few filters. The same on SQLite and PostgreSQL."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from academy.directory.folding import folded
from academy.models import PartnerCity, Service, ServicePlace

__all__ = ["find_services", "folded", "places_on_map", "refresh_all", "refresh_search"]
MOST_WORDS = 10
MOST_ON_MAP = 500
ANY_STAGE = "any"


def find_services(*, words: str = "", kind: str = "", stage: str = "", language: str = "", cost: str = "", city: PartnerCity | None = None,
                  open_to_cities: bool = False, on: date) -> QuerySet[Service]:
    """Listed services that hold all of `words` and pass each filter given, by name.

    `stage`: a service that names no stages serves all of them. `language`: one that names no languages is left out, since nobody knows.
    `city` with `open_to_cities`: those of the city, and those of others that are open to its people.
    """
    found = Service.objects.listed(on).select_related("entry__organisation__city")
    for word in folded(words).split()[:MOST_WORDS]:
        found = found.filter(search__contains=word)
    if kind:
        found = found.filter(kind=kind)
    if stage:
        found = found.filter(Q(facets__contains=facet("stage", stage)) | Q(facets__contains=facet("stage", ANY_STAGE)))
    if language:
        found = found.filter(facets__contains=facet("language", language))
    if cost:
        found = found.filter(cost=cost)
    if city is not None and open_to_cities:
        found = found.filter(Q(entry__organisation__city=city) | Q(open_to_cities=True))
    elif city is not None:
        found = found.filter(entry__organisation__city=city)
    elif open_to_cities:
        found = found.filter(open_to_cities=True)
    return found.order_by("name", "pk")


def places_on_map(services: QuerySet[Service], most: int = MOST_ON_MAP) -> list[ServicePlace]:
    """Places with a position where one of `services` is offered, each once with its entry, organisation and city; `offers`: how many of them there. One query."""
    there = ServicePlace.objects.filter(latitude__isnull=False, ended_on__isnull=True, services__in=services.order_by().values("pk"))
    return list(there.annotate(offers=Count("services", distinct=True)).select_related("entry__organisation__city").order_by("name", "pk")[:most])


def facet(name: str, value: str) -> str:
    return f"|{name}:{value}|"


def search_of(service: Service) -> str:
    organisation = service.entry.organisation
    return folded(" ".join((service.name, service.description, service.whom, organisation.name, service.entry.about)))


def facets_of(service: Service) -> str:
    stages = [facet("stage", stage) for stage in service.stages or [ANY_STAGE]]
    return "".join(stages + [facet("language", language) for language in service.languages])


def set_search(service: Service) -> bool:
    """Set what a search reads, not saved; whether it was something else before."""
    before = (service.search, service.facets)
    service.search, service.facets = search_of(service), facets_of(service)
    return before != (service.search, service.facets)


def refresh_search(service: Service) -> None:
    if set_search(service):
        Service.objects.filter(pk=service.pk).update(search=service.search, facets=service.facets)


def refresh_all(batch: int = 500) -> int:
    """Mend what searches read where it differs, such as after an organisation was renamed elsewhere; how many services differed."""
    differ = [one for one in Service.objects.select_related("entry__organisation").iterator(chunk_size=batch) if set_search(one)]
    Service.objects.bulk_update(differ, ["search", "facets"], batch_size=batch)
    return len(differ)

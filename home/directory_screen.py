"""What the directory shows: a page of services with where they are offered, and the places of all that was found on a map. Constant in queries."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch

from academy.directory.keeping import is_unconfirmed
from academy.directory.searching import find_services, places_on_map
from academy.models import Hub, Service, ServicePlace
from courses.lesson_body import direction
from home.city_texts import own_name
from home.directory_map import directory_map, towns_of
from home.directory_wanted import Choices, Wanted

A_PAGE = 24
MOST_ON_MAP = 200


def directory_context(wanted: Wanted, offered: Choices, number: str, on: date) -> dict:
    """The page `number` of what is wanted, on the date `on`. `number` comes from the address: anything else counts as the first."""
    found = find_services(words=wanted.words, kind=wanted.kind, stage=wanted.stage, language=wanted.language, cost=wanted.cost, city=wanted.city,
                          open_to_cities=wanted.open_to_cities, on=on)
    page = Paginator(found.prefetch_related(_places()), A_PAGE).get_page(number)
    shown = list(page.object_list)
    tell_more(shown, on)
    towns = towns_of(list(places_on_map(found, most=MOST_ON_MAP)))
    return {"wanted": wanted, "choices": offered, "page": page, "services": shown, "towns": towns, "map_svg": directory_map(towns), "query": wanted.query(),
            "on_map": sum(len(town.places) for town in towns), "most_on_map": MOST_ON_MAP}


def _places() -> Prefetch:
    return Prefetch("places", ServicePlace.objects.filter(ended_on__isnull=True), to_attr="now_at")


def tell_more(services: list[Service], on: date) -> None:
    """Give each service `unconfirmed`, `spoken` and `direction`; one query, for the hubs of their cities."""
    hubs = {hub.city_id: hub for hub in Hub.objects.filter(city__in={each.entry.organisation.city_id for each in services})}
    for each in services:
        each.unconfirmed = is_unconfirmed(each.entry, hubs.get(each.entry.organisation.city_id), on)
        each.spoken = [{"code": code, "name": own_name(code)} for code in each.languages]
        each.direction = direction(each.language)

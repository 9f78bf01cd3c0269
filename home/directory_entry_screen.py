"""One organisation as the directory shows it: what it offers, where, when it is open, and since when somebody confirmed it."""

from datetime import date

from academy.directory.keeping import is_unconfirmed
from academy.models import DirectoryEntry, Hub, Stage
from courses.lesson_body import direction
from home.city_texts import own_name
from home.directory_hours import as_table
from home.directory_map import directory_map, towns_of


def entry_context(entry: DirectoryEntry, person, on: date) -> dict:
    """`entry`: with organisation and city loaded. The same queries however many services and places it has."""
    city = entry.organisation.city
    hub = Hub.objects.filter(city=city).first()
    services = [each for each in entry.services.prefetch_related("places") if each.ended_on is None or each.ended_on > on]
    places = [each for each in entry.places.all() if each.ended_on is None or each.ended_on > on]
    here = {each.pk for each in places}
    for each in services:
        each.now_at = [place for place in each.places.all() if place.pk in here]
        each.spoken = [{"code": code, "name": own_name(code)} for code in each.languages]
        each.for_stages = [Stage(code).label for code in each.stages if code in Stage.values]
        each.direction = direction(each.language)
    for each in places:
        each.week, each.entry = as_table(each.hours), entry
    towns = towns_of([each for each in places if each.latitude is not None])
    return {"entry": entry, "organisation": entry.organisation, "city": city, "hub": hub if hub and hub.is_open else None, "services": services, "places": places,
            "map_svg": directory_map(towns), "direction": direction(entry.language), "unconfirmed": entry.closed_on is None and is_unconfirmed(entry, hub, on),
            "may_change": DirectoryEntry.objects.kept_by(person, on).filter(pk=entry.pk).exists()}

"""The places of the directory on a map of tiles, and the same places as a list: towns are markers, so that a hundred doors of one town do not cover each other."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import ServicePlace
from academy.mosaic import Place, map_svg

MOST_MARKERS = 40
NEAR = 0.2  # degrees: places of one town name within it share a marker
NARROWEST = 4.0  # degrees a map of the directory shows at least: one governorate is seen


@dataclass(frozen=True, slots=True)
class Town:
    """`key`: its anchor in the list; `places`: by name."""

    key: str
    name: str
    latitude: float
    longitude: float
    places: list[ServicePlace]


def towns_of(places: list[ServicePlace]) -> list[Town]:
    """Places with their organisation and city loaded, by town; the fullest towns first. Pure: no query."""
    found: dict[tuple, list[ServicePlace]] = {}
    for place in places:
        name = place.town or place.entry.organisation.city.name
        spot = (name.casefold(), round(float(place.latitude) / NEAR), round(float(place.longitude) / NEAR))
        found.setdefault(spot, []).append(place)
    towns = []
    for there in sorted(found.values(), key=lambda each: (-len(each), each[0].pk)):
        first = there[0]
        towns.append(Town(f"town-{first.pk}", first.town or first.entry.organisation.city.name, sum(float(each.latitude) for each in there) / len(there),
                          sum(float(each.longitude) for each in there) / len(there), sorted(there, key=lambda each: (each.name.casefold(), each.pk))))
    return towns


def directory_map(towns: list[Town]) -> str:
    """<svg>, a link to the list at each marker; empty without places. The fullest MOST_MARKERS towns are drawn, all of them stand in the list."""
    shown = [Place(town.name, town.latitude, town.longitude, f"#{town.key}", len(town.places) if len(town.places) > 1 else 0, _said(town)) for town in towns[:MOST_MARKERS]]
    return map_svg(shown, _("Map of the places"), key="places-map", narrowest=NARROWEST)


def _said(town: Town) -> str:
    return ngettext("%(town)s: %(count)d place", "%(town)s: %(count)d places", len(town.places)) % {"town": town.name, "count": len(town.places)}

"""What everybody sees of hubs: all of them with a map, and one with what its city offers."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.models import Hub, Service, ServiceKind, ServicePlace
from academy.mosaic import Place, map_svg, tile_svg
from home.city_texts import country_name, texts_of
from home.directory_hours import as_table
from home.hub_network_parts import parts_of
from home.hub_words import hub_words

MOST_WORKSPACES = 12


def hubs_context(language: str) -> dict:
    """Every open hub, by the name of its city; three queries, however many there are."""
    hubs = list(Hub.objects.open().select_related("city"))
    words, cities = hub_words(hubs, language), texts_of([hub.city for hub in hubs], language)
    rows = [{"hub": hub, "words": words[hub.pk], "city": cities[hub.city_id], "url": reverse("hub", args=[hub.city.slug]), "country": country_name(hub.city.country),
             "tile_svg": tile_svg(hub.city.tradition, hub.city.slug, title="")} for hub in hubs]
    rows.sort(key=lambda row: row["city"].title.casefold())
    places = [Place(row["city"].title, *row["hub"].city.on_map, row["url"]) for row in rows if row["hub"].city.on_map]
    return {"rows": rows, "map_svg": map_svg(places, _("Map of the hubs")), "kinds": ServiceKind.choices}


def hub_context(hub: Hub, language: str, on) -> dict:
    """One hub, as anybody sees it on the date `on`."""
    listed = Service.objects.listed(on).filter(entry__organisation__city=hub.city)
    counts = {row["kind"]: row["n"] for row in listed.order_by().values("kind").annotate(n=Count("pk"))}
    search = f"{reverse('directory')}?city={hub.city.slug}"
    workspaces = list(ServicePlace.objects.filter(is_workspace=True, ended_on__isnull=True, entry__organisation__city=hub.city, entry__listed_at__isnull=False,
                                                  entry__closed_on__isnull=True).select_related("entry__organisation")[:MOST_WORKSPACES])
    for each in workspaces:
        each.week = as_table(each.hours)
    return {
        "hub": hub, "city": hub.city, "words": hub_words([hub], language)[hub.pk], "city_text": texts_of([hub.city], language)[hub.city_id],
        "tile_svg": tile_svg(hub.city.tradition, hub.city.slug, title=""), "ask_url": f"{_ask()}?hub={hub.city.slug}", "directory_url": search,
        "kinds": [{"label": label, "count": counts[kind], "url": f"{search}&kind={kind}"} for kind, label in ServiceKind.choices if counts.get(kind)],
        "workspaces": workspaces, **parts_of([hub], language, timezone.now())[hub.pk], "has_figures": hub.figures.exists(),
    }


def _ask() -> str:
    return reverse("desk_ask")

"""The network of hubs: what each does, what others can borrow of it, who trains, and which niches several have noted."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from academy.directory.folding import folded
from academy.models import Hub, Service, ServiceKind
from academy.mosaic import tile_svg
from cohorts.models import Practice
from courses.catalogue import courses_in
from home.city_texts import texts_of
from home.hub_network_parts import parts_of
from home.hub_words import hub_words

A_FEW = 6  # of each kind for each hub; the directory and the list of practices hold the others
SHORTEST_WORD = 5  # letters; shorter ones join anything


def network_context(language: str, at: datetime) -> dict:
    """The queries do not grow with hubs, services, practices, courses or niches."""
    hubs, on = list(Hub.objects.open().select_related("city")), timezone.localdate(at)
    cities = {hub.city_id for hub in hubs}
    words, texts, parts = hub_words(hubs, language), texts_of([hub.city for hub in hubs], language), parts_of(hubs, language, at)
    services, training = _services(cities, on)
    practices: dict[int, list] = defaultdict(list)
    for practice in Practice.objects.public().filter(city__in=cities).order_by("-published_at", "-pk"):
        practices[practice.city_id].append(practice)
    courses = _courses(cities, language)
    rows = [{"hub": hub, "words": words[hub.pk], "city": texts[hub.city_id], "url": reverse("hub", args=[hub.city.slug]), "tile_svg": tile_svg(hub.city.tradition, hub.city.slug, title=""),
             "services": services[hub.city_id][:A_FEW], "all_services": len(services[hub.city_id]), "services_url": f"{reverse('directory')}?city={hub.city.slug}&open=1",
             "practices": practices[hub.city_id][:A_FEW], "training": training[hub.city_id][:A_FEW], "courses": _once(courses[hub.city_id], parts[hub.pk]["offers"]), **parts[hub.pk]}
            for hub in hubs]
    rows.sort(key=lambda row: row["city"].title.casefold())
    return {"rows": rows, "common": niches_in_common([niche["niche"] for row in rows for niche in row["niches"]])}


def _services(cities: set[int], on: date) -> tuple[dict[int, list[Service]], dict[int, list[Service]]]:
    """({city: open to other cities}, {city: those that train}); one query."""
    shared: dict[int, list[Service]] = defaultdict(list)
    training: dict[int, list[Service]] = defaultdict(list)
    found = Service.objects.listed(on).filter(Q(open_to_cities=True) | Q(kind=ServiceKind.TRAINING), entry__organisation__city__in=cities)
    for each in found.select_related("entry__organisation").defer("search", "hsds", "description").order_by("name", "pk"):
        city = each.entry.organisation.city_id
        if each.open_to_cities:
            shared[city].append(each)
        if each.kind == ServiceKind.TRAINING:
            training[city].append(each)
    return shared, training


def _courses(cities: set[int], language: str) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = defaultdict(list)
    for each in courses_in(language):
        page, source = each["page"], each["source"]
        if source.city_id in cities:
            found[source.city_id].append({"key": str(source.translation_key), "title": page.title, "language": page.locale.language_code, "url": reverse("course", args=[source.slug])})
    return found


def _once(courses: list[dict], offers: list[dict]) -> list[dict]:
    """The city's courses that the hub does not train supporters by, too."""
    said = {each["offer"].key for each in offers}
    return [each for each in courses if each["key"] not in said][:A_FEW]


def niches_in_common(niches: list) -> list[dict]:
    """Open niches that share the call they led to, or a longer word of their titles, between at least two hubs: [{"word", "niches"}], each set once."""
    shared: dict[str, list] = defaultdict(list)
    for niche in niches:
        for word in {each for each in folded(niche.title).split() if len(each) >= SHORTEST_WORD}:
            shared[word].append(niche)
        if niche.call:
            shared[niche.call].append(niche)
    found: dict[frozenset[int], dict] = {}
    for word in sorted(shared):
        together = shared[word]
        if len({each.hub_id for each in together}) > 1:
            found.setdefault(frozenset(each.pk for each in together), {"niches": together})
    return list(found.values())

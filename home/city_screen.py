"""What the public pages of cities show: the list with its map, and one city."""

from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.models import Organisation, PartnerCity
from academy.mosaic import Place, map_svg, tile_svg
from cohorts.exchange_texts import texts_of as exchange_texts
from cohorts.models import Exchange
from courses.catalogue import cards
from courses.lesson_body import direction, language_name
from home.city_numbers import city_in_numbers
from home.city_texts import country_name, own_name, texts_of
from home.models import CityIndexPage

MOST_EXCHANGES = 12  # of each kind on a city's page; the calendar holds them all


def city_rows(language: str) -> list[dict]:
    """Every partner city with its words, by name; two queries."""
    cities = list(PartnerCity.objects.all())
    texts = texts_of(cities, language)
    rows = [{"city": city, "text": texts[city.pk], "url": reverse("city", args=[city.slug]), "country": country_name(city.country),
             "languages": _spoken(city), "tile_svg": tile_svg(city.tradition, city.slug, title="")} for city in cities]
    return sorted(rows, key=lambda row: row["text"].title.casefold())


def cities_context(language: str) -> dict:
    rows = city_rows(language)
    pages = list(CityIndexPage.objects.live().public().filter(alias_of=None).select_related("locale").order_by("pk"))
    page = next((each for each in pages if each.locale.language_code == language), pages[0] if pages else None)
    places = [Place(row["text"].title, *row["city"].on_map, row["url"]) for row in rows if row["city"].on_map]
    return {"rows": rows, "page": page, **_language_of(page, language), "map_svg": map_svg(places, _("Map of the partner cities")), "off_map": len(rows) - len(places)}


def city_context(city: PartnerCity, language: str, person, at) -> dict:
    """One city, as anybody sees it at the moment `at`: nothing here names a person."""
    text = texts_of([city], language)[city.pk]
    zone = ZoneInfo(city.time_zone)
    hosted = Exchange.objects.programme().hosted_by(city).select_related("host_city")
    upcoming, past = list(hosted.upcoming(at)[:MOST_EXCHANGES]), list(hosted.past(at)[:MOST_EXCHANGES])
    words = exchange_texts([*upcoming, *past], language)
    return {
        "city": city, "text": text, "page": text.page, **_language_of(text.page, language), "country": country_name(city.country), "languages": _spoken(city),
        "tile_svg": tile_svg(city.tradition, city.slug, title=""), "local_now": at.astimezone(zone), "numbers": city_in_numbers(city, at.date()),
        "organisations": Organisation.objects.filter(city=city), "courses": cards(language, person, lambda source: source.city_id == city.pk),
        "upcoming": [{"exchange": each, "text": words[each.pk], **_when(each)} for each in upcoming],
        "past": [{"exchange": each, "text": words[each.pk], **_when(each)} for each in past],
    }


def _spoken(city: PartnerCity) -> list[dict]:
    return [{"code": code, "name": own_name(code), "direction": direction(code)} for code in city.languages]


def _when(exchange: Exchange) -> dict:
    """Its first and last day, in its own zone."""
    return {"starts": exchange.starts_at and exchange.starts_at.astimezone(exchange.zone), "ends": exchange.ends_at and exchange.ends_at.astimezone(exchange.zone)}


def _language_of(page, language: str) -> dict:
    written = page.locale.language_code if page else language
    return {"untranslated": written != language, "written_code": written, "written_in": language_name(written), "written_direction": direction(written)}

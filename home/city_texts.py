"""The pages of cities for readers: in the reader's language where there is one, else in the language they were written in."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from academy.models import PartnerCity
from home.models import CityPage


@dataclass(frozen=True)
class CityText:
    """`page`: what the city says, None when nothing is published; `language`: of those words; `title`: the city's name as it stands there."""

    page: CityPage | None
    title: str
    language: str


def texts_of(cities: Iterable[PartnerCity], language: str) -> dict[int, CityText]:
    """{city id: its words}, in one query. The first page of a city that was written counts as its own language."""
    cities = list(cities)
    found: dict[int, CityPage] = {}
    pages = CityPage.objects.live().public().filter(city__in=cities, alias_of=None).select_related("locale", "image").order_by("pk")
    for page in pages:
        if page.city_id not in found or page.locale.language_code == language:
            found[page.city_id] = page
    return {city.pk: CityText(found[city.pk], found[city.pk].title, found[city.pk].locale.language_code) if city.pk in found
            else CityText(None, city.name, language) for city in cities}


def own_name(code: str) -> str:
    """A language in its own words: euskara for eu. The code itself where nobody knows better."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def country_name(code: str) -> str:
    """A country in the reader's language."""
    return Locale.parse((get_language() or "en").replace("-", "_")).territories.get(code.upper(), code)

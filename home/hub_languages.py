"""In which languages texts of hubs and of the directory are written: those of the academy and those of the city."""

from academy.context import OWN_NAMES
from academy.models import PartnerCity
from home.city_texts import own_name


def text_languages(city: PartnerCity, *also: str) -> list[tuple[str, str]]:
    """[(code, its own name)]: the city's first, then the academy's, then `also` (what a text is in already)."""
    codes = dict.fromkeys([*city.languages, *OWN_NAMES, *filter(None, also)])
    return [(code, OWN_NAMES.get(code) or own_name(code)) for code in codes]

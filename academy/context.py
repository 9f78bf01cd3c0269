"""What every page's shell needs: the languages, each with the address of this same page in it."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_bidi

OWN_NAMES = {"en": "English", "pt": "Português", "es": "Español", "ca": "Català", "fr": "Français", "it": "Italiano",
             "el": "Ελληνικά", "ar": "العربية"}


def language_links(path: str) -> list[dict]:
    """[{code, name, url, current}] for the page at `path`, in the order of settings.LANGUAGES."""
    current = get_language()
    return [{"code": code, "name": OWN_NAMES[code], "url": translate_url(path, code), "current": code == current}
            for code, _name in settings.LANGUAGES]


def shell(request) -> dict:
    return {
        "language_links": language_links(request.get_full_path()),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "demo_mode": settings.DEMO,
        "has_city_identities": bool(settings.CITY_IDENTITIES),
    }

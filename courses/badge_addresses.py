"""The addresses that stand in badges: absolute, without a language, kept for as long as somebody may check one."""

from django.conf import settings
from django.urls import reverse

from academy.standards.did_web import PublicKey, did_of
from academy.standards.open_badges import Profile
from courses.models import BadgeVersion, Issuer, IssuerKey, StatusList


def _absolute(name: str, *args) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def issuer_url(issuer: Issuer) -> str:
    return _absolute("badge_issuer", issuer.slug)


def profile_of(issuer: Issuer) -> Profile:
    """Who signs, as others read it: the city, or the network."""
    url = issuer_url(issuer)
    return Profile(id=did_of(url), url=url, name=issuer.city.name if issuer.city_id else settings.WAGTAIL_SITE_NAME)


def public_key(key: IssuerKey) -> PublicKey:
    return PublicKey(name=key.kid, url=_absolute("badge_issuer_key", key.issuer.slug, key.kid), raw=key.public_bytes)


def method_of(key: IssuerKey) -> str:
    """The key's name in the issuer's DID document."""
    return f"{did_of(issuer_url(key.issuer))}#{key.kid}"


def credential_url(award_id) -> str:
    return _absolute("badge_credential", award_id)


def status_list_url(status_list: StatusList) -> str:
    return _absolute("badge_status_list", status_list.issuer.slug, status_list.number)


def achievement_url(version: BadgeVersion, language: str) -> str:
    return _absolute("badge_achievement", version.badge.key, version.number, language)


def picture_url(version: BadgeVersion, kind: str = "png") -> str:
    return _absolute("badge_picture", version.badge.key, version.number, kind)


def skill_url(code: str) -> str:
    """Where the academy explains a skill, for frameworks whose own addresses are not known."""
    return f"{settings.BASE_URL}/{settings.LANGUAGE_CODE}/skills/#{code}"

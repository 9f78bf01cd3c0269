"""What programs read when they check a badge: who issued it, by which keys, what it stands for, and whether it was taken back. Open to all, no cookies."""

import hashlib
import json

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.standards.badge_status import REFRESH
from academy.standards.did_web import did_document, jwks
from academy.standards.open_badges import CONTEXTS
from courses.badge_addresses import profile_of, public_key
from courses.badge_pictures import png_of, svg_of
from courses.badge_status import signed_list
from courses.badge_versions import achievement_of
from courses.models import BadgeAward, BadgeVersion, Issuer, IssuerKey, StatusList
from courses.sealed_keys import KeyLost

HOUR, YEAR = 3600, 365 * 24 * 3600
TOKENS = ("application/vc+jwt", "application/jwt")


@require_safe
def issuer(request, slug: str):
    """The profile of an issuer."""
    return _json(request, {"@context": CONTEXTS, **profile_of(_issuer(slug)).as_json()}, HOUR)


@require_safe
def did(request, slug: str):
    """The DID document: every key whose signatures still hold."""
    found = _issuer(slug)
    return _json(request, did_document(profile_of(found).id, _keys(found)), REFRESH)


@require_safe
def key_set(request, slug: str):
    return _json(request, jwks(_keys(_issuer(slug))), REFRESH)


@require_safe
def one_key(request, slug: str, kid: str):
    """The key a JWT names, while its signatures hold."""
    key = get_object_or_404(IssuerKey.objects.verifying().select_related("issuer"), kid=kid, issuer__slug=slug)
    return _json(request, public_key(key).jwk(), REFRESH)


@require_safe
def status_list(request, slug: str, number: int):
    kept = get_object_or_404(StatusList.objects.select_related("issuer__city"), issuer__slug=slug, number=number)
    as_token = _wants_token(request)
    try:
        text = signed_list(kept, timezone.now(), as_token)
    except KeyLost:
        return HttpResponse("The list cannot be signed at the moment.\n", status=503, content_type="text/plain; charset=utf-8")
    return _negotiated(_open(request, text.encode(), TOKENS[0] if as_token else "application/vc+ld+json", REFRESH))


@require_safe
def achievement(request, key, version: int, language: str):
    """What a badge of this version stands for, in a language."""
    found = _version(key, version)
    if language != "en" and not found.words["titles"].get(language):
        raise Http404("language")
    return _json(request, {"@context": CONTEXTS, **achievement_of(found, language)}, HOUR)


@require_safe
def picture(request, key, version: int, kind: str):
    """The picture of a version: it never changes."""
    found = _version(key, version)
    if kind == "svg":
        return _open(request, svg_of(found), "image/svg+xml", YEAR)
    if kind != "png":
        raise Http404("kind of picture")
    return _open(request, cache.get_or_set(f"badge-png:{found.pk}", lambda: png_of(found), HOUR), "image/png", YEAR)


@require_safe
def credential(request, award):
    """The signed badge, for programs; people are led to the page that explains it. There is no name in it."""
    found = get_object_or_404(BadgeAward, pk=award)
    if "text/html" in request.headers.get("Accept", ""):
        response = redirect(f"/{get_language()}/verify/{found.pk}/")
    elif not found.credential_jwt:
        response = _open(request, b"Its holder took it back and left.\n", "text/plain; charset=utf-8", REFRESH)
        response.status_code = 410
    elif not found.shows_name:
        # The fingerprint of a name in it would confirm what somebody guessed from a list of names.
        response = _open(request, b"Its holder does not show their name. The signed file, with a fingerprint of the name in it, is theirs to give.\n",
                         "text/plain; charset=utf-8", REFRESH)
        response.status_code = 403
    elif _wants_token(request):
        response = _open(request, found.credential_jwt.encode(), TOKENS[0], REFRESH)
    else:
        response = _open(request, json.dumps(found.credential_json).encode(), "application/vc+ld+json", REFRESH)
    response["X-Robots-Tag"] = "noindex"
    return _negotiated(response)


def _issuer(slug: str) -> Issuer:
    return get_object_or_404(Issuer.objects.select_related("city"), slug=slug)


def _keys(found: Issuer):
    return [public_key(key) for key in IssuerKey.objects.verifying().filter(issuer=found).select_related("issuer").order_by("started_at", "pk")]


def _version(key, number: int) -> BadgeVersion:
    return get_object_or_404(BadgeVersion.objects.select_related("badge"), badge__key=key, number=number)


def _wants_token(request) -> bool:
    return any(kind in request.headers.get("Accept", "") for kind in TOKENS)


def _json(request, value: dict, seconds: int):
    return _open(request, json.dumps(value, ensure_ascii=False).encode(), "application/json", seconds)


def _open(request, content: bytes, content_type: str, seconds: int):
    """Readable from any page of any site, kept for so long, and asked for again by its mark."""
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Access-Control-Allow-Origin": "*", "Cache-Control": f"public, max-age={seconds}"}
    response = HttpResponse(content, content_type=content_type, headers=headers)
    answer = get_conditional_response(request, etag=mark, response=response)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _negotiated(response):
    patch_vary_headers(response, ["Accept"])
    return response

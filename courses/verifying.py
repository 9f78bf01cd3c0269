"""Checking a badge somebody holds out to us, and saying in plain words why it does not hold.

In this order: is it ours, by its id; is it signed, word for word, by a key of the issuer it names; does that key hold; was it taken back; is it its time.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from academy.standards.badge_baking import PNG_BEGINS, NotBaked, read_baked
from academy.standards.badge_proofs import NotProven, check_document, check_jwt, proof_of, read_jwt
from academy.standards.strict_json import read_strictly, spelled
from courses.badge_addresses import credential_url, method_of, public_key
from courses.models import BadgeAward, IssuerKey

LARGEST_FILE, LONGEST_TEXT = 3_000_000, 200_000  # bytes; characters
LONGEST_SVG = 500_000  # characters; reading XML takes many times its size
_OURS = re.compile(r".{1,300}/badges/credentials/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/", re.ASCII)


@dataclass(frozen=True)
class Verdict:
    """`ok`: it holds. `codes` and `reasons`: why not, for programs and for people (in the active language). `award`: ours, whenever the id is one of ours;
    it says nothing about what was held out unless `signed`. `claims`: the credential as signed, {} unless `signed`."""

    codes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    award: BadgeAward | None = None
    claims: dict | None = None
    signed: bool = False

    @property
    def ok(self) -> bool:
        return self.signed and not self.codes


def verify(given: bytes | str, at: datetime) -> Verdict:
    """The verdict on a JWT, a JSON document, or a picture with either in it. Reads nothing larger than LARGEST_FILE; never raises for what it is given."""
    try:
        text = _text_of(given)
    except TooBig:
        return _no("too_big", _("This is larger than any badge."))
    except (NotBaked, UnicodeError):
        return _no("no_badge", _("There is no badge in this file."))
    try:
        claims, named = _read_document(text) if text.startswith("{") else _read_token(text)
    except (NotProven, ValueError):
        return _no("unreadable", _("This cannot be read as a badge: a part is missing, or was changed."))
    award = _ours(claims)
    if award is None:
        return _no("not_ours", _("This academy has issued no such badge."))
    return _judged(award, text, claims, named, at)


def standing(award: BadgeAward, at: datetime) -> Verdict:
    """The verdict on an award of ours, as it was issued."""
    return verify(award.credential_jwt, at)


class TooBig(ValueError):
    """More than a badge ever is."""


def _text_of(given: bytes | str) -> str:
    """The JWT or the document, out of its picture. Each size is looked at before what it costs to read. Raises TooBig, NotBaked, UnicodeError."""
    _at_most(LARGEST_FILE, given)
    if isinstance(given, bytes) and given.startswith(PNG_BEGINS):
        text = read_baked(given).strip()
    else:
        text = (given.decode("utf-8-sig") if isinstance(given, bytes) else given).strip()
        if text.startswith("<"):
            _at_most(LONGEST_SVG, text)
            text = read_baked(text.encode()).strip()
    _at_most(LONGEST_TEXT, text)
    return text


def _at_most(size: int, given: bytes | str) -> None:
    if len(given) > size:
        raise TooBig(size)


def _read_token(text: str) -> tuple[dict, str]:
    header, claims = read_jwt(text)
    return claims, header["kid"]


def _read_document(text: str) -> tuple[dict, str]:
    document = read_strictly(text)
    if not isinstance(document, dict):
        raise NotProven("not a credential")
    return document, proof_of(document)["verificationMethod"]


def _ours(claims: dict) -> BadgeAward | None:
    """The award by the id, if the whole id is the one we gave it."""
    found = _OURS.fullmatch(claims["id"]) if isinstance(claims.get("id"), str) else None
    award = found and BadgeAward.objects.select_related("badge", "holder", "key", "key__issuer__city", "made_from").filter(pk=UUID(found[1])).first()
    # The address it was issued under stays its own when the academy moves to another one.
    return award if award and claims["id"] in (credential_url(award.pk), (award.credential_json or {}).get("id")) else None


def _judged(award: BadgeAward, text: str, claims: dict, named: str, at: datetime) -> Verdict:
    by_token = not text.startswith("{")
    # The belt besides the braces: what was issued stands in the academy (until its holder leaves and revokes it), and this must be it, word for word.
    as_issued = bool(award.credential_jwt) and (text == award.credential_jwt if by_token else spelled(claims) == spelled(award.credential_json))
    key = award.key if as_issued else _key_named(award, named, by_token)
    if key is None:
        return _no("other_key", _("It names a key that does not belong to who issued this badge."), award)
    try:
        credential = check_jwt(text, key.public_bytes) if by_token else check_document(claims, key.public_bytes)
    except NotProven:
        return _no("changed", _("It was changed after it was signed."), award)
    if not as_issued and (award.credential_jwt or credential["issuer"]["id"] != method_of(key).partition("#")[0]):
        return _no("changed", _("It was changed after it was signed."), award)
    found = list(_objections(award, key, credential, at))
    return Verdict(tuple(code for code, _reason in found), tuple(reason for _code, reason in found), award, credential, signed=True)


def _key_named(award: BadgeAward, named: str, by_token: bool) -> IssuerKey | None:
    for key in IssuerKey.objects.filter(issuer=award.key.issuer).select_related("issuer"):
        if named == (public_key(key).url if by_token else method_of(key)):
            return key
    return None


def _objections(award: BadgeAward, key: IssuerKey, credential: dict, at: datetime):
    since = datetime.fromisoformat(credential["validFrom"])
    until = datetime.fromisoformat(credential["validUntil"]) if "validUntil" in credential else None
    if key.revoked_at:
        yield "key_revoked", _("The key it was signed with was declared unsafe on %(day)s.") % {"day": _day(key.revoked_at)}
    if not key.signed_at(since):
        yield "key_expired", _("The key it was signed with was not in use on the day it says.")
    if award.revoked_at:
        yield "revoked", _("It was taken back on %(day)s.") % {"day": _day(award.revoked_at)}
    if until and at >= until:
        yield "expired", _("It was valid until %(day)s.") % {"day": _day(until)}
    if at < since:
        yield "not_yet", _("It is valid only from %(day)s.") % {"day": _day(since)}


def _no(code: str, reason: str, award: BadgeAward | None = None) -> Verdict:
    return Verdict((code,), (reason,), award)


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")

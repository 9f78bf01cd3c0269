"""Awarding a badge: once to each person, under a lock, signed at once."""

import secrets
import uuid

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import F

from academy.emails import queue_mail
from academy.models import User, record
from academy.standards import badge_proofs, open_badges
from academy.standards.badge_status import PLACES
from courses.badge_addresses import credential_url, method_of, profile_of, public_key, status_list_url
from courses.badge_versions import achievement_of, language_of, version_of
from courses.issuer_keys import current_key, issuer_of, turn_of
from courses.models import Badge, BadgeAward, Issuer, StatusList
from courses.sealed_keys import unseal

MOST_EVIDENCE, LONGEST_NAME, LONGEST_NARRATIVE = 30, 255, 1000


def award(badge: Badge, person: User, *, at, evidence: list[dict], again: bool = False) -> BadgeAward | None:
    """The person's award of this badge: the one they hold, or a new one, signed. Safe to repeat.

    `evidence`: [{"name", "narrative", "url"?}] in the person's language, signed as it stands. None, and nothing written: while they have no name (they are
    asked for it by mail), when they are erased, when the badge is no longer offered, and when one they had was revoked, unless `again`.
    Raises KeyLost when the issuer's key cannot be read.
    """
    with transaction.atomic():
        issuer = issuer_of(badge.city)
        with turn_of(issuer):
            held = BadgeAward.objects.of(person).unrevoked().filter(badge=badge).first()
            if held is not None:
                return held
            if not _may_earn(badge, person, at, again):
                return None
            if not person.name.strip():
                queue_mail("courses/badge_needs_name", person, f"badge:{badge.pk}:{person.pk}:name", badge=badge.pk)
                return None
            made = _signed(badge, person, issuer, at, [_piece(each) for each in evidence[:MOST_EVIDENCE]])
        record(person, "earned", "badge", made.pk, at=made.awarded_at, details={"badge": str(badge.key), "kind": badge.kind, "version": made.made_from.number})
        queue_mail("courses/badge_earned", person, f"badge:{made.pk}:earned", award=str(made.pk))
        return made


def _may_earn(badge: Badge, person: User, at, again: bool) -> bool:
    now = Badge.objects.get(pk=badge.pk)
    if person.erased_at or (now.retired_on and now.retired_on <= at.date()):
        return False
    return again or not BadgeAward.objects.of(person).filter(badge=badge).exists()


def _signed(badge: Badge, person: User, issuer: Issuer, at, evidence: list[dict]) -> BadgeAward:
    version = version_of(badge, at)
    language = language_of(version, person.language or settings.LANGUAGE_CODE)
    key = current_key(issuer, at)
    since = max(at.replace(microsecond=0), key.started_at)
    until = since + relativedelta(months=badge.valid_months) if badge.valid_months else None
    status_list, index = _free_place(issuer, at)
    made = BadgeAward(id=uuid.uuid4(), badge=badge, made_from=version, holder=person, holder_name=person.name.strip(), language=language,
                      achievement=achievement_of(version, language), evidence=evidence, awarded_at=since, expires_at=until, key=key,
                      status_list=status_list, status_index=index)
    credential = open_badges.credential(
        id=credential_url(made.pk), issuer=profile_of(issuer), achieved=made.achievement, holder_name=made.holder_name, salt=secrets.token_hex(16),
        valid_from=since, valid_until=until, status=open_badges.StatusPlace(status_list_url(status_list), index),
        proofs=[open_badges.evidence(**each) for each in evidence])
    private = unseal(key.sealed, key.kid)
    made.credential_jwt = badge_proofs.sign_jwt(credential, private, public_key(key).url)
    made.credential_json = badge_proofs.sign_document(credential, private, method_of(key), since)
    made.save(force_insert=True)
    return made


def _free_place(issuer: Issuer, at) -> tuple[StatusList, int]:
    """A place nobody can tell anything from: drawn by lot, on a list that is at most half full. In the issuer's turn."""
    there = StatusList.objects.filter(issuer=issuer).order_by("-number").first()
    if there is None or there.given >= PLACES // 2:
        there = StatusList.objects.create(issuer=issuer, number=there.number + 1 if there else 1, opened_at=at)
    while BadgeAward.objects.filter(status_list=there, status_index=(index := secrets.randbelow(PLACES))).exists():
        pass
    StatusList.objects.filter(pk=there.pk).update(given=F("given") + 1)
    return there, index


def _piece(given: dict) -> dict:
    """{"name", "narrative", "url"} as text, cut to what a credential may carry."""
    made = {"name": str(given["name"]).replace("\0", "")[:LONGEST_NAME], "narrative": str(given["narrative"]).replace("\0", "")[:LONGEST_NARRATIVE]}
    url = str(given.get("url") or "")
    return {**made, "url": url} if url.startswith(("https://", "http://")) else made

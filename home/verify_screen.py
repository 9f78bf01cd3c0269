"""What everybody who has the address of a badge may know of it."""

import re
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from academy.emails import absolute_url
from academy.permissions import can
from courses.badge_addresses import credential_url, picture_url
from courses.models import BadgeAward
from courses.verifying import Verdict, standing
from home.badge_shelf import awards_with_all, profile_url, share_url
from home.badge_words import say

OUR_ADDRESS = re.compile(r"\s*(?:https?://\S{1,200}?)?/(?:[a-z]{2}/verify|badges/credentials)/([0-9a-fA-F-]{32,36})/?\s*", re.ASCII)


def read_id(typed: str) -> UUID | None:
    """The id of an award as people copy it: with spaces, in capitals; None when it cannot be one."""
    try:
        return UUID(typed.strip())
    except ValueError:
        return None


def id_in_address(text: str) -> UUID | None:
    """The id in an address of ours, of a page or of a credential; None in anything else."""
    found = OUR_ADDRESS.fullmatch(text[:400])
    return read_id(found[1]) if found else None


def found_award(pk: UUID | None) -> BadgeAward | None:
    return awards_with_all().filter(pk=pk).first() if pk else None


def state_of(verdict: Verdict) -> str:
    """One word for the head of the page: valid, revoked, expired, or broken for all else."""
    if verdict.ok:
        return "valid"
    return next((state for state in ("revoked", "expired") if state in verdict.codes), "broken") if verdict.signed else "broken"


def verify_screen(user, award: BadgeAward, language: str, at) -> dict:
    """The holder's name stands there while the badge holds and they want it to: who took theirs back does not want to be found by it."""
    verdict = standing(award, at)
    state, said = "revoked" if award.revoked_at else state_of(verdict), say(award, language)
    is_holder = user.is_authenticated and user.pk == award.holder_id
    name = award.public_name if state == "valid" else ""
    return {
        "award": award, "said": said, "state": state, "verdict": verdict, "name": name, "is_holder": is_holder, "share_url": share_url(award),
        "picture_url": picture_url(award.made_from), "credential_url": credential_url(award.pk), "profile_url": profile_url(said),
        "may_revoke": award.revoked_at is None and (is_holder or can(user, "badge.manage", award.badge)),
        "page_url": absolute_url(reverse("verify", args=[award.pk])), "site": settings.WAGTAIL_SITE_NAME,
    }

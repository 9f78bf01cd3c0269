"""The status list of an issuer, signed: read from the awards each time, so it cannot disagree with them."""

import hashlib
import json
from datetime import UTC, timedelta

from django.core.cache import cache
from django.db.models import Q

from academy.standards import badge_proofs
from academy.standards.badge_status import REFRESH, status_list
from courses.badge_addresses import method_of, profile_of, public_key, status_list_url
from courses.models import BadgeAward, IssuerKey, StatusList
from courses.sealed_keys import unseal

KEPT_COPIES_COUNT = timedelta(days=2)  # a copy older than this proves nothing any more


def revoked_places(kept: StatusList) -> list[int]:
    """Places of badges taken back, and of those a revoked key signed."""
    gone = BadgeAward.objects.filter(status_list=kept).filter(Q(revoked_at__isnull=False) | Q(key__revoked_at__isnull=False))
    return sorted(gone.values_list("status_index", flat=True))


def signed_list(kept: StatusList, at, as_token: bool = False) -> str:
    """The list as a JSON document with a Data Integrity proof, or as a JWT. The same text all day while nothing changes. Raises KeyLost."""
    revoked, issuer = revoked_places(kept), kept.issuer
    key = IssuerKey.objects.current().get(issuer=issuer)
    today = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    state = hashlib.sha256(json.dumps([kept.pk, key.kid, today.isoformat(), revoked, as_token, status_list_url(kept)]).encode()).hexdigest()
    made = cache.get(f"badge-status:{state}")
    if made is None:
        made = _sign(kept, key, revoked, today, as_token)
        cache.set(f"badge-status:{state}", made, REFRESH)
    return made


def _sign(kept, key, revoked: list[int], today, as_token: bool) -> str:
    since = max(today, key.started_at)
    credential = status_list(url=status_list_url(kept), issuer=profile_of(kept.issuer).id, revoked=revoked, valid_from=since, valid_until=today + KEPT_COPIES_COUNT)
    private = unseal(key.sealed, key.kid)
    if as_token:
        return badge_proofs.sign_jwt(credential, private, public_key(key).url)
    return json.dumps(badge_proofs.sign_document(credential, private, method_of(key), since))

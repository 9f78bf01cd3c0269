"""The keys badges are signed with: made on first need, changed for new ones, and declared worthless when somebody else may have had them.

Whoever signs, rotates or revokes takes the issuer's turn first (a write, so a lock on both databases): no key signs after it was finished.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.db.models import F, Max

from academy.models import PartnerCity, record
from courses.models import BadgeAward, Issuer, IssuerKey
from courses.sealed_keys import seal

NETWORK = "network"


def issuer_of(city: PartnerCity | None) -> Issuer:
    """The issuer of a city, or of the network; made when it is asked for the first time."""
    made = Issuer.objects.filter(city=city).first()
    if made is not None:
        return made
    wanted = city.slug if city is not None else NETWORK
    if city is not None and (wanted == NETWORK or Issuer.objects.filter(slug=wanted).exists()):
        wanted = f"{wanted}-{city.pk}"  # another city went by this name when it began to sign, and keeps it
    return Issuer.objects.get_or_create(city=city, defaults={"slug": wanted})[0]


@contextmanager
def turn_of(issuer: Issuer) -> Iterator[None]:
    """One at a time for each issuer, until the transaction ends."""
    with transaction.atomic():
        Issuer.objects.filter(pk=issuer.pk).update(turns=F("turns") + 1)
        yield


def current_key(issuer: Issuer, at) -> IssuerKey:
    """The key that signs now; a first one is made. In the issuer's turn."""
    key = IssuerKey.objects.current().filter(issuer=issuer).first()
    if key is None:
        return _make(issuer, at)
    if at < key.started_at and issuer.keys.count() == 1:
        # Something earned before the first key was needed: no other key stood there then.
        key.started_at = _second(at)
        key.save(update_fields=["started_at"])
    return key


def rotate(issuer: Issuer, at, by=None) -> IssuerKey:
    """A new key signs from now on. What the one before it signed holds."""
    with turn_of(issuer):
        before = IssuerKey.objects.current().filter(issuer=issuer).first()
        ends = at
        if before is not None:
            last = BadgeAward.objects.filter(key=before).aggregate(last=Max("awarded_at"))["last"]
            ends = max(at, before.started_at, last or at)
            IssuerKey.objects.filter(pk=before.pk).update(finished_at=ends)
        made = _make(issuer, ends)
        record(by, "rotated", "issuer_key", made.kid, at=at, details={"issuer": issuer.slug, "before": before.kid if before else ""})
        return made


def revoke_key(key: IssuerKey, at, by=None) -> bool:
    """Nothing of this key holds from now on; if it was the one to sign, another takes its place. False when it was revoked already."""
    with turn_of(key.issuer):
        if IssuerKey.objects.current().filter(pk=key.pk).exists():
            rotate(key.issuer, at, by)
        revoked = IssuerKey.objects.verifying().filter(pk=key.pk).update(revoked_at=at)
        if revoked:
            record(by, "revoked", "issuer_key", key.kid, at=at, details={"issuer": key.issuer.slug})
        key.refresh_from_db()
        return bool(revoked)


def _make(issuer: Issuer, at) -> IssuerKey:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    kid = hashlib.sha256(public).hexdigest()[:16]
    return IssuerKey.objects.create(issuer=issuer, kid=kid, public_key=public.hex(), sealed=seal(private.private_bytes_raw(), kid), started_at=_second(at))


def _second(at):
    """Whole seconds: what a badge says of its time is no finer, and must not lie before its key."""
    return at.replace(microsecond=0)

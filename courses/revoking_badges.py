"""Taking a badge back: from then on its status list and every check say so. The signed file stays as it was."""

from django.db import transaction

from academy.models import record
from courses.models import BadgeAward


def revoke(award: BadgeAward, by, reason: str, at) -> bool:
    """False when it was revoked already. `by`: a User, or None for the academy itself."""
    by_holder = by is not None and by.pk == award.holder_id
    with transaction.atomic():
        revoked = BadgeAward.objects.unrevoked().filter(pk=award.pk).update(revoked_at=at, revoked_reason=reason[:200], revoked_by_holder=by_holder)
        if revoked:
            # The reason stays with the award: words may name people, and the log is for good.
            record(by, "revoked", "badge", award.pk, at=at, details={"badge": str(award.badge.key), "by_holder": by_holder})
            award.revoked_at, award.revoked_reason, award.revoked_by_holder = at, reason[:200], by_holder
    return bool(revoked)

"""The holder of a seat lets somebody else sit and vote there for a while, and takes it back. Recorded for everybody who sits there."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.digest import news
from cohorts.models.spaces import SeatDelegation, SeatHolding
from cohorts.spaces.refusing import NotPossible


def let_sit_in(holding: SeatHolding, to, since: date, until: date, reason: str, at) -> SeatDelegation:
    """`to` speaks and votes for the seat from `since` until the day before `until`. One at a time, never for days that are over."""
    space = holding.seat.space
    with transaction.atomic():
        SeatHolding.objects.filter(pk=holding.pk).update(started_on=F("started_on"))  # the lock: two tabs do not give two delegations
        holding.refresh_from_db(fields=["started_on", "finished_on"])
        if to.pk == holding.person_id:
            raise NotPossible(_("You hold this seat yourself. Name somebody else."), "email")
        if since < space.day_of(at):
            raise NotPossible(_("It can begin today or later: what was done in the past was done by you."), "since")
        if until <= since:
            raise NotPossible(_("It cannot end before it begins."), "last_day")
        if since < holding.started_on or (holding.finished_on is not None and until > holding.finished_on):
            raise NotPossible(_("You can only let somebody sit in while you hold the seat."), "last_day")
        other = SeatDelegation.objects.filter(Q(finished_on__isnull=True) | Q(finished_on__gt=since), holding=holding, started_on__lt=until).exclude(finished_on=F("started_on")).first()
        if other is not None:
            raise NotPossible(_("Somebody sits in for you in these days already. Take that back first, or choose other days."), "since")
        made = SeatDelegation.objects.create(holding=holding, to=to, started_on=since, finished_on=until, reason=reason, made_at=at)
        record(holding.person, "delegated", "space_seat", holding.seat_id, at=at, details={"space": space.slug, "from": str(since), "until": str(until)})
        news(f"sits_in:{made.pk}", "cohorts/group_sits_in", to.pk, can_wait=False, delegation=made.pk)
    return made


def take_back(delegation: SeatDelegation, at) -> bool:
    """It holds no longer, from today on; one that had not begun never does. False when it was over."""
    today = delegation.holding.seat.space.day_of(at)
    until = max(today, delegation.started_on)
    with transaction.atomic():
        done = SeatDelegation.objects.filter(Q(finished_on__isnull=True) | Q(finished_on__gt=until), pk=delegation.pk).update(finished_on=until, taken_back_at=at)
        if done:
            record(delegation.holding.person, "took_back", "seat_delegation", delegation.pk, at=at, details={"space": delegation.holding.seat.space.slug})
    return bool(done)

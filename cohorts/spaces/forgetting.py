"""What happens in spaces and groups when somebody erases their account."""

from django.db.models import F
from django.db.models.functions import Greatest

from cohorts.models.groups import GroupMembership, GroupTask
from cohorts.models.spaces import SeatDelegation, SeatHolding


def forget(person, at) -> None:
    """In the erasure's transaction. Periods end on the day of `at` (UTC), or on their first day where they had not begun."""
    today = at.date()
    ends = {"finished_on": Greatest(F("started_on"), today)}
    own = SeatDelegation.objects.filter(holding__person=person) | SeatDelegation.objects.filter(to=person)
    ids = list(own.values_list("pk", flat=True))
    SeatDelegation.objects.filter(pk__in=ids, finished_on__isnull=True).update(**ends)
    SeatDelegation.objects.filter(pk__in=ids, finished_on__gt=today).update(**ends)
    SeatDelegation.objects.filter(pk__in=ids).update(reason="")
    SeatHolding.objects.filter(person=person, finished_on__isnull=True).update(**ends)
    SeatHolding.objects.filter(person=person, finished_on__gt=today).update(**ends)
    GroupMembership.objects.filter(person=person, started_on__isnull=True).delete()
    GroupMembership.objects.filter(person=person, finished_on__isnull=True).update(**ends)
    GroupMembership.objects.filter(person=person).update(words="", organisation=None, organises=False)
    GroupTask.objects.filter(owner=person).update(owner=None)

"""Who at a hub looks after a request."""

from datetime import date

from django.db.models import Count, Q

from academy.models import Hub, HubWorker
from mentoring.models import HelpRequest


def askable(on: date):
    """Open hubs where somebody does orientation on the date `on`: only these can be asked, because a request must have an owner."""
    return Hub.objects.open().filter(pk__in=HubWorker.objects.current(on).filter(person__erased_at__isnull=True).values("hub_id")).select_related("city").order_by("name")


def workers(hub_id: int, on: date) -> list[int]:
    """Ids of those who do orientation at a hub on the date `on`, whoever looks after the fewest open requests first, then whoever began first."""
    found = HubWorker.objects.current(on).filter(hub_id=hub_id, person__erased_at__isnull=True).order_by("started_on", "pk").values_list("person_id", flat=True)
    held = dict(HelpRequest.objects.open().filter(hub_id=hub_id).order_by().values_list("owner_id").annotate(count=Count("pk")).values_list("owner_id", "count"))
    return sorted(dict.fromkeys(found), key=lambda person: held.get(person, 0))


def ownerless(on: date):
    """Open requests whose owner does no orientation at their hub on the date `on`."""
    current = HubWorker.objects.current(on).filter(person__erased_at__isnull=True)
    pairs = Q(pk__in=[])
    for hub_id, person_id in current.values_list("hub_id", "person_id"):
        pairs |= Q(hub_id=hub_id, owner_id=person_id)
    return HelpRequest.objects.open().exclude(pairs)

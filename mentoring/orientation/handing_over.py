"""When somebody's work at a hub ends, their open requests pass to a colleague; with no colleague left, the work cannot end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import Hub, record
from academy.refusals import Refused
from mentoring.models import HelpRequest
from mentoring.orientation.owners import ownerless, workers


def hand_over(hub: Hub, person, at: datetime) -> int:
    """Give each open request this person looks after at the hub to the colleague with the fewest; how many. Call it in the transaction that ends the work.

    Raises Refused("last_worker") when there are open requests and nobody else.
    """
    today = hub.city.day_of(at)
    with transaction.atomic():
        theirs = list(HelpRequest.objects.select_for_update().open().filter(hub=hub, owner=person).order_by("next_on", "pk"))
        for each in theirs:
            others = [pk for pk in workers(hub.pk, today) if pk != person.pk]
            if not others:
                raise Refused("last_worker", _("There are open requests at this hub, and nobody else does orientation there. Name somebody else first; then the requests pass to them."))
            _give(each, others[0], at)
    return len(theirs)


def hand_over_everywhere(person, at: datetime) -> int:
    """When an account is erased. Where nobody else works, requests stay as they are until the hub has somebody again (see take_in)."""
    given = 0
    for hub in Hub.objects.filter(pk__in=HelpRequest.objects.open().filter(owner=person).values("hub_id")).select_related("city"):
        try:
            given += hand_over(hub, person, at)
        except Refused:
            continue
    return given


def take_in(at: datetime) -> int:
    """A net, every night: open requests whose owner no longer works at the hub pass to somebody who does; how many."""
    given = 0
    with transaction.atomic():
        for each in ownerless(at.date()).select_for_update(of=("self",)).order_by("next_on", "pk"):
            found = workers(each.hub_id, at.date())
            if found:
                _give(each, found[0], at)
                given += 1
    return given


def _give(request: HelpRequest, owner_id: int, at: datetime) -> None:
    HelpRequest.objects.filter(pk=request.pk).update(owner_id=owner_id)
    record(None, "handed_over", "help_request", request.key, at=at)

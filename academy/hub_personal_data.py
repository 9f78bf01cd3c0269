"""What a hub holds about people: who does orientation there. What people ask it stands in mentoring. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.models import HubWorker
from academy.personal_data import erases, exports, holds, not_personal

holds("academy.HubWorker", "person", "started_on", "finished_on", topic="roles", label=_("That you do orientation at a hub"),
      why=_("Only who does orientation at a hub reads what people ask it, and can answer."),
      who=_("You, the coordinators of that city, and whoever does orientation at the same hub."), kept=_("Until you erase your account."))
not_personal("academy.HubWorker.named_by", "who named a worker acted for the city; after erasure it points at a former member")
not_personal("academy.Hub.email", "the address of an office, shown to everybody")
not_personal("academy.Hub.phone", "the telephone of an office, shown to everybody")
not_personal("academy.Hub.address", "where an office stands, shown to everybody")


@exports("hub_work", _("Hubs where you do orientation"))
def hub_work(person):
    for work in HubWorker.objects.filter(person=person).select_related("hub").order_by("started_on", "pk"):
        yield {"hub": work.hub.name, "from": work.started_on, "until": work.finished_on}


@erases("academy.hub_work")
def erase(person, at) -> None:
    HubWorker.objects.filter(person=person).delete()

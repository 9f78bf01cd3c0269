"""What stands in the way: of opening a hub, and of ending somebody's orientation there. Whoever asks a hub always has somebody who looks after it."""

from datetime import date

from django.utils.translation import gettext as _

from academy.models import Hub, HubWorker


def why_not_open(hub: Hub, on: date) -> str:
    """In words; empty when it can be opened."""
    if not HubWorker.objects.current(on).filter(hub=hub).exists():
        return _("Name somebody who does orientation first: whoever asks must be answered.")
    return ""


def why_no_ending(worker: HubWorker, on: date) -> str:
    """In words; empty when this person's orientation may end on the day `on`. Their open requests pass to a colleague (mentoring/orientation/handing_over.py)."""
    others = HubWorker.objects.current(on).filter(hub=worker.hub).exclude(pk=worker.pk).exists()
    if worker.hub.is_open and not others:
        return _("An open hub needs somebody who does orientation: name somebody else first, or close the hub.")
    return ""

"""What the coordinators of a city do with its hub: set it up, open and close it, word it, and say who works there. Each is one line of the log.

Who may is asked by the caller (`hub.keep`).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academy.models import Hub, HubText, HubWorker, PartnerCity, record
from academy.sanitise import plain
from mentoring.orientation.handing_over import hand_over


@transaction.atomic
def set_up(city: PartnerCity, *, by, at: datetime, **fields) -> Hub:
    """Make the hub of the city, not open yet, or change it. `fields`: those of the model by name."""
    hub = Hub.objects.select_for_update().filter(city=city).first()
    made = hub is None
    hub = hub or Hub(city=city, created_at=at)
    changed = [name for name, value in fields.items() if getattr(hub, name) != value]
    if changed or made:
        for name in changed:
            setattr(hub, name, fields[name])
        hub.changed_at = at
        hub.save()
        record(by, "set_up" if made else "changed", "hub", city.slug, at=at, details={"fields": sorted(changed)})
    return hub


@transaction.atomic
def open_hub(hub: Hub, *, by, at: datetime) -> None:
    """From now on everybody finds it and may ask it. Opened again after it was closed, it goes on from then."""
    if not hub.is_open:
        hub.opened_at, hub.closed_at, hub.changed_at = hub.opened_at or at, None, at
        hub.save(update_fields=["opened_at", "closed_at", "changed_at"])
        record(by, "opened", "hub", hub.city.slug, at=at)


@transaction.atomic
def close_hub(hub: Hub, *, by, at: datetime) -> None:
    """Nobody can ask it any more; what was asked goes on."""
    if hub.is_open:
        hub.closed_at = hub.changed_at = at
        hub.save(update_fields=["closed_at", "changed_at"])
        record(by, "closed", "hub", hub.city.slug, at=at)


@transaction.atomic
def write_text(hub: Hub, language: str, *, name: str, welcome: str, by, at: datetime) -> HubText:
    text, _made = HubText.objects.update_or_create(hub=hub, language=language, defaults={"name": name, "welcome": plain(welcome).strip()})
    record(by, "worded", "hub", hub.city.slug, at=at, details={"language": language})
    return text


@transaction.atomic
def name_worker(hub: Hub, person, *, by, at: datetime) -> HubWorker:
    """This person does orientation there from that day on; who does already goes on."""
    on = timezone.localdate(at)
    worker, made = HubWorker.objects.get_or_create(hub=hub, person=person, finished_on=None, defaults={"started_on": on, "named_by": by})
    if made:
        record(by, "named", "hub_worker", hub.city.slug, at=at, details={"who": str(person.subject)})
    return worker


@transaction.atomic
def end_worker(worker: HubWorker, *, by, at: datetime) -> None:
    """From that day on this person reads no requests any more; those they looked after pass to colleagues. Raises Refused when there is no colleague."""
    hand_over(worker.hub, worker.person, at)
    worker.finished_on = timezone.localdate(at)
    worker.save(update_fields=["finished_on"])
    record(by, "ended", "hub_worker", worker.hub.city.slug, at=at, details={"who": str(worker.person.subject)})

"""What helps to carry a measure out: the city's hub, or a way of academy/ways.py (a service, a course, an exchange, mentoring ...), whatever app brings it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from academy.models import Hub, PartnerCity, record
from academy.ways import Way, way, way_kinds
from cohorts.models import Measure, MeasureSupport

HUB, MOST_OF_A_KIND = "hub", 8


def offered(city: PartnerCity, words: str, language: str, at: datetime) -> list[tuple[str, list[Way]]]:
    """[(what kind, ways)] that fit the typed words: the hub first, then each kind that finds something."""
    hub = Hub.objects.open().filter(city=city).select_related("city").first()
    found = [(_("The hub"), [hub_way(hub)])] if hub and not words else []
    for kind in way_kinds():
        ways = [each for each in kind.find(hub or Hub(city=city), words, language, at) if not each.gone][:MOST_OF_A_KIND]
        if ways:
            found.append((str(kind.label), ways))
    return found


def hub_way(hub: Hub) -> Way:
    try:
        url = reverse("hub", args=[hub.city.slug])
    except NoReverseMatch:
        url = ""
    return Way(HUB, hub.city.slug, hub.name, hub.language, url)


def found_way(kind: str, key: str, language: str, at: datetime) -> Way | None:
    if kind == HUB:
        hub = Hub.objects.open().filter(city__slug=key).select_related("city").first()
        return hub_way(hub) if hub else None
    return way(kind, key, language, at)


def attach(measure: Measure, kind: str, key: str, language: str, *, by, at: datetime) -> MeasureSupport | None:
    """With a copy of its title. None when there is no such way, when it is gone, or when the measure has it."""
    found = found_way(kind, key, language, at)
    if found is None or found.gone:
        return None
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = MeasureSupport.objects.create(measure=measure, kind=kind, key=key, title=found.title[:200], language=found.language, attached_at=at)
        except IntegrityError:
            return None
        record(by, "attached", "measure", measure.pk, at=at, details={"kind": kind, "key": key})
    return made


def detach(support: MeasureSupport, *, by, at: datetime) -> bool:
    with transaction.atomic():
        gone = MeasureSupport.objects.filter(pk=support.pk, removed_at__isnull=True).update(removed_at=at)
        if gone:
            record(by, "detached", "measure", support.measure_id, at=at, details={"kind": support.kind, "key": support.key})
    return bool(gone)

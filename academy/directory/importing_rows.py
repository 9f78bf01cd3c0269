"""Writing what an import has planned, in the caller's transaction, many rows at a time."""

from datetime import datetime

from django.utils import timezone

from academy.directory.hsds_values import OF_BODY, OF_ENTRY
from academy.directory.importing_plan import Plan, Planned
from academy.directory.searching import search_of, set_search
from academy.models import Organisation, Service, ServiceAtPlace, ServicePlace

BATCH = 500


def apply(plan: Plan, at: datetime) -> None:
    on = timezone.localdate(at)
    for number, planned in enumerate(plan.entries.values()):
        _put_entry(planned, plan.rest if number == 0 else {}, at)
    for row_id, planned in plan.places.items():
        _fill(planned, planned.values)
        planned.row.entry, planned.row.ended_on = plan.entries[plan.entry_of["location", row_id]].row, None
    for row_id, planned in plan.services.items():
        values, service = dict(planned.values), planned.row
        offered = values.pop("offered")
        _fill(planned, values)
        service.entry = plan.entries[plan.entry_of["service", row_id]].row
        service.ended_on = None if offered else service.ended_on or on
        set_search(service)
    _save(Service, plan.services)
    _save(ServicePlace, plan.places)
    for row_id, planned in plan.at_places.items():
        source, ours = plan.bundles["service_at_location", row_id].row, planned.row
        ours.service, ours.place, ours.hsds = plan.services[source["service_id"]].row, plan.places[source["location_id"]].row, planned.bundle.as_json()
    _save(ServiceAtPlace, plan.at_places)
    _confirm_entries(plan)
    _refresh_others(plan)


def _put_entry(planned: Planned, rest: dict[str, list[dict]], at: datetime) -> None:
    """`rest`: what belongs to nothing in the file; it is kept with the first organisation."""
    entry, body = planned.row, planned.row.organisation
    for name in OF_BODY:
        setattr(body, name, planned.values[name])
    if body.pk is None:
        body.description = _in_short(planned.values["about"])
    body.save()
    for name in OF_ENTRY:
        setattr(entry, name, planned.values[name])
    entry.organisation, entry.listed_at, entry.closed_on = body, entry.listed_at or at, None
    rest = rest or entry.hsds.get("rest")
    entry.hsds = planned.bundle.as_json() | ({"rest": rest} if rest else {})
    if planned.differs:
        entry.changed_at = at
    entry.save()


def _in_short(about: str) -> str:
    most = Organisation._meta.get_field("description").max_length
    line = " ".join(about.split())
    return line if len(line) <= most else line[:most - 1].rstrip() + "…"


def _fill(planned: Planned, values: dict) -> None:
    for name, value in values.items():
        setattr(planned.row, name, value)
    planned.row.hsds = planned.bundle.as_json()


def _save(model, planned: dict[str, Planned]) -> None:
    new, old = [each.row for each in planned.values() if each.row.pk is None], [each.row for each in planned.values() if each.row.pk is not None]
    model.objects.bulk_create(new, batch_size=BATCH)
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name != "key"]
    model.objects.bulk_update(old, columns, batch_size=BATCH)


def _confirm_entries(plan: Plan) -> None:
    """An entry holds as of the day its file was last sure of one of its services."""
    last: dict[int, object] = {}
    for planned in plan.services.values():
        if (on := planned.row.confirmed_on) is not None:
            last[planned.row.entry_id] = max(on, last.get(planned.row.entry_id, on))
    for planned in plan.entries.values():
        on, entry = last.get(planned.row.pk), planned.row
        if on is not None and (entry.confirmed_on is None or entry.confirmed_on < on):
            entry.confirmed_on = on
            entry.save(update_fields=["confirmed_on"])


def _refresh_others(plan: Plan) -> None:
    """Services that were not in the file are found by what their organisation is called now."""
    seen = {planned.row.pk for planned in plan.services.values()}
    others = Service.objects.filter(entry__in=[planned.row.pk for planned in plan.entries.values()]).exclude(pk__in=seen).select_related("entry__organisation")
    differ = [one for one in others if one.search != search_of(one)]
    for one in differ:
        set_search(one)
    Service.objects.bulk_update(differ, ["search"], batch_size=BATCH)

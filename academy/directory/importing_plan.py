"""What an import would do: for each organisation, service and place of a file the row of ours it is, with the values it gets. Nothing is written here."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.utils import timezone

from academy.directory.hsds_reading import read_organisation, read_place, read_service
from academy.directory.hsds_terms import OURS, said
from academy.directory.hsds_values import OF_BODY, values_of_entry, values_of_place, values_of_service
from academy.models import DirectoryEntry, Organisation, PartnerCity, Service, ServiceAtPlace, ServicePlace
from academy.standards.hsds import Problem, Row, Tables
from academy.standards.hsds.bundles import Bundle, bundles_of

# What is guessed, or taken for granted, where a file does not say it in our terms.
GUESSED = {"kind": ("kind:", "organisation:"), "language": "language", "cost": "cost:"}
EMPTY = {"organization": {"id": "", "name": "", "description": ""}, "service": {"id": "", "name": "", "status": "active"},
         "location": {"id": "", "location_type": "physical"}, "service_at_location": {"id": ""}}


@dataclass
class Planned:
    """`row`: ours, or a new one without pk. `values`: what it is to say. `differs`: whether that, or what is kept beside it, is new."""

    row: object
    bundle: Bundle
    values: dict = field(default_factory=dict)
    differs: bool = True


@dataclass
class Plan:
    city: PartnerCity
    bundles: dict
    rest: dict[str, list[dict]]
    entries: dict[str, Planned] = field(default_factory=dict)
    services: dict[str, Planned] = field(default_factory=dict)
    places: dict[str, Planned] = field(default_factory=dict)
    at_places: dict[str, Planned] = field(default_factory=dict)
    entry_of: dict[tuple[str, str], str] = field(default_factory=dict)
    keys: dict[tuple[type, uuid.UUID], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def key_of(city: PartnerCity, table: str, row_id: str) -> uuid.UUID:
    """Our key of an id in a file: the id itself where it is a UUID, one made from it otherwise."""
    try:
        return uuid.UUID(row_id)
    except ValueError:
        return uuid.uuid5(OURS, f"{city.slug}:{table}:{row_id}")


def plan_of(read: Tables, city: PartnerCity, at: datetime) -> Plan:
    pairs: set[tuple[str, str]] = set()

    def stands_for_itself(table: str, row: Row) -> bool:
        """A place nobody uses has no entry to stand with; and a service is at a place once, whatever else a file says of that."""
        if table == "location":
            return row["id"] in users
        if table == "service_at_location":
            pair = (row["service_id"], row["location_id"])
            return pair not in pairs and not pairs.add(pair)
        return True

    services = read.get("service", {})
    users = {row["location_id"]: services[row["service_id"]]["organization_id"] for row in reversed(list(read.rows("service_at_location")))}
    users |= {row["id"]: row["organization_id"] for row in read.rows("location") if "organization_id" in row}
    bundles, rest = bundles_of(read, stands_for_itself)
    plan = Plan(city, bundles, rest)
    _plan_entries(plan, read, at)
    keys = {table: {row_id: key_of(city, table, row_id) for kind, row_id in bundles if kind == table} for table in EMPTY}
    for table, model, mine, reading, told in (("location", ServicePlace, plan.places, read_place, values_of_place),
                                              ("service", Service, plan.services, read_service, values_of_service)):
        there = {row.key: row for row in model.objects.filter(key__in=keys[table].values()).select_related("entry__organisation")}
        for row_id, key in keys[table].items():
            row = there.get(key) or model(key=key)
            plan.entry_of[table, row_id] = users[row_id] if table == "location" else services[row_id]["organization_id"]
            mine[row_id] = _planned(plan, table, read[table][row_id], row, reading, told, at, row.pk and row.entry.organisation.city_id)
    pairs_there = {(one.service_id, one.place_id): one for one in ServiceAtPlace.objects.filter(service__key__in=keys["service"].values())}
    keyed = {one.key: one for one in ServiceAtPlace.objects.filter(key__in=keys["service_at_location"].values()).select_related("service__entry__organisation")}
    for row_id, key in keys["service_at_location"].items():
        source = read["service_at_location"][row_id]
        ours = pairs_there.get((plan.services[source["service_id"]].row.pk, plan.places[source["location_id"]].row.pk)) or keyed.get(key) or ServiceAtPlace(key=key)
        if key in keyed and keyed[key].service.entry.organisation.city_id != city.pk:
            plan.problems.append(Problem("in_other_city", source.where, row_id))
        plan.at_places[row_id] = Planned(ours, bundles["service_at_location", row_id])
    return plan


def _plan_entries(plan: Plan, read: Tables, at: datetime) -> None:
    city = plan.city
    bodies = {one.name: one for one in Organisation.objects.filter(city=city)}
    entries = list(DirectoryEntry.objects.filter(organisation__city=city).select_related("organisation"))
    by_key, by_id = {one.key: one for one in entries}, {one.hsds["row"]["id"]: one for one in entries if one.hsds.get("row")}
    by_body = {one.organisation_id: one for one in entries}
    elsewhere = set(DirectoryEntry.objects.exclude(organisation__city=city).filter(
        key__in=[key_of(city, "organization", row["id"]) for row in read.rows("organization")]).values_list("key", flat=True))
    named: set[str] = set()
    for source in read.rows("organization"):
        key, values = key_of(city, "organization", source["id"]), read_organisation(plan.bundles["organization", source["id"]])
        body = bodies.get(values["name"])
        entry = by_key.get(key) or by_id.get(source["id"]) or (by_body.get(body.pk) if body else None) or DirectoryEntry(key=key, organisation=body or Organisation(city=city))
        if key in elsewhere:
            plan.problems.append(Problem("in_other_city", source.where, source["id"]))
        if values["name"] in named:
            plan.problems.append(Problem("name_twice", source.where, source["id"], about="name", value=values["name"]))
        named.add(values["name"])
        planned = _planned(plan, "organization", source, entry, read_organisation, values_of_entry, at, None)
        taken = bodies.get(planned.values["name"])
        if taken is not None and taken.pk != entry.organisation.pk:
            plan.problems.append(Problem("name_taken", source.where, source["id"], about="name", value=planned.values["name"]))
        plan.entries[source["id"]] = planned


def _planned(plan: Plan, table: str, source: Row, row, reading: Callable, told: Callable, at: datetime, in_city: int | None) -> Planned:
    bundle = plan.bundles[table, source["id"]]
    if in_city and in_city != plan.city.pk:
        plan.problems.append(Problem("in_other_city", source.where, source["id"]))
    new, now = reading(bundle), told(row) if row.pk or table == "organization" else {}
    before = reading(Bundle.kept(row.hsds, EMPTY[table])) if row.hsds.get("row") else {}
    if table == "location" and not new["name"]:
        new["name"] = plan.entries[plan.entry_of[table, source["id"]]].values["name"]
        if before and not before["name"]:
            before["name"] = new["name"]
    for name, value in new.items():
        _check_fit(plan, source, row, name, value, at)
    guessed = {name for name, code in GUESSED.items() if not any(each.startswith(code) for each in said(bundle))}
    values = {name: _chosen(name, value, before, now, name in guessed) for name, value in new.items()}
    if (key := (type(row), row.key)) in plan.keys:
        plan.problems.append(Problem("id_twice", source.where, source["id"], about="id", value=plan.keys[key]))
    plan.keys[key] = source["id"]
    kept = {name: value for name, value in row.hsds.items() if name != "rest"}
    return Planned(row, bundle, values, differs=values != {name: now.get(name) for name in values} or kept != bundle.as_json())


def _chosen(name: str, new, before: dict, now: dict, guessed: bool):
    """What the file says, if it says something new; what was there, if the file says what it said before, or nothing at all."""
    if name not in now or (name in before and new != before[name] and not (guessed and now[name] != before[name])):
        return new
    if name in before or guessed or new in ("", None, [], {}, False):
        return now[name]
    return new


def _check_fit(plan: Plan, source: Row, row, name: str, value, at: datetime) -> None:
    if name in ("url", "website") and value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc):
        plan.problems.append(Problem("no_uri", source.where, source["id"], about=name, value=value[:80]))
    if name == "confirmed_on" and value is not None and value > timezone.localdate(at):
        plan.problems.append(Problem("in_the_future", source.where, source["id"], about="assured_date", value=value.isoformat()))
    if isinstance(value, str):
        model = Organisation if name in OF_BODY and isinstance(row, DirectoryEntry) else type(row)
        if len(value) > (most := model._meta.get_field(name).max_length):
            plan.problems.append(Problem("too_long", source.where, source["id"], about=name, most=most))

"""Values of our fields back into rows of HSDS: only those that are others than the row says; all else goes out as it came."""

import uuid

from academy.directory.hsds_reading import addresses, read_organisation, read_place, read_service
from academy.directory.hsds_terms import OURS, choose, say
from academy.standards.hsds.bundles import Bundle
from academy.standards.hsds.hours import is_weekly, write_week

# Ours: theirs, where a field is a column.
OF_ORGANISATION = {"name": "name", "about": "description", "email": "email", "website": "website"}
OF_SERVICE = {"name": "name", "description": "description", "url": "url", "email": "email", "whom": "eligibility_description", "how_to_reach": "application_process",
              "cost_note": "fees_description"}


def write_organisation(bundle: Bundle, values: dict) -> None:
    changed = _changed(values, read_organisation(bundle))
    _columns(bundle, OF_ORGANISATION, changed)
    if "phone" in changed:
        _child(bundle, "phone", "organization_id", "number", changed["phone"])
    if "kind" in changed:
        choose(bundle, "organization", "organisation", [changed["kind"]])
    for name, code in (("how_to_reach", "how-to-reach"), ("language", "language")):
        if name in changed:
            say(bundle, "organization", code, changed[name])


def write_service(bundle: Bundle, values: dict) -> None:
    # What a kind or a cost is guessed from may be written below, so that these are looked at last.
    changed = _changed(values, read_service(bundle))
    _columns(bundle, OF_SERVICE, changed)
    if "confirmed_on" in changed:
        _put(bundle.row, "assured_date", changed["confirmed_on"].isoformat() if changed["confirmed_on"] else "")
    if "offered" in changed:
        bundle.row["status"] = "active" if changed["offered"] else "inactive"
    if "phone" in changed:
        _child(bundle, "phone", "service_id", "number", changed["phone"])
    if "languages" in changed:
        for row in bundle.of("language", "service_id"):
            bundle.remove("language", row["id"])
        for code in changed["languages"]:
            bundle.add("language", {"id": _id(bundle, f"language:{code}"), "service_id": bundle.id, "code": code})
    if "stages" in changed:
        choose(bundle, "service", "stage", changed["stages"])
    if "open_to_cities" in changed:
        say(bundle, "service", "open-to-cities", "yes" if changed["open_to_cities"] else "")
    if "language" in changed:
        say(bundle, "service", "language", changed["language"])
    for name in _changed(values, read_service(bundle)).keys() & {"kind", "cost"}:
        choose(bundle, "service", name, [values[name]] if values[name] else [])


def write_place(bundle: Bundle, values: dict, country: str, region: str) -> None:
    """`country`, `region`: of the city, for an address that has none."""
    changed = _changed(values, read_place(bundle))
    if changed.keys() & {"address", "town"}:
        _address(bundle, values, country, region)
    if "name" in changed:
        bundle.row["name"] = changed["name"]
    if changed.keys() & {"latitude", "longitude"}:
        for name in ("latitude", "longitude"):
            _put(bundle.row, name, "" if values[name] is None else float(values[name]))
    if "hours" in changed:
        for row in bundle.of("schedule", "location_id"):
            if is_weekly(row):
                bundle.remove("schedule", row["id"])
        for number, row in enumerate(write_week(changed["hours"])):
            bundle.add("schedule", {"id": _id(bundle, f"schedule:{number}"), "location_id": bundle.id, **row})
    if "access" in changed:
        _child(bundle, "accessibility", "location_id", "description", changed["access"])
    for name, code in (("hours_note", "hours-note"), ("is_workspace", "workspace"), ("seats", "seats"), ("seats_free", "seats-free")):
        if name in changed:
            value = changed[name]
            say(bundle, "location", code, "" if value is None or value is False else "yes" if value is True else str(value))


def _changed(values: dict, there: dict) -> dict:
    return {name: value for name, value in values.items() if there[name] != value}


def _columns(bundle: Bundle, columns: dict[str, str], changed: dict) -> None:
    for name, column in columns.items():
        if name in changed:
            if column in ("name", "description"):
                bundle.row[column] = changed[name]  # required of organisations, and no harm elsewhere
            else:
                _put(bundle.row, column, changed[name])


def _put(row: dict, column: str, value) -> None:
    if value == "":
        row.pop(column, None)
    else:
        row[column] = value


def _id(bundle: Bundle, what: str) -> str:
    return str(uuid.uuid5(OURS, f"{bundle.id}:{what}"))


def _child(bundle: Bundle, table: str, link: str, column: str, value: str) -> None:
    """The first row of a table that is linked here says `value`; empty: there is none."""
    row = next((each for each in bundle.of(table, link) if each.get(column)), None)
    if row is not None and not value:
        bundle.remove(table, row["id"])
    elif row is not None:
        row[column] = value
    else:
        bundle.add(table, {"id": _id(bundle, table), link: bundle.id, column: value})


def _address(bundle: Bundle, values: dict, country: str, region: str) -> None:
    row = next(iter(addresses(bundle)), None)
    if row is None and (values["address"] or values["town"]):
        row = {"id": _id(bundle, "address"), "location_id": bundle.id, "state_province": region, "postal_code": "", "country": country, "address_type": "physical"}
        bundle.tables.setdefault("address", []).append(row)
    if row is not None:
        row.pop("address_2", None)
        row["address_1"], row["city"] = values["address"] or values["town"], values["town"] or region

"""Carrying the directory out as Open Referral HSDS 3: what everybody finds in it, of one city or of all.

A file that was brought in may name contacts: people. They go out again only to those who keep the directory, so that nothing is lost; a file to be
published is made with `people=False`, which leaves them out.
"""

import json

from academy.directory.hsds_values import values_of_entry, values_of_place, values_of_service
from academy.directory.hsds_writing import write_organisation, write_place, write_service
from academy.models import DirectoryEntry, PartnerCity, Service, ServiceAtPlace, ServicePlace
from academy.standards.hsds import Row, Tables
from academy.standards.hsds.bundles import MAIN, Bundle
from academy.standards.hsds.nesting import write_json
from academy.standards.hsds.schema import tables as hsds_tables
from academy.standards.hsds.tabular import write_zip


def export_json(city: PartnerCity | None = None, *, people: bool = True) -> bytes:
    """A page of full services (HSDS 3.0), and beside it what no service leads to."""
    return json.dumps(write_json(tables_of(city, people=people)), ensure_ascii=False, indent=1).encode()


def export_csv_zip(city: PartnerCity | None = None, *, people: bool = True) -> bytes:
    """The tabular data package of HSDS 3.0."""
    return write_zip(tables_of(city, people=people))


def tables_of(city: PartnerCity | None = None, *, people: bool = True) -> Tables:
    """Four queries, whatever its size. `people` False: without contacts, and without their telephones."""
    entries = DirectoryEntry.objects.listed().select_related("organisation__city").order_by("changed_at", "pk")
    if city is not None:
        entries = entries.filter(organisation__city=city)
    made, ids = Tables(), {}
    listed = {}
    for entry in entries:
        bundle = Bundle.kept(entry.hsds, {"id": str(entry.key), "name": "", "description": ""})
        write_organisation(bundle, values_of_entry(entry))
        listed[entry.pk] = ids["organization", entry.pk] = bundle.id
        _put(made, "organization", bundle)
        for table, rows in entry.hsds.get("rest", {}).items():
            for row in rows:
                _put_row(made, table, row)
    _put_services(made, ids, listed)
    _put_places(made, ids, listed)
    for one in ServiceAtPlace.objects.filter(service__entry__in=list(listed), place__ended_on=None).order_by("pk"):
        bundle = Bundle.kept(one.hsds, {"id": str(one.key)})
        bundle.row |= {"service_id": ids["service", one.service_id], "location_id": ids["location", one.place_id]}
        _put(made, "service_at_location", bundle)
    if not people:
        made.pop("contact", None)
        made["phone"] = {key: row for key, row in made.get("phone", {}).items() if "contact_id" not in row}
    return _without_loose_ends(made)


def _put_services(made: Tables, ids: dict, listed: dict[int, str]) -> None:
    for one in Service.objects.filter(entry__in=list(listed)).order_by("pk"):
        bundle = Bundle.kept(one.hsds, {"id": str(one.key), "name": "", "status": "active"})
        write_service(bundle, values_of_service(one))
        bundle.row["organization_id"] = listed[one.entry_id]
        ids["service", one.pk] = bundle.id
        _put(made, "service", bundle)


def _put_places(made: Tables, ids: dict, listed: dict[int, str]) -> None:
    """Places of the entries, and those of others where their services are."""
    used = ServiceAtPlace.objects.filter(service__entry__in=list(listed)).values("place_id")
    mine = ServicePlace.objects.filter(entry__in=list(listed), ended_on=None) | ServicePlace.objects.filter(pk__in=used, ended_on=None)
    for one in mine.select_related("entry__organisation__city").order_by("pk"):
        city = one.entry.organisation.city
        bundle = Bundle.kept(one.hsds, {"id": str(one.key), "location_type": "physical", "organization_id": str(one.entry.key)})
        if not one.hsds and one.entry_id in listed:
            bundle.row["organization_id"] = listed[one.entry_id]
        values = values_of_place(one)
        if not bundle.row.get("name") and values["name"] == one.entry.organisation.name and one.hsds:
            values.pop("name")  # a place without a name was given that of its organisation
        write_place(bundle, values, city.country, city.name)
        ids["location", one.pk] = bundle.id
        _put(made, "location", bundle)


def _put(made: Tables, table: str, bundle: Bundle) -> None:
    _put_row(made, table, bundle.row)
    for name, rows in bundle.tables.items():
        for row in rows:
            _put_row(made, name, row)


def _put_row(made: Tables, table: str, row: dict) -> None:
    """The last word stands: shared rows, such as terms, are kept with each that uses them."""
    made.setdefault(table, {})[row["id"]] = Row(row)


def _without_loose_ends(made: Tables) -> Tables:
    """Without links to what is no longer listed, and without rows that belonged to it alone."""
    known, again = {row_id for rows in made.values() for row_id in rows}, True
    while again:
        again = False
        for name, rows in made.items():
            table = hsds_tables()[name]
            for row in list(rows.values()):
                lost = [column for column, target in table.foreign.items() if column in row and row[column] not in made.get(target, {})]
                lost += ["link_id"] if "link_id" in row and row["link_id"] not in known else []
                for column in lost:
                    del row[column]
                if lost and name not in MAIN and not any(column in row for column in (*table.foreign, "link_id") if not column.startswith("taxonomy")):
                    del rows[row["id"]]
                    again = True
        known = {row_id for rows in made.values() for row_id in rows}
    return Tables({name: rows for name, rows in made.items() if rows})

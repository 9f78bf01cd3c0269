"""A golden file of HSDS that uses every table, made of the specification's own example and what real files do beside it."""

import copy
import json
from pathlib import Path

EXAMPLE = json.loads((Path(__file__).parent / "spec_example.json").read_text("utf-8"))


def golden() -> dict:
    """A page: the specification's example; a second organisation with ids that are no UUIDs, columns nobody knows, hours, two languages; one without services;
    and terms, a place and a table description that nothing leads to."""
    second = {
        "id": "svc-1", "name": "=Mashghal مشغل", "status": "temporarily closed", "description": "Sewing\nand selling", "fees_description": "As one can " * 40, "url": "https://loom.example/a?b=c",
        "x_colour": "red", "x_tags": ["a", {"b": 1}], "minimum_age": 16.5,
        "organization": {"id": "org-1", "name": "Loom (demo)", "description": "", "phones": [{"id": "ph-1", "number": "+216 73 000 000"}, {"id": "ph-2", "number": "'=1+1"}],
                         "locations": [{"id": "loc-1", "location_type": "physical", "name": "Workshop", "latitude": 35.5, "longitude": 11.0600001,
                                        "addresses": [{"id": "ad-1", "address_1": "Rue de l’Atelier", "city": "Mahdia", "state_province": "", "postal_code": "5100", "country": "TN",
                                                       "address_type": "physical"}],
                                        "schedules": [{"id": "sc-1", "freq": "WEEKLY", "byday": "MO,TU,TH", "opens_at": "09:00", "closes_at": "13:00"},
                                                      {"id": "sc-2", "byday": "MO", "opens_at": "14:00:00", "closes_at": "17:30:00"},
                                                      {"id": "sc-3", "freq": "MONTHLY", "byday": "1SA", "opens_at": "10:00", "closes_at": "12:00"}]}]},
        "languages": [{"id": "la-1", "code": "ara"}, {"id": "la-2", "name": "French"}],
        "cost_options": [{"id": "co-1", "amount": 0, "currency": "TND"}],
        "service_at_locations": [{"id": "sal-1", "location": {"id": "loc-1", "location_type": "physical", "name": "Workshop"}},
                                 {"id": "sal-2", "description": "the same again", "location": {"id": "loc-1", "location_type": "physical"}}]}
    return copy.deepcopy({"contents": [EXAMPLE, second], "organizations": [{"id": "org-2", "name": "Quiet Mill (demo)", "description": "No services yet"}],
                          "taxonomy_terms": [{"id": "tt-9", "name": "Unused", "description": "Nobody"}],
                          "locations": [{"id": "loc-9", "location_type": "virtual", "languages": [{"id": "la-9", "code": "el"}]}],
                          "meta_table_descriptions": [{"id": "mt-1", "name": "services", "language": "en"}]})


def golden_bytes() -> bytes:
    return json.dumps(golden()).encode()


def plain(tables) -> dict:
    """Tables as they are compared."""
    return {name: {row_id: dict(row) for row_id, row in rows.items()} for name, rows in tables.items() if rows}

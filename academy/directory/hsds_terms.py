"""What we say that HSDS has no field for, as terms of a taxonomy of our own: kinds, stages, cost, seats. Their ids never change."""

import uuid
from functools import cache

from academy.models import Cost, ServiceKind, Stage
from academy.models.places import OrganisationKind
from academy.standards.hsds.bundles import Bundle

OURS = uuid.UUID("6f0c6a52-6d9a-5f0e-9d6f-0b6d3f0c7a11")
TAXONOMY = {"id": str(uuid.uuid5(OURS, "taxonomy")), "name": "Tessera", "description": "What the hubs of the academy say of organisations, services and places", "version": "1"}
# Terms whose attribute has a value.
SAID = {"language": "Language of this text (a code such as ar)", "how-to-reach": "How to reach it", "open-to-cities": "Open to people of other cities",
        "workspace": "Co-working or incubation place", "seats": "Seats in all", "seats-free": "Seats free now", "hours-note": "About the opening hours"}


@cache
def terms() -> dict[str, str]:
    """{code: name in English}; codes such as kind:legal."""
    listed = [("kind", ServiceKind), ("stage", Stage), ("cost", Cost), ("organisation", OrganisationKind)]
    return {**{f"{group}:{value}": str(value).capitalize() for group, choices in listed for value in choices.values if value}, **SAID}


def term_id(code: str) -> str:
    return str(uuid.uuid5(OURS, f"term:{code}"))


@cache
def _codes() -> dict[str, str]:
    return {term_id(code): code for code in terms()}


def said(bundle: Bundle) -> dict[str, str]:
    """{code: value} of our terms that a row has."""
    return {_codes()[row["taxonomy_term_id"]]: row.get("value", "") for row in bundle.of("attribute", "link_id") if row.get("taxonomy_term_id") in _codes()}


def chosen(bundle: Bundle, group: str) -> list[str]:
    """Values of a group, such as ["legal"] of "kind", in our order."""
    there = said(bundle)
    return [code.partition(":")[2] for code in terms() if code.startswith(f"{group}:") and code in there]


def choose(bundle: Bundle, entity: str, group: str, values: list[str]) -> None:
    _replace(bundle, entity, [code for code in terms() if code.startswith(f"{group}:")], {f"{group}:{value}": "" for value in values})


def say(bundle: Bundle, entity: str, code: str, value: str) -> None:
    """Empty: no longer said."""
    _replace(bundle, entity, [code], {code: value} if value else {})


def _replace(bundle: Bundle, entity: str, codes: list[str], values: dict[str, str]) -> None:
    ids = {term_id(code) for code in codes}
    for row in bundle.of("attribute", "link_id"):
        if row.get("taxonomy_term_id") in ids:
            bundle.remove("attribute", row["id"])
    for code, value in values.items():
        bundle.add("taxonomy", TAXONOMY)
        bundle.add("taxonomy_term", {"id": term_id(code), "code": code, "name": terms()[code], "description": terms()[code], "taxonomy": TAXONOMY["name"],
                                     "taxonomy_id": TAXONOMY["id"], "language": "en"})
        row = {"id": str(uuid.uuid5(OURS, f"{bundle.id}:{code}")), "link_id": bundle.id, "taxonomy_term_id": term_id(code), "link_entity": entity}
        bundle.add("attribute", {**row, "value": value} if value else row)

"""Rows of HSDS as values of our fields. What a field of ours cannot hold stays in the row, which is kept whole."""

from datetime import date
from decimal import Decimal

from academy.directory.folding import folded
from academy.directory.hsds_terms import chosen, said
from academy.models import Cost, ServiceKind
from academy.models.places import OrganisationKind
from academy.sanitise import plain
from academy.standards.hsds.bundles import Bundle
from academy.standards.hsds.hours import read_week

FOUR_PLACES = Decimal("0.0001")  # about ten metres
LANGUAGES = {"arabic": "ar", "ara": "ar", "french": "fr", "fra": "fr", "fre": "fr", "english": "en", "eng": "en", "spanish": "es", "spa": "es", "portuguese": "pt",
             "por": "pt", "catalan": "ca", "cat": "ca", "italian": "it", "ita": "it", "greek": "el", "ell": "el", "gre": "el"}
# Words that tell a kind where a file says none in our terms; the first that fits. Folded, and beginnings of words.
WORDS = {ServiceKind.LEGAL: ("legal", "law", "jurid", "avoc", "rights", "قانون"),
         ServiceKind.FUNDING: ("fund", "financ", "grant", "loan", "credit", "invest", "microcredit", "تمويل"),
         ServiceKind.SPACE: ("cowork", "co work", "incubat", "workspace", "desk space", "فضاء"), ServiceKind.TRAINING: ("train", "coach", "course", "class", "format", "mentor", "تدريب"),
         ServiceKind.MARKETING: ("market", "sales", "selling", "brand", "export", "تسويق"), ServiceKind.NETWORKS: ("network", "federation", "reseau", "شبكه"),
         ServiceKind.CONSULTANCY: ("consult", "account", "audit", "business plan", "advis")}


def one_line(value) -> str:
    return " ".join(plain(str(value)).split())


def paragraphs(value) -> str:
    return plain(str(value)).strip()


def note(value, most: int) -> str:
    """A note of one line, shortened to what our field holds: the whole stays in the row."""
    line = one_line(value)
    return line if len(line) <= most else line[:most - 1].rstrip() + "…"


def _first(rows: list[dict], column: str) -> str:
    return next((one_line(row[column]) for row in rows if row.get(column)), "")


def read_organisation(bundle: Bundle) -> dict:
    row, ours = bundle.row, said(bundle)
    return {"name": one_line(row.get("name", "")), "about": paragraphs(row.get("description", "")), "email": row.get("email", ""), "website": row.get("website", ""),
            "phone": _first(bundle.of("phone", "organization_id"), "number"), "kind": (chosen(bundle, "organisation") or [OrganisationKind.OTHER.value])[0],
            "how_to_reach": note(ours.get("how-to-reach", ""), 500), "language": ours.get("language", "en")}


def read_service(bundle: Bundle) -> dict:
    row, ours = bundle.row, said(bundle)
    return {"name": one_line(row.get("name", "")), "description": paragraphs(row.get("description", "")), "url": row.get("url", ""), "email": row.get("email", ""),
            "phone": _first(bundle.of("phone", "service_id"), "number"), "whom": note(row.get("eligibility_description", ""), 300),
            "how_to_reach": note(row.get("application_process", ""), 500), "cost_note": note(row.get("fees_description", ""), 200),
            "languages": sorted({code for each in bundle.of("language", "service_id") if (code := _language(each))}), "stages": chosen(bundle, "stage"),
            "kind": (chosen(bundle, "kind") or [_kind(bundle)])[0], "cost": (chosen(bundle, "cost") or [_cost(bundle)])[0], "open_to_cities": "open-to-cities" in ours,
            "language": ours.get("language", "en"), "confirmed_on": _date(row.get("assured_date", "")), "offered": row.get("status", "active") == "active"}


def read_place(bundle: Bundle) -> dict:
    row, ours = bundle.row, said(bundle)
    address = next(iter(addresses(bundle)), {})
    on_map = "latitude" in row and "longitude" in row
    latitude, longitude = (Decimal(str(row[name])).quantize(FOUR_PLACES) if on_map else None for name in ("latitude", "longitude"))
    street = one_line(", ".join(str(address[name]) for name in ("address_1", "address_2") if address.get(name)))
    return {"name": one_line(row.get("name") or row.get("alternate_name") or street), "address": street, "town": one_line(address.get("city", "")),
            "latitude": latitude, "longitude": longitude, "hours": read_week(bundle.of("schedule", "location_id")), "hours_note": note(ours.get("hours-note", ""), 200),
            "access": note(_first(bundle.of("accessibility", "location_id"), "description"), 300), "is_workspace": "workspace" in ours,
            "seats": _number(ours.get("seats", "")), "seats_free": _number(ours.get("seats-free", ""))}


def addresses(bundle: Bundle) -> list[dict]:
    """Of a place, those one can go to first."""
    return sorted(bundle.of("address", "location_id"), key=lambda row: row.get("address_type") != "physical")


def _language(row: dict) -> str:
    code = str(row.get("code") or "").replace("_", "-").split("-")[0].strip().lower()
    found = LANGUAGES.get(code) or LANGUAGES.get(str(row.get("name") or "").strip().lower(), "")
    return found or (code if len(code) == 2 and code.isalpha() else "")


def _kind(bundle: Bundle) -> str:
    linked = {row.get("taxonomy_term_id") for row in bundle.of("attribute", "link_id")}
    names = [row["name"] for row in bundle.tables.get("taxonomy_term", ()) if row["id"] in linked]
    for text in (*names, bundle.row.get("name", ""), bundle.row.get("description", "")):
        words = f" {folded(text)}"
        for kind, beginnings in WORDS.items():
            if any(f" {each}" in words for each in beginnings):
                return kind.value
    return ServiceKind.ORIENTATION.value


def _cost(bundle: Bundle) -> str:
    amounts = [row["amount"] for row in bundle.of("cost_option", "service_id") if "amount" in row]
    return "" if not amounts else Cost.FREE.value if not any(amounts) else Cost.PAID.value


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= 32767 else None

"""Verifiers from npm, in a real Chromium, accept our badges by what our server says of them, and refuse what was changed, taken back or badly signed."""

import json
import re
from pathlib import Path

import pytest
import time_machine

from courses.issuer_keys import revoke_key, rotate
from courses.revoking_badges import revoke
from tests.courses.badge_world import earn, make_badge
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]
LIBRARY = Path(__file__).resolve().parents[1] / "vendor" / "badge-verifier" / "badge-verifier.js"
DOCUMENT = "async ([document, now]) => (await import('./verifier.js')).checkDocument(document, now)"
TOKEN = "async ([token, now, keys]) => (await import('./verifier.js')).checkToken(token, now, keys && await (await fetch(keys)).json())"


@pytest.fixture
def verifier(page, live_server, settings):
    """A page with nothing but the library on it; what it asks for comes from the academy, and from nowhere else."""
    settings.BASE_URL = live_server.url
    page.route(re.compile(rf"^(?!{re.escape(live_server.url)}/badges/)"), lambda route: route.abort())
    page.route("**/reader/", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>r</title>"))
    page.route("**/reader/verifier.js", lambda route: route.fulfill(content_type="text/javascript", body=LIBRARY.read_text()))
    page.goto(f"{live_server.url}/reader/")
    return page


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def verdicts(verifier, award, document=None, token=None) -> tuple[bool, bool, bool]:
    """(Data Integrity and status list by Digital Bazaar, JWT by jose with the key it names, JWT by jose with the issuer's key set)."""
    now, keys = NOW.isoformat(), f"/badges/issuers/{award.key.issuer.slug}/jwks.json"
    token = token or award.credential_jwt
    return (verifier.evaluate(DOCUMENT, [document or award.credential_json, now])["verified"],
            *(verifier.evaluate(TOKEN, [token, now, each])["verified"] for each in (None, keys)))


def test_outside_verifiers_accept_what_holds_and_refuse_what_does_not(world, live_server, verifier):
    badge = make_badge(world.cascais)
    lias, martas, networks = earn(world, badge=badge), earn(world, world.marta, badge), earn(world, badge=make_badge(None, "across-cities", valid_months=12))
    assert verdicts(verifier, lias) == verdicts(verifier, networks) == (True, True, True)

    changed = json.loads(json.dumps(lias.credential_json).replace("Co-producer", "Professor"))
    header, claims, signature = lias.credential_jwt.split(".")
    assert verdicts(verifier, lias, changed, f"{header}.{claims[:-2]}{'AA' if claims[-2:] != 'AA' else 'BB'}.{signature}") == (False, False, False)
    assert verdicts(verifier, lias, document=martas.credential_json | {"proof": lias.credential_json["proof"]})[0] is False

    old = lias.key
    rotate(old.issuer, NOW)
    teos = earn(world, world.teo, badge)
    assert teos.key != old and verdicts(verifier, lias) == verdicts(verifier, teos) == (True, True, True), "a rotated key still verifies"

    revoke(martas, world.carla, "By mistake.", NOW)
    assert verdicts(verifier, martas)[0] is False and verdicts(verifier, lias)[0] is True, "the status list says which"

    revoke_key(old, NOW)
    assert verdicts(verifier, lias) == (False, False, False) and verdicts(verifier, teos) == (True, True, True)

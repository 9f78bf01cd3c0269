"""What programs read: open to all, without cookies, with a mark to ask again by, and in step with the awards."""

import json
from datetime import timedelta

import pytest
import time_machine

from academy.models import Event
from academy.standards.badge_proofs import check_document, check_jwt
from academy.standards.badge_status import is_revoked
from courses.badge_addresses import credential_url, status_list_url
from courses.badge_versions import version_of
from courses.issuer_keys import revoke_key, rotate
from courses.models import BadgeAward
from courses.revoking_badges import revoke
from tests.courses.badge_world import earn, make_badge
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def path(url: str) -> str:
    return "/badges/" + url.split("/badges/")[1]


def test_every_address_in_a_badge_answers_openly(world, client):
    made = earn(world)
    said = made.credential_json
    subject = said["credentialSubject"]["achievement"]
    for url, kind in ((said["id"], "application/vc+ld+json"), (said["issuer"]["url"], "application/json"), (said["issuer"]["url"] + "did.json", "application/json"),
                      (said["issuer"]["url"] + "jwks.json", "application/json"), (said["credentialStatus"]["statusListCredential"], "application/vc+ld+json"),
                      (subject["id"], "application/json"), (subject["image"]["id"], "image/png"), (subject["image"]["id"][:-3] + "svg", "image/svg+xml")):
        answer = client.get(path(url))
        assert (answer.status_code, answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == (200, kind, "*"), url
        assert not answer.cookies and client.get(path(url), headers={"If-None-Match": answer["ETag"]}).status_code == 304, url
        assert client.post(path(url)).status_code == 405
    assert client.get(path(said["id"])).json() == said
    assert {name: value for name, value in client.get(path(subject["id"])).json().items() if name != "@context"} == subject
    profile = client.get(path(said["issuer"]["url"])).json()
    assert {name: profile[name] for name in said["issuer"]} == said["issuer"]


def test_a_person_is_led_to_the_page_and_a_wallet_gets_the_token(world, client):
    made = earn(world)
    url = path(credential_url(made.pk))
    assert client.get(url, headers={"Accept": "text/html,application/xhtml+xml"})["Location"].endswith(f"/verify/{made.pk}/")
    assert client.get(url, headers={"Accept": "application/vc+jwt"}).content.decode() == made.credential_jwt
    assert "Lia" not in client.get(url).content.decode()


def test_old_wordings_and_pictures_stay(world, client):
    badge = make_badge(world.cascais)
    made = earn(world, badge=badge)
    subject = made.achievement
    picture = client.get(path(subject["image"]["id"])).content
    badge.titles, badge.seed = {"en": "Builder"}, 77
    badge.save()
    version_of(badge, NOW)
    assert client.get(path(subject["id"])).json()["name"] == "Co-producer" and client.get(path(subject["image"]["id"])).content == picture
    assert client.get(path(subject["id"]).replace("/1/en/", "/2/en/")).json()["name"] == "Builder"
    assert client.get(path(subject["image"]["id"]).replace("/1.png", "/2.png")).content != picture


def test_the_keys_served_are_those_whose_signatures_hold(world, client):
    first = earn(world).key
    second = rotate(first.issuer, NOW)
    assert [key["kid"][-17:-1] for key in client.get("/badges/issuers/cascais/jwks.json").json()["keys"]] == [first.kid, second.kid]
    revoke_key(first, NOW)
    document = client.get("/badges/issuers/cascais/did.json").json()
    assert document["assertionMethod"] == [f"{document['id']}#{second.kid}"]
    assert client.get(f"/badges/issuers/cascais/keys/{first.kid}/").status_code == 404
    assert client.get(f"/badges/issuers/cascais/keys/{second.kid}/").json()["crv"] == "Ed25519"


def test_the_status_list_is_the_awards(world, client):
    badge = make_badge(world.cascais)
    lias, martas = earn(world, badge=badge), earn(world, world.marta, badge)
    url = path(status_list_url(lias.status_list))
    assert bits(client, url, lias, martas) == [False, False]
    mark = client.get(url)["ETag"]
    revoke(martas, world.carla, "By mistake.", NOW)
    assert bits(client, url, lias, martas) == [False, True]
    assert client.get(url, headers={"If-None-Match": mark}).status_code == 200
    revoke_key(lias.key, NOW + timedelta(hours=1))
    assert bits(client, url, lias, martas) == [True, True], "what a revoked key signed is told to everybody"
    assert lias.status_index != martas.status_index


def bits(client, url: str, *awards) -> list[bool]:
    """Of the list as served, in both forms, each signed by a key the issuer serves."""
    answer = client.get(url)
    token = client.get(url, headers={"Accept": "application/vc+jwt"}).content.decode()
    keys = [bytes.fromhex(key) for key in awards[0].key.issuer.keys.verifying().filter(finished_at=None).values_list("public_key", flat=True)]
    listed = check_document(answer.json(), keys[0])
    assert listed == check_jwt(token, keys[0]) and json.loads(answer.content)["credentialSubject"]["statusPurpose"] == "revocation"
    return [is_revoked(listed["credentialSubject"]["encodedList"], award.status_index) for award in awards]


def test_what_is_not_there_is_not_there(world, client):
    made = earn(world)
    unknown = "00000000-0000-4000-8000-000000000000"
    key, version = made.badge.key, made.made_from.number
    for url in ("issuers/nowhere/", "issuers/nowhere/did.json", "issuers/cascais/keys/none/", "status/cascais/9/", f"credentials/{unknown}/",
                f"achievements/{unknown}/1/en/", f"achievements/{key}/9/en/", f"achievements/{key}/{version}/ar/", f"achievements/{key}/{version}.gif",
                f"achievements/{key}/9.png"):
        assert client.get(f"/badges/{url}").status_code == 404, url


def test_who_hides_their_name_hides_its_fingerprint(world, client):
    """With a list of names, a salted hash says whose badge it is: so it is not handed out while the name is hidden, and the page leads nowhere."""
    made = earn(world)
    address = f"/badges/credentials/{made.pk}/"
    assert b"identityHash" in client.get(address).content and address in client.get(f"/en/verify/{made.pk}/").content.decode()
    BadgeAward.objects.filter(pk=made.pk).update(shows_name=False)
    for accept in ("application/json", "application/vc+jwt"):
        answer = client.get(address, headers={"accept": accept})
        assert answer.status_code == 403 and b"identityHash" not in answer.content and made.credential_jwt.encode() not in answer.content
    page = client.get(f"/en/verify/{made.pk}/").content.decode()
    assert "genuine and valid" in page and address not in page and "Lia" not in page
    revoke(made, None, "Lia Learns did not finish it.", NOW)
    assert "Lia" not in str(list(Event.objects.filter(object_kind="badge", verb="revoked").values_list("details", flat=True)))

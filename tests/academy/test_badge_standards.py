"""Open Badges 3.0 to the byte: the same key and the same words give the same credential, and openbadgeslib reads it as its own."""

import base64
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from academy.standards import badge_proofs, badge_status
from academy.standards.badge_baking import NotBaked, bake_png, bake_svg, read_baked
from academy.standards.did_web import PublicKey, did_document, did_of
from academy.standards.open_badges import Alignment, Profile, StatusPlace, achievement, credential, evidence, hashed_name
from academy.standards.strict_json import read_strictly, spelled

SECRET = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
HOST = "https://academy.example/badges"
DID = "did:web:academy.example:badges:issuers:cascais"


def a_credential(**changed) -> dict:
    achieved = achievement(id=f"{HOST}/achievements/1/1/en/", name="Co-producer", description="Makes services.", criteria="Finish the course.",
                           image=f"{HOST}/1.png", language="en", version=1,
                           alignments=[Alignment("Vision", "https://academy.example/en/skills/#vision", "EntreComp", "entrecomp-1-2", "3 / 8")])
    return credential(**{
        "id": f"{HOST}/credentials/1/", "issuer": Profile(DID, f"{HOST}/issuers/cascais/", "Cascais"), "achieved": achieved, "holder_name": "Lia", "salt": "00ff",
        "valid_from": AT, "valid_until": AT + timedelta(days=365), "status": StatusPlace(f"{HOST}/status/cascais/1/", 94567),
        "proofs": [evidence("A course", "Finished it.", "https://academy.example/en/courses/x/"), evidence("A quiz", "Passed it.")], **changed})


def test_the_token_is_what_the_standard_asks_for():
    token = badge_proofs.sign_jwt(a_credential(), SECRET, f"{HOST}/issuers/cascais/keys/k1/")
    header, claims, signature = token.split(".")
    assert json.loads(base64.urlsafe_b64decode(header + "==")) == {"alg": "EdDSA", "kid": f"{HOST}/issuers/cascais/keys/k1/", "typ": "JWT"}
    claims = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert {name: claims[name] for name in ("iss", "jti", "sub", "nbf", "exp")} == {
        "iss": DID, "jti": f"{HOST}/credentials/1/", "sub": f"{HOST}/credentials/1/#holder", "nbf": 1795341600, "exp": 1826877600}
    assert signature == SIGNATURE
    assert badge_proofs.check_jwt(token, PUBLIC) == a_credential()


def test_the_document_is_signed_to_the_byte_and_read_by_the_library():
    from openbadgeslib.ob3.ldp import OB3LdpVerifier
    from openbadgeslib.ob3.verifier import OB3Verifier

    document = badge_proofs.sign_document(a_credential(), SECRET, f"{DID}#k1", AT)
    assert document["proof"] == {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-11-22T10:00:00Z",
                                 "verificationMethod": f"{DID}#k1", "proofPurpose": "assertionMethod", "proofValue": PROOF}
    assert badge_proofs.check_document(document, PUBLIC) == a_credential()
    lasting = a_credential(valid_from=datetime(2020, 1, 1, tzinfo=UTC), valid_until=None)  # the library reads the clock of the machine
    pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(bytes.fromhex("302a300506032b6570032100") + PUBLIC) + b"\n-----END PUBLIC KEY-----\n"
    assert OB3LdpVerifier(pem).verify(badge_proofs.sign_document(lasting, SECRET, f"{DID}#k1", AT), check_status=False).achievement.name == "Co-producer"
    read = OB3Verifier(pem).verify(badge_proofs.sign_jwt(lasting, SECRET, "https://academy.example/k/"))
    assert (read.achievement.alignments[0].target_code, read.evidence[1].name, read.identifiers[0].identity_hash) == (
        "entrecomp-1-2", "A quiz", hashed_name("Lia", "00ff"))


def test_no_proof_is_made_or_kept_for_words_it_would_not_cover():
    from openbadgeslib.errors import LibOpenBadgesException

    with pytest.raises(LibOpenBadgesException):
        badge_proofs.sign_document({**a_credential(), "grade": "A"}, SECRET, f"{DID}#k1", AT)
    signed = badge_proofs.sign_document(a_credential(), SECRET, f"{DID}#k1", AT)
    with pytest.raises(badge_proofs.NotProven):
        badge_proofs.check_document({**signed, "grade": "A"}, PUBLIC)


def test_a_status_list_sets_the_bits_it_should_and_no_others():
    from openbadgeslib.ob3.status import decode_encoded_list, set_indices

    made = badge_status.encoded_list([0, 7, 94567, 131071])
    assert made == badge_status.encoded_list([94567, 7, 0, 131071]) and set_indices(decode_encoded_list(made)) == {0, 7, 94567, 131071}
    assert [badge_status.is_revoked(made, place) for place in (0, 1, 94567, 94568)] == [True, False, True, False]
    with pytest.raises(ValueError, match="131072 is not on a list"):
        badge_status.encoded_list([131072])
    kept = badge_status.status_list(url=f"{HOST}/status/cascais/1/", issuer=DID, revoked=[5], valid_from=AT, valid_until=AT + timedelta(days=2))
    badge_proofs.check_document(badge_proofs.sign_document(kept, SECRET, f"{DID}#k1", AT), PUBLIC)


def test_an_issuer_is_known_by_an_address():
    from openbadgeslib.ob3.did import did_key_from_pem

    assert did_of("http://127.0.0.1:8000/badges/issuers/cascais/") == "did:web:127.0.0.1%3A8000:badges:issuers:cascais"
    key = PublicKey("k1", f"{HOST}/issuers/cascais/keys/k1/", PUBLIC)
    pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(bytes.fromhex("302a300506032b6570032100") + PUBLIC) + b"\n-----END PUBLIC KEY-----\n"
    assert did_document(DID, [key])["verificationMethod"][0]["publicKeyMultibase"] == did_key_from_pem(pem).removeprefix("did:key:")


@pytest.mark.parametrize("credential", ["ey.token.x", '{"a": "<&\\u00e9 "}'])
def test_a_picture_gives_back_what_was_baked_into_it(credential):
    png = BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'
    assert read_baked(bake_png(png.getvalue(), credential)) == read_baked(bake_svg(svg, credential)) == credential
    assert b"script" not in bake_svg(svg, credential)
    for picture in (png.getvalue(), svg, b"\x89PNG\r\n\x1a\nrubbish", b"<svg", bake_png(bake_png(png.getvalue(), credential), credential)):
        with pytest.raises(NotBaked):
            read_baked(picture)


def test_json_is_read_in_one_way_only():
    for text in ('{"a": 1, "a": 2}', '{"a": NaN}', '{"a": 1e999}', '"\\ud800"', "[" * 50 + "]" * 50, "[" * 100_000, b"\xff", "{", '{"a": 01}'):
        with pytest.raises(ValueError):
            read_strictly(text)
    assert len({spelled(value) for value in (1, True, 1.0, "1", [1], None)}) == 6


SIGNATURE = "DTx0mZttXmVILjTOlOKALfq0HJDKB5G21KDA5bZaVtAGRutHGVjUG__RY9ChPVuLfyGF56MmBTuJBYzhoskmBA"
PROOF = "zDEnzPJRHgnRYT4x3U5TB29jMDCdsoXgTP9yEKYPTTSdFvfjRqn8TBQup4YoufhvWQT6NqCocjQhEYRDm8LumSpZ"

"""CPU of signing and checking a badge, each proof, beside openbadgeslib's own signer and verifier; no database."""

import base64
from datetime import UTC, datetime
from time import process_time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3Verifier

from academy.mosaic.badge_emblem import badge_svg
from academy.standards import badge_proofs, badge_status
from academy.standards.badge_baking import bake_svg, read_baked
from academy.standards.open_badges import Alignment, Profile, StatusPlace, achievement, credential, evidence

ROUNDS = 30
HOST = "https://academy.example/badges"
DID = "did:web:academy.example:badges:issuers:cascais"
AT = datetime(2026, 1, 1, tzinfo=UTC)


def a_credential() -> dict:
    achieved = achievement(id=f"{HOST}/achievements/1/1/en/", name="Co-producer", description="Makes services.", criteria="Finish the course.", image=f"{HOST}/1.png",
                           language="en", version=1, alignments=[Alignment(f"Skill {n}", f"https://academy.example/en/skills/#{n}", "EntreComp", f"s-{n}") for n in range(4)])
    return credential(id=f"{HOST}/credentials/1/", issuer=Profile(DID, f"{HOST}/issuers/cascais/", "Cascais"), achieved=achieved, holder_name="Lia", salt="00ff", valid_from=AT,
                      valid_until=None, status=StatusPlace(f"{HOST}/status/cascais/1/", 94567), proofs=[evidence(f"Lesson {n}", "Finished it.") for n in range(5)])


def middle(act) -> float:
    """Of ROUNDS, in CPU milliseconds."""
    act()
    taken = []
    for _round in range(ROUNDS):
        began = process_time()
        act()
        taken.append((process_time() - began) * 1000)
    return sorted(taken)[ROUNDS // 2]


def main() -> None:
    private = Ed25519PrivateKey.generate()
    raw, public = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()), private.public_key().public_bytes_raw()
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    made, kid = a_credential(), f"{HOST}/issuers/cascais/keys/k1/"
    token, document = badge_proofs.sign_jwt(made, raw, kid), badge_proofs.sign_document(made, raw, f"{DID}#k1", AT)
    picture = badge_svg("seed", "azulejo", "learning", 4, size=400).encode()
    baked = bake_svg(picture, token)
    list_url = f"{HOST}/status/cascais/1/"
    rows = {
        "sign the JWT": lambda: badge_proofs.sign_jwt(made, raw, kid),
        "check the JWT": lambda: badge_proofs.check_jwt(token, public),
        "  openbadgeslib checks the JWT": lambda: OB3Verifier(pem).verify(token),
        "sign the document": lambda: badge_proofs.sign_document(made, raw, f"{DID}#k1", AT),
        "check the document": lambda: badge_proofs.check_document(document, public),
        "  openbadgeslib checks the document": lambda: OB3LdpVerifier(pem).verify(document, check_status=False),
        "bake an SVG": lambda: bake_svg(picture, token),
        "read a baked SVG": lambda: read_baked(baked),
        "sign a status list, 1,000 taken back": lambda: badge_proofs.sign_document(
            badge_status.status_list(url=list_url, issuer=DID, revoked=range(0, 100_000, 100), valid_from=AT, valid_until=AT), raw, f"{DID}#k1", AT),
    }
    print(f"credential: JWT {len(token)} bytes, document {len(str(document))} bytes, signature {len(base64.urlsafe_b64decode(token.split('.')[2] + '=='))}; CPU, middle of {ROUNDS}")
    for name, act in rows.items():
        print(f"  {name:40} {middle(act):8.2f} ms")


if __name__ == "__main__":
    main()

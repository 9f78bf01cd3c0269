"""Ten thousand altered badges, none accepted (TESSERA_ALTERED=10000; 184 otherwise: eight of each kind), and every unaltered one accepted."""

import base64
import json
import os
from collections import Counter

import pytest

from academy.standards.badge_proofs import NotProven, check_document, check_jwt, sign_jwt
from academy.standards.strict_json import read_strictly
from courses.badge_addresses import method_of, public_key
from courses.sealed_keys import unseal
from courses.verifying import verify
from tests.courses.altered_badges import Material, alterations
from tests.courses.altered_documents import DOCUMENTS
from tests.courses.altered_tokens import TOKENS
from tests.courses.badge_world import earn, make_badge
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
COUNT = int(os.environ.get("TESSERA_ALTERED", "184"))
# What changes no meaning is for the comparison with what was issued to refuse; a signature over the meaning (RDF) cannot see it.
MEANS_THE_SAME = {"document_member", "document_proof", "document_context"}


def material(world) -> Material:
    badge, other = make_badge(world.cascais, valid_months=12), make_badge(world.mahdia, "of-mahdia")
    mine, others, foreign = earn(world, badge=badge), earn(world, world.marta, badge), earn(world, badge=other)
    return Material(mine.credential_jwt, mine.credential_json, others.credential_jwt, others.credential_json, stranger=bytes(range(32)),
                    other_issuer=(unseal(foreign.key.sealed, foreign.key.kid), public_key(foreign.key).url, method_of(foreign.key)),
                    public_key=mine.key.public_bytes)


def proven_alone(text: str, key: bytes) -> bool:
    """Whether the signature alone, without the academy's memory, would let it pass."""
    try:
        check_document(read_strictly(text), key) if text.startswith("{") else check_jwt(text, key)
    except (NotProven, ValueError, AttributeError):
        return False
    return True


def test_no_altered_badge_is_accepted(world):
    given = material(world)
    for original in (given.token, json.dumps(given.document), json.dumps(given.document, indent=2), given.other_token, json.dumps(given.other_document)):
        assert verify(original, NOW).ok and verify(original.encode(), NOW).ok, "or the test could not fail"
    kinds, codes, by_memory = Counter(), Counter(), Counter()
    for kind, text in alterations(given, COUNT):
        verdict = verify(text, NOW)
        assert not verdict.ok and verdict.reasons, f"{kind} was accepted: {text[:2000]}"
        kinds[kind] += 1
        codes[verdict.codes[0]] += 1
        few = kinds[kind] <= max(4, COUNT // 100)  # a proof of a document costs 22 ms
        if verdict.codes == ("changed",) and few and proven_alone(text, given.public_key):
            by_memory[kind] += 1
    assert set(by_memory) <= MEANS_THE_SAME and len(kinds) == len(TOKENS) + len(DOCUMENTS)
    print(sum(kinds.values()), dict(kinds), dict(codes), "by memory:", dict(by_memory))


def test_a_fresh_claim_signed_by_our_own_key_but_never_issued_is_not_ours_either(world):
    """The strongest forger has the issuer's key: what was never issued still stands nowhere in the academy."""
    made = earn(world)
    key = unseal(made.key.sealed, made.key.kid)
    forged = {**json.loads(base64.urlsafe_b64decode(made.credential_jwt.split(".")[1] + "==")), "name": "Professor"}
    credential = {name: value for name, value in forged.items() if name not in ("iss", "jti", "nbf", "exp", "sub")}
    assert verify(sign_jwt(credential, key, public_key(made.key).url), NOW).codes == ("changed",)
    elsewhere = {**credential, "id": credential["id"].replace(str(made.pk), "00000000-0000-4000-8000-000000000000")}
    assert verify(sign_jwt(elsewhere, key, public_key(made.key).url), NOW).codes == ("not_ours",)

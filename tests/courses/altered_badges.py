"""Altered badges: thousands of ways to change a signed one, each by a name, the same for the same seed.

`alterations(...)` yields (name, text). What an alteration leaves as it was (a key order, spaces around) is not one, and is not yielded.
"""

import base64
import copy
import hashlib
import hmac
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from academy.standards.badge_proofs import sign_document, sign_jwt
from academy.standards.strict_json import spelled

LOOKALIKES = str.maketrans("aceiopxyAE", "асеіорхуАЕ")
URL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True)
class Material:
    """A badge as issued, another one of the same issuer, and keys: a stranger's, another issuer's (32 bytes, address of JWK, name in the DID document),
    the public key the badge was signed with."""

    token: str
    document: dict
    other_token: str
    other_document: dict
    stranger: bytes
    other_issuer: tuple[bytes, str, str]
    public_key: bytes


def alterations(given: Material, count: int, seed: int = 5) -> Iterator[tuple[str, str]]:
    """`count` alterations, kinds in turn."""
    dice, made = random.Random(seed), 0
    kinds = [*TOKENS, *DOCUMENTS]
    while made < count:
        for kind in kinds:
            text = kind(given, dice)
            if text is None or text == given.token or (text.startswith("{") and _same(text, given.document)):
                continue
            yield kind.__name__, text
            made += 1
            if made == count:
                return


def _same(text: str, document: dict) -> bool:
    try:
        return spelled(json.loads(text, object_pairs_hook=_once)) == spelled(document)
    except ValueError:
        return False


def _once(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _open(token: str) -> tuple[dict, dict, str]:
    header, claims, signature = token.split(".")
    return (*(json.loads(base64.urlsafe_b64decode(part + "==")) for part in (header, claims)), signature)


def _closed(header: dict, claims: dict, signature: str) -> str:
    return f"{_b64(spelled(header).encode())}.{_b64(spelled(claims).encode())}.{signature}"


def _places(value, path=()) -> list[tuple]:
    """Every place in a value, its branches and its leaves."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for name, child in children for found in ((*path, name), *_places(child, (*path, name)))]


def _changed_somewhere(value: dict, dice: random.Random, without: tuple = ()) -> dict:
    """A copy with one place changed: another text, another kind, gone, doubled, moved, or a member more."""
    made = copy.deepcopy(value)
    path = dice.choice([each for each in _places(made) if each[0] not in without])
    home = made
    for step in path[:-1]:
        home = home[step]
    name = path[-1]
    old = home[name]
    way = dice.randrange(9)
    if way == 0:
        del home[name]
    elif way == 1:
        home[name] = [old, old]
    elif way == 2:
        home[name] = {"@value": old} if isinstance(old, str) else None
    elif way == 3 and isinstance(home, dict):
        home["note"] = home.pop(name)
    elif way == 4 and isinstance(home, dict):
        home[f"{name} "] = old
    elif isinstance(old, str):
        home[name] = _other_text(old, dice)
    elif isinstance(old, bool) or not isinstance(old, int):
        home[name] = str(old)
    else:
        home[name] = dice.choice([old + 1, float(old), str(old), -old, None])
    return made


def _other_text(old: str, dice: random.Random) -> str:
    at = dice.randrange(len(old) + 1) if old else 0
    return dice.choice([
        old.translate(LOOKALIKES), old + " ", old.upper(), old.swapcase(), old[::-1], "", old + "\u200b", "\u202e" + old, old[:at] + "\u0301" + old[at:],
        old[:at] + old[at + 1:], old[:at] + dice.choice("aZ09/#") + old[at:], old.replace("2026", "2036").replace("2027", "2099"), old + "\0",
        old.replace("academy", "academe"), old.replace("-", "–"), f"{old}\ufeff", "https://example.org/" + old])


# Of the token ------------------------------------------------------------------------------------------

def token_claim(given, dice):
    header, claims, signature = _open(given.token)
    return _closed(header, _changed_somewhere(claims, dice), signature)


def token_claim_signed_by_a_stranger(given, dice):
    header, claims, _signature = _open(given.token)
    return _signed(header, _changed_somewhere(claims, dice) if dice.random() < 0.5 else claims, given.stranger)


def token_signed_by_another_issuer(given, dice):
    header, claims, _signature = _open(given.token)
    key, kid, _method = given.other_issuer
    return _signed({**header, "kid": dice.choice([kid, header["kid"]])}, _changed_somewhere(claims, dice) if dice.random() < 0.5 else claims, key)


def _signed(header: dict, claims: dict, key: bytes) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signed = _closed(header, claims, "").rstrip(".")
    return f"{signed}.{_b64(Ed25519PrivateKey.from_private_bytes(key).sign(signed.encode()))}"


def token_header(given, dice):
    header, claims, signature = _open(given.token)
    way = dice.randrange(10)
    changed = [{"alg": "none"}, {"alg": "None"}, {"alg": "HS256"}, {"alg": "ES256"}, {"alg": "Ed25519"}, {"kid": given.other_issuer[1]}, {"typ": "vc+jwt"},
               {"crit": ["exp"]}, {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": _b64(given.stranger)}}, {"b64": False}][way]
    return _closed({**header, **changed}, claims, dice.choice([signature, ""]) if way < 2 else signature)


def token_hmac_by_the_public_key(given, dice):
    header, claims, _signature = _open(given.token)
    signed = _closed({**header, "alg": "HS256"}, _changed_somewhere(claims, dice), "").rstrip(".")
    secret = dice.choice([given.public_key, given.public_key.hex().encode(), _b64(given.public_key).encode()])
    return f"{signed}.{_b64(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def token_signature_bit(given, dice):
    signed, _dot, signature = given.token.rpartition(".")
    bits = bytearray(base64.urlsafe_b64decode(signature + "=="))
    bits[dice.randrange(64)] ^= 1 << dice.randrange(8)
    return f"{signed}.{_b64(bytes(bits))}"


def token_signature_by_its_order(given, dice):
    """S + L: another spelling of the same signature, which a lax library takes."""
    signed, _dot, signature = given.token.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    larger = int.from_bytes(raw[32:], "little") + dice.choice([1, 2, 4]) * (2**252 + 27742317777372353535851937790883648493)
    return f"{signed}.{_b64(raw[:32] + larger.to_bytes(32, 'little'))}" if larger < 2**256 else None


def token_letter(given, dice):
    at = dice.randrange(len(given.token))
    return given.token[:at] + dice.choice(URL_LETTERS + "+/=. \n\té") + given.token[at + dice.randrange(2):]


def token_spelling(given, dice):
    """The same bytes, in letters that mean the same to a lax reader."""
    parts = given.token.split(".")
    n, way = dice.randrange(3), dice.randrange(5)
    part = parts[n]
    at = dice.randrange(1, len(part))
    last = URL_LETTERS[URL_LETTERS.index(part[-1]) ^ 1] if len(part) % 4 else part[-1]
    parts[n] = [part + "=", part[:at] + " " + part[at:], part[:at] + "\n" + part[at:], part.replace("-", "+").replace("_", "/"), part[:-1] + last][way]
    return ".".join(parts)


def token_truncated(given, dice):
    return given.token[:dice.randrange(1, len(given.token))]


def token_parts_of_two(given, dice):
    mine, others = given.token.split("."), given.other_token.split(".")
    chosen = [dice.choice(pair) for pair in zip(mine, others, strict=True)]
    text = dice.choice([".".join(chosen), ".".join([*mine, others[2]]), ".".join(mine[:2]), f"{mine[0]}..{mine[2]}"])
    return None if text == given.other_token else text


def token_key_twice(given, dice):
    header, claims, signature = given.token.split(".")
    text = base64.urlsafe_b64decode(claims + "==").decode()
    more = dice.choice(['"name":"Professor"', '"validUntil":"2099-01-01T00:00:00Z"', '"exp":4070908800', '"id":"x"', '"iss":"did:web:x"'])
    return f"{header}.{_b64((text[:-1] + ',' + more + '}' if dice.random() < 0.5 else '{' + more + ',' + text[1:]).encode())}.{signature}"


# Of the document ---------------------------------------------------------------------------------------

def document_member(given, dice):
    return json.dumps(_changed_somewhere(given.document, dice, without=("proof",)))


def document_proof(given, dice):
    made = copy.deepcopy(given.document)
    if dice.random() < 0.1:
        made |= _changed_somewhere({"proof": made.pop("proof")}, dice)
    else:
        made["proof"] = _changed_somewhere(made["proof"], dice)
    return json.dumps(made)


def document_proof_moved(given, dice):
    made = copy.deepcopy(given.document)
    proof = made.pop("proof")
    way = dice.randrange(5)
    if way == 0:
        made["proof"] = [proof]
    elif way == 1:
        made["proof"] = [proof, given.other_document["proof"]]
    elif way == 2:
        made["credentialSubject"]["proof"] = proof
    elif way == 3:
        made["proof"] = given.other_document["proof"]
    else:
        made = {"@context": made["@context"], "type": ["VerifiablePresentation"], "verifiableCredential": [made], "proof": proof, "id": made["id"]}
    return json.dumps(made)


def document_context(given, dice):
    made = copy.deepcopy(given.document)
    contexts = made["@context"]
    made["@context"] = dice.choice([
        contexts[:1], contexts[1:], contexts[::-1], [*contexts, {"name": "https://schema.org/alternateName"}], [*contexts, "https://example.org/own.json"],
        [contexts[0], contexts[1].replace("3.0.3", "3.0.2")], [*contexts, {"@vocab": "https://example.org/"}], contexts[0], [*contexts, contexts[1]], []])
    if dice.random() < 0.5:
        made["name"] = f"Professor {dice.randrange(10**6)}"
    return json.dumps(made)


def document_signed_by_another(given, dice):
    made = _changed_somewhere({name: value for name, value in given.document.items() if name != "proof"}, dice, without=("@context",))
    key, _kid, method = given.other_issuer
    try:
        return json.dumps(sign_document(made, dice.choice([key, given.stranger]), dice.choice([method, given.document["proof"]["verificationMethod"]]), _when()))
    except Exception:  # what cannot be signed at all is no alteration
        return None


def _when():
    from tests.world import NOW

    return NOW


def document_key_twice(given, dice):
    text = json.dumps(given.document)
    more = dice.choice(['"name": "Professor"', '"validUntil": "2099-01-01T00:00:00Z"', '"id": "https://example.org/1"', '"proof": {}', '"issuer": "did:web:x"'])
    return text[:-1] + ", " + more + "}" if dice.random() < 0.5 else "{" + more + ", " + text[1:]


def document_letter(given, dice):
    text = json.dumps(given.document, ensure_ascii=False)
    at = dice.randrange(1, len(text))
    return text[:at] + dice.choice("aZ9\"{},:[]\\ \u200bé") + text[at + dice.randrange(2):]


def document_truncated(given, dice):
    text = json.dumps(given.document)
    return text[:dice.randrange(1, len(text))]


def document_status_and_dates(given, dice):
    made = copy.deepcopy(given.document)
    day = f"20{dice.randrange(10, 99)}-0{dice.randrange(1, 10)}-01T00:00:00Z"
    way = dice.randrange(5)
    if way == 0:
        made["credentialStatus"]["statusListIndex"] = str(dice.randrange(131072))
    elif way == 1:
        del made["credentialStatus"]
    elif way == 2:
        made["validUntil"] = day
    elif way == 3:
        made["validFrom"] = day
    else:
        made["issuanceDate"] = day
    return json.dumps(made)


def document_of_two(given, dice):
    """A part of another badge put into this one."""
    made = copy.deepcopy(given.document)
    for name in dice.sample(sorted(set(made) - {"@context", "type"}), dice.randrange(1, 4)):
        made[name] = given.other_document.get(name, "x")
    return None if spelled(made) == spelled(given.other_document) else json.dumps(made)


def document_as_token(given, dice):
    """Our document inside a token a stranger signed under our key's name."""
    claims = {name: value for name, value in given.document.items() if dice.random() < 0.9 or name in ("id", "issuer", "validFrom", "credentialSubject")}
    return sign_jwt(claims, given.stranger, _open(given.token)[0]["kid"])


TOKENS = [token_claim, token_claim_signed_by_a_stranger, token_signed_by_another_issuer, token_header, token_hmac_by_the_public_key, token_signature_bit,
          token_signature_by_its_order, token_letter, token_spelling, token_truncated, token_parts_of_two, token_key_twice]
DOCUMENTS = [document_member, document_proof, document_proof_moved, document_context, document_signed_by_another, document_key_twice, document_letter,
             document_truncated, document_status_and_dates, document_of_two, document_as_token]

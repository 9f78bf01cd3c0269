"""Ways to alter a badge that is a token. Each takes the Material of altered_badges.py and dice; None: nothing altered."""

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.courses.altering import b64, changed_somewhere, closed, opened

URL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def token_claim(given, dice):
    header, claims, signature = opened(given.token)
    return closed(header, changed_somewhere(claims, dice), signature)


def token_claim_signed_by_a_stranger(given, dice):
    header, claims, _signature = opened(given.token)
    return _signed(header, changed_somewhere(claims, dice) if dice.random() < 0.5 else claims, given.stranger)


def token_signed_by_another_issuer(given, dice):
    header, claims, _signature = opened(given.token)
    key, kid, _method = given.other_issuer
    return _signed({**header, "kid": dice.choice([kid, header["kid"]])}, changed_somewhere(claims, dice) if dice.random() < 0.5 else claims, key)


def _signed(header: dict, claims: dict, key: bytes) -> str:
    signed = closed(header, claims, "").rstrip(".")
    return f"{signed}.{b64(Ed25519PrivateKey.from_private_bytes(key).sign(signed.encode()))}"


def token_header(given, dice):
    header, claims, signature = opened(given.token)
    way = dice.randrange(10)
    changed = [{"alg": "none"}, {"alg": "None"}, {"alg": "HS256"}, {"alg": "ES256"}, {"alg": "Ed25519"}, {"kid": given.other_issuer[1]}, {"typ": "vc+jwt"},
               {"crit": ["exp"]}, {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": b64(given.stranger)}}, {"b64": False}][way]
    return closed({**header, **changed}, claims, dice.choice([signature, ""]) if way < 2 else signature)


def token_hmac_by_the_public_key(given, dice):
    header, claims, _signature = opened(given.token)
    signed = closed({**header, "alg": "HS256"}, changed_somewhere(claims, dice), "").rstrip(".")
    secret = dice.choice([given.public_key, given.public_key.hex().encode(), b64(given.public_key).encode()])
    return f"{signed}.{b64(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def token_signature_bit(given, dice):
    signed, _dot, signature = given.token.rpartition(".")
    bits = bytearray(base64.urlsafe_b64decode(signature + "=="))
    bits[dice.randrange(64)] ^= 1 << dice.randrange(8)
    return f"{signed}.{b64(bytes(bits))}"


def token_signature_by_its_order(given, dice):
    """S + L: another spelling of the same signature, which a lax library takes."""
    signed, _dot, signature = given.token.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    larger = int.from_bytes(raw[32:], "little") + dice.choice([1, 2, 4]) * (2**252 + 27742317777372353535851937790883648493)
    return f"{signed}.{b64(raw[:32] + larger.to_bytes(32, 'little'))}" if larger < 2**256 else None


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
    return f"{header}.{b64((text[:-1] + ',' + more + '}' if dice.random() < 0.5 else '{' + more + ',' + text[1:]).encode())}.{signature}"


TOKENS = [token_claim, token_claim_signed_by_a_stranger, token_signed_by_another_issuer, token_header, token_hmac_by_the_public_key, token_signature_bit,
          token_signature_by_its_order, token_letter, token_spelling, token_truncated, token_parts_of_two, token_key_twice]

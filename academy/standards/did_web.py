"""did:web: an issuer known by an address it serves, and its Ed25519 keys in the three ways others read them (multikey, JWK, JWKS)."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True)
class PublicKey:
    """`name`: the fragment in the DID document; `url`: where its JWK is served; `raw`: 32 bytes."""

    name: str
    url: str
    raw: bytes

    def jwk(self) -> dict:
        return {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(self.raw).rstrip(b"=").decode(), "kid": self.url, "alg": "EdDSA", "use": "sig"}

    def multibase(self) -> str:
        return "z" + base58(b"\xed\x01" + self.raw)


def did_of(url: str) -> str:
    """https://host:8000/badges/issuers/cascais/ -> did:web:host%3A8000:badges:issuers:cascais; its document is at <url>did.json."""
    parts = urlsplit(url)
    return ":".join(["did:web", quote(parts.netloc, safe=""), *(quote(step, safe="") for step in parts.path.split("/") if step)])


def did_document(did: str, keys: Iterable[PublicKey]) -> dict:
    keys = list(keys)
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"], "id": did,
        "verificationMethod": [{"id": f"{did}#{key.name}", "type": "Multikey", "controller": did, "publicKeyMultibase": key.multibase()} for key in keys],
        "assertionMethod": [f"{did}#{key.name}" for key in keys],
    }


def jwks(keys: Iterable[PublicKey]) -> dict:
    return {"keys": [key.jwk() for key in keys]}


def base58(data: bytes) -> str:
    """Bitcoin's alphabet, as multibase's z says."""
    number, made = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        made = _LETTERS[rest] + made
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + made

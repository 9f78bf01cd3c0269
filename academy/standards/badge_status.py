"""Bitstring Status List 1.0: one bit for each credential of an issuer, set when it was taken back."""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime

from academy.standards.open_badges import CONTEXTS, moment

PLACES = 131_072  # the least the standard allows: who is on a list hides among them
REFRESH = 15 * 60  # seconds after which a reader should ask again


def encoded_list(revoked: Iterable[int], places: int = PLACES) -> str:
    """The bits, the first the highest of the first byte; compressed, the same bytes each time; multibase base64url. Raises ValueError outside the list."""
    bits = bytearray(places // 8)
    for index in revoked:
        if not 0 <= index < places:
            raise ValueError(f"{index} is not on a list of {places}")
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def is_revoked(encoded: str, index: int) -> bool:
    """Whether the bit is set in a list of ours."""
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    return bool(bits[index // 8] & (0x80 >> index % 8))


def status_list(*, url: str, issuer: str, revoked: Iterable[int], valid_from: datetime, valid_until: datetime) -> dict:
    """The unsigned credential of a list. `issuer`: the DID; after `valid_until` a kept copy no longer counts."""
    return {
        "@context": CONTEXTS[:1], "id": url, "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": issuer,
        "validFrom": moment(valid_from), "validUntil": moment(valid_until),
        "credentialSubject": {"id": f"{url}#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
                              "encodedList": encoded_list(revoked), "ttl": REFRESH * 1000},
    }

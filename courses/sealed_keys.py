"""Private keys at rest: encrypted with a key derived from BADGE_KEYS_SECRET, each bound to its own name.

docs/operate.md says what losing the secret means: nothing new is signed by those keys; what they signed holds.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM wants them


class KeyLost(Exception):
    """A private key that cannot be read with the secrets there are. The way out: manage.py rotate_issuer_key."""


def seal(private_key: bytes, kid: str) -> bytes:
    """Encrypted for the secret of today: nonce and ciphertext."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_derived(_secrets()[0])).encrypt(nonce, private_key, kid.encode())


def unseal(sealed: bytes, kid: str) -> bytes:
    """The 32 bytes of a private key. Raises KeyLost."""
    sealed = bytes(sealed)
    for secret in _secrets():
        try:
            return AESGCM(_derived(secret)).decrypt(sealed[:NONCE], sealed[NONCE:], kid.encode())
        except InvalidTag:
            continue
    raise KeyLost(f"the signing key {kid} cannot be read with BADGE_KEYS_SECRET (or SECRET_KEY); manage.py rotate_issuer_key makes a new one")


def _secrets() -> list[str]:
    """The secret keys are sealed with, first, and older ones they may still be sealed with."""
    given = [settings.BADGE_KEYS_SECRET] if settings.BADGE_KEYS_SECRET else []
    return [*given, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _derived(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=b"tessera", info=b"keys of issuers of badges").derive(secret.encode())

"""Secrets of links that are made anew whenever a mail needs them: only their SHA-256 is kept, so neither a table nor a backup opens anything."""

import base64
import hashlib
import hmac
import uuid

from django.conf import settings


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def made_token(purpose: str, key, secret: str) -> str:
    """43 letters of the URL alphabet, 256 bits, from the UUID `key` of a row and the academy's `secret` key."""
    made = hmac.new(f"{purpose} {secret}".encode(), uuid.UUID(str(key)).bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def token_behind(fingerprint: str, purpose: str, key) -> str | None:
    """The token a row's fingerprint was taken of; None once the secret key it was made with is gone from the settings."""
    made = (made_token(purpose, key, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return next((token for token in made if hmac.compare_digest(digest(token), fingerprint)), None)

"""Rows that are reached by a private link. The token is made from a random key of the row and the academy's secret key whenever a mail needs it; only its
SHA-256 is kept, so that neither the table, nor the outbox, nor a backup of both opens the page (as with academy.models.invitations)."""

import uuid

from django.conf import settings
from django.db import models

from academy.link_secrets import digest, made_token, token_behind


class PrivateLinks(models.QuerySet):
    def find(self, token: str):
        """The row somebody brings the link of; None for any other words."""
        return self.filter(token_sha256=digest(token)).first()


class PrivateLink(models.Model):
    """`token`: 43 letters of the URL alphabet, 256 bits; None once the secret key it was made with is gone from the settings (the link itself still works)."""

    PURPOSE = ""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self.token_sha256:
            self.token_sha256 = digest(made_token(self.PURPOSE, self.key, settings.SECRET_KEY))
        super().save(*args, **kwargs)

    @property
    def token(self) -> str | None:
        return token_behind(self.token_sha256, self.PURPOSE, self.key)

"""Secret addresses of calendars: whoever has one reads the calendar, so only its hash is kept, and it can be taken back."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from academy.link_secrets import digest


class FeedTokens(models.QuerySet):
    def live(self) -> "FeedTokens":
        return self.filter(revoked_at__isnull=True)

    def find(self, token: str) -> "FeedToken | None":
        """The live token a visitor brings; None for one that is unknown or was taken back."""
        return self.live().filter(sha256=digest(token)).select_related("person").first()

    def issue(self, person, purpose: str, at) -> str:
        """A new secret for this person and purpose, in clear once and never again; the one before it stops working."""
        token = secrets.token_urlsafe(32)
        self.live().filter(person=person, purpose=purpose).update(revoked_at=at)
        self.create(person=person, purpose=purpose, sha256=digest(token), made_at=at)
        return token


class FeedToken(models.Model):
    """One live secret per person and purpose."""

    PURPOSES = [("calendar", "calendar")]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_tokens")
    purpose = models.CharField(max_length=20, choices=PURPOSES, default="calendar")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, help_text="by day only")
    revoked_at = models.DateTimeField(null=True)

    objects = FeedTokens.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "purpose"], condition=Q(revoked_at__isnull=True), name="one_live_feed_token")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.made_at:%Y-%m-%d}"

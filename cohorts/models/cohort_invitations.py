"""Invitations into a cohort: to one address, by a link whose secret is nowhere kept (as academy/models/invitations.py does it for cities)."""

import base64
import hashlib
import hmac
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort

VALID_FOR = timedelta(days=30)
ADDRESS_KEPT_AFTER = timedelta(days=90)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _token(key: str, pk) -> str:
    made = hmac.new(b"cohorts.invitation " + key.encode(), uuid.UUID(str(pk)).bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


class CohortInvitations(models.QuerySet):
    def unanswered(self) -> "CohortInvitations":
        return self.filter(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self, at) -> "CohortInvitations":
        return self.unanswered().filter(expires_at__gt=at)

    def for_person(self, person) -> "CohortInvitations":
        """Those sent to the address this person has confirmed."""
        return self.filter(email__iexact=person.email).exclude(email="")

    def find(self, token: str) -> "CohortInvitation | None":
        return self.filter(token_sha256=digest(token)).select_related("cohort", "cohort__city").first()

    def forget_addresses(self, at) -> int:
        """Take the address out of rows that expired 90 days before `at`; how many."""
        return self.filter(expires_at__lte=at - ADDRESS_KEPT_AFTER).exclude(email="").update(email="")


class CohortInvitation(models.Model):
    """Whether the address has an account is written nowhere: who invites sees the same row either way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Forgotten when it is answered, and 90 days after it expires."))
    language = models.CharField(max_length=5, default="en")
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = CohortInvitations.as_manager()

    class Meta:
        verbose_name = _("invitation into a cohort")
        verbose_name_plural = _("invitations into cohorts")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "email"], name="one_open_invitation_per_address_and_cohort",
                                    condition=Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True) & ~Q(email="")),
            models.CheckConstraint(name="cohort_invitation_has_one_answer", condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                                   | Q(accepted_at__isnull=True, withdrawn_at__isnull=True) | Q(declined_at__isnull=True, withdrawn_at__isnull=True)),
            models.CheckConstraint(name="cohort_invitation_expires_later", condition=Q(expires_at__gt=F("made_at"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def save(self, *args, **kwargs) -> None:
        if not self.token_sha256:
            self.token_sha256 = digest(_token(settings.SECRET_KEY, self.pk))
        if self.expires_at is None:
            self.expires_at = self.made_at + VALID_FOR
        super().save(*args, **kwargs)

    @property
    def token(self) -> str | None:
        """The secret of the link, made anew; None when the key it was made with is gone from the settings."""
        made = (_token(key, self.pk) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
        return next((token for token in made if hmac.compare_digest(digest(token), self.token_sha256)), None)

    def is_waiting(self, at) -> bool:
        return not (self.accepted_at or self.declined_at or self.withdrawn_at) and self.expires_at > at

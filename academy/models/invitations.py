"""Invitations into a city: to one address, for one role, by a link whose secret is nowhere kept."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.link_secrets import digest, made_token, token_behind
from academy.models.people import Role
from academy.models.places import Organisation, PartnerCity

VALID_FOR = timedelta(days=30)
PURPOSE = "academy.invitation"
ADDRESS_KEPT_AFTER = timedelta(days=90)  # counted from the day it expires


class Invitations(models.QuerySet):
    def waiting(self, at) -> "Invitations":
        """Those that can still be accepted at the moment `at`."""
        return self.unanswered().filter(expires_at__gt=at)

    def unanswered(self) -> "Invitations":
        return self.filter(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)

    def listed_for(self, user) -> "Invitations":
        """Those whose addresses this person may read: of the cities they coordinate, and those they sent themselves."""
        from academy.permissions import coordinated_city_ids

        return self.filter(Q(city_id__in=coordinated_city_ids(user)) | Q(invited_by=user))

    def find(self, token: str) -> "Invitation | None":
        """The invitation a visitor brings the link of; whether it still holds is another question."""
        return self.filter(token_sha256=digest(token)).select_related("city", "organisation", "invited_by").first()

    def forget_addresses(self, at) -> int:
        """Take address and name out of rows that expired 90 days before `at`; how many."""
        return self.filter(expires_at__lte=at - ADDRESS_KEPT_AFTER).exclude(email="", name="").update(email="", name="")


class Invitation(models.Model):
    """One address, invited to one city in one role. The link's token is made from the id and the academy's secret key whenever it
    is needed, and only its SHA-256 stands here: neither the table, nor the outbox, nor a backup of both opens the door.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Forgotten when the person declines, and 90 days after the invitation expires."))
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices, default=Role.LEARNER)
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(_("language of the mail"), max_length=5)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    declined_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = Invitations.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "email"], name="one_open_invitation_per_address_and_city",
                                    condition=Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True) & ~Q(email=""),
                                    violation_error_message=_("This address has an open invitation to the city already.")),
            models.CheckConstraint(name="invitation_has_one_answer", condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                                   | Q(accepted_at__isnull=True, withdrawn_at__isnull=True) | Q(declined_at__isnull=True, withdrawn_at__isnull=True),
                                   violation_error_message=_("This invitation has been answered or withdrawn already.")),
            models.CheckConstraint(name="invitation_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at")),
                                   violation_error_message=_("An invitation cannot expire before it is made.")),
            models.CheckConstraint(name="invitation_is_for_a_role_of_a_city", condition=~Q(role=Role.NETWORK_COORDINATOR),
                                   violation_error_message=_("This role is for the whole network.")),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def save(self, *args, **kwargs) -> None:
        if not self.token_sha256:
            self.token_sha256 = digest(made_token(PURPOSE, self.pk, settings.SECRET_KEY))
        if self.expires_at is None:
            self.expires_at = self.made_at + VALID_FOR
        super().save(*args, **kwargs)

    @property
    def token(self) -> str | None:
        """The secret of the link, made anew; None when the secret key it was made with is gone from the settings."""
        return token_behind(self.token_sha256, PURPOSE, self.pk)

    def state(self, at) -> str:
        """waiting, accepted, declined, withdrawn or expired, at the moment `at`."""
        answers = (("accepted", self.accepted_at), ("declined", self.declined_at), ("withdrawn", self.withdrawn_at))
        return next((name for name, moment in answers if moment), "waiting" if self.expires_at > at else "expired")

"""A facilitator writes to the members of a cohort: each gets a mail alone; what went to all or to a city stands on the cohort's page too."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity
from cohorts.models.cohorts import Cohort


class Audience(models.TextChoices):
    ALL = "all", _("All members")
    CITY = "city", _("The members of one city")
    STUCK = "stuck", _("Those who are stuck in the course")


class CohortMessages(models.QuerySet):
    def shown_to(self, membership) -> "CohortMessages":
        """What this member reads on the page: to all, and to their city. Being stuck is nobody's headline."""
        return self.filter(Q(audience=Audience.ALL) | Q(audience=Audience.CITY, city_id=membership.city_id, city__isnull=False), cohort_id=membership.cohort_id)


class CohortMessage(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="messages")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=5_000)
    audience = models.CharField(_("to whom"), max_length=8, choices=Audience.choices, default=Audience.ALL)
    city = models.ForeignKey(PartnerCity, verbose_name=_("city"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_to = models.PositiveIntegerField(default=0, help_text="how many people")
    form_key = models.UUIDField(unique=True, help_text="made with the form, so that a double click sends once")

    objects = CohortMessages.as_manager()

    class Meta:
        verbose_name = _("message of a facilitator")
        verbose_name_plural = _("messages of facilitators")
        ordering = ["-written_at"]
        constraints = [models.CheckConstraint(condition=Q(audience="city", city__isnull=False) | (~Q(audience="city") & Q(city__isnull=True)), name="message_to_a_city_names_it")]

    def __str__(self) -> str:
        return self.subject

"""What the organisers of an exchange wrote to the people of it; each got it alone, by mail."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.exchanges import Exchange


class OrganiserMessage(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="organiser_messages")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=5_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_to = models.PositiveIntegerField(default=0, help_text="how many people")
    form_key = models.UUIDField(unique=True, help_text="made with the form, so that a double click sends once")

    class Meta:
        verbose_name = _("message of the organisers")
        verbose_name_plural = _("messages of the organisers")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.subject

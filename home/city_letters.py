"""What a city's coordinators wrote to people of their city who are on a list of the desk, and who wants no such letters."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity


class LetterReason(models.TextChoices):
    """The lists of home/city_figures_lists.py: why somebody is written to."""

    STUCK = "stuck", _("Stuck in a course")
    NOT_BEGUN = "not-begun", _("Joined a course, not begun")
    WAITING = "waiting", _("Waiting for a place in a course")
    FINISHED = "finished", _("Finished a course, nothing begun since")


class CityLetter(models.Model):
    """Each reader got it alone, by mail. Who they were is not kept: the outbox knew it until it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("city"), on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why these people"), max_length=12, choices=LetterReason.choices)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=5_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_to = models.PositiveIntegerField(default=0, help_text="how many people")
    form_key = models.UUIDField(unique=True, help_text="made with the form, so that a double click sends once")

    class Meta:
        verbose_name = _("letter of a city")
        verbose_name_plural = _("letters of a city")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.subject


class LettersStopped(models.Model):
    """Somebody wants no letters of their city's coordinators any more, since a moment. Without a row they get them."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="letters_stopped")
    stopped_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)

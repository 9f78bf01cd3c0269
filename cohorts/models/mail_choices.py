"""Which mails about exchanges and cohorts somebody wants, beyond those that must reach them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailChoice(models.Model):
    """No row: both reminders, each mail when it happens. What decides about a seat always goes at once."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_choice")
    week_before = models.BooleanField(_("remind me 7 days before"), default=True)
    day_before = models.BooleanField(_("remind me 1 day before"), default=True)
    daily_digest = models.BooleanField(_("gather what can wait in one mail a day"), default=False)

    def __str__(self) -> str:
        return str(self.person_id)


class DigestLine(models.Model):
    """One piece of news that waits for somebody's daily mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_lines")
    template = models.CharField(max_length=80)
    ids = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key

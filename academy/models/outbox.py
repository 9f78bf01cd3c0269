"""The outbox: what must happen, written in the same transaction as what caused it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Intention(models.Model):
    """One thing that must happen. `key` is its identity (`mail:certificate:17:issued`); the payload holds ids, never addresses."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("intention")
        verbose_name_plural = _("outbox")
        indexes = [models.Index(fields=["run_at"], name="intention_waiting", condition=models.Q(done_at__isnull=True, dead_at__isnull=True))]

    def __str__(self) -> str:
        return self.key

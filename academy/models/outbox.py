"""The outbox: what must happen, written in the same transaction as what caused it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=30)


class Intentions(models.QuerySet):
    def waiting(self) -> "Intentions":
        """Neither done nor given up."""
        return self.filter(done_at__isnull=True, dead_at__isnull=True)

    def claimable(self, at) -> "Intentions":
        """Due at `at`, and no worker holds a lease on it. Columns of this one table only: see claim()."""
        return self.waiting().filter(Q(lease_until__isnull=True) | Q(lease_until__lt=at), run_at__lte=at)

    def overdue(self, at) -> "Intentions":
        return self.waiting().filter(run_at__lte=at)

    def dead(self) -> "Intentions":
        return self.filter(dead_at__isnull=False)

    def purgeable(self, at) -> "Intentions":
        """Done, or given up, more than 30 days before `at`."""
        return self.filter(Q(done_at__lt=at - KEPT) | Q(dead_at__lt=at - KEPT))

    def retry(self, at) -> int:
        """Let dead rows, or rows that wait for their next try, run at `at`, with a fresh count of tries; how many it was."""
        free = self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=at), done_at__isnull=True)
        return free.update(dead_at=None, run_at=at, attempts=0, lease_until=None, lease_token="")


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

    objects = Intentions.as_manager()

    class Meta:
        verbose_name = _("intention")
        verbose_name_plural = _("outbox")
        indexes = [models.Index(fields=["run_at"], name="intention_waiting", condition=models.Q(done_at__isnull=True, dead_at__isnull=True))]

    def __str__(self) -> str:
        return self.key

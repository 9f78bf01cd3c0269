"""Signs of life: when each kind of worker was last seen, for /healthz and /metrics."""

from django.db import models


class Heartbeat(models.Model):
    """`name` is "worker" (something drains the outbox) or "nightly" (the nightly work ended well)."""

    name = models.CharField(primary_key=True, max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "heartbeat"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"


def beat(name: str, at) -> None:
    """Say that `name` is alive at `at`; two workers may say so at once."""
    Heartbeat.objects.bulk_create([Heartbeat(name=name, at=at)], update_conflicts=True,
                                  unique_fields=["name"], update_fields=["at"])

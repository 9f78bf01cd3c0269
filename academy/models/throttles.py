"""How often somebody did something: counted in the database, so that neither a flush nor a second process resets it."""

from django.db import models


class ThrottleCount(models.Model):
    """Acts of one key (a hash of action and person or address) in one window that starts at `window_at`."""

    key = models.CharField(max_length=64)
    window_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window_at"], name="one_count_per_window")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"

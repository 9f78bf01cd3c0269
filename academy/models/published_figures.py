"""What was published about the whole network: one line a closed month, which never changes. Home writes and reads it (home/publishing_figures.py)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PublishedFigures(models.Model):
    """The figures of a calendar year until the end of a month, exactly as everybody who may read them reads them: rounded, small cells hidden. A correction comes
    with the next month's; the database refuses to change what was published."""

    year = models.IntegerField()
    until_month = models.CharField(max_length=7, unique=True)  # "2026-10"
    content = models.JSONField()  # home/safe_tables/publication.py says its shape
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("published figures")
        verbose_name_plural = _("published figures")
        ordering = ["until_month"]
        indexes = [models.Index(fields=["year"], name="published_by_year")]

    def __str__(self) -> str:
        return self.until_month

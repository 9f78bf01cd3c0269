"""Studies a plan rests on: what was found out before, by whom, and in a sentence what it says."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.plans import CityPlan


class PlanStudy(models.Model):
    """One study: to be read at `url`, or in the document that was put here; taken away, its row stays for the yearly reports (`removed_at`)."""

    plan = models.ForeignKey(CityPlan, on_delete=models.CASCADE, related_name="studies")
    title = models.CharField(_("title"), max_length=200)
    authors = models.CharField(_("who wrote it"), max_length=200, help_text=_("A body or an office rather than a person."))
    year = models.PositiveSmallIntegerField(_("year"))
    says = models.CharField(_("what it says, in a sentence"), max_length=400)
    url = models.URLField(_("address"), max_length=400, blank=True)
    file = models.FileField(upload_to="plans/", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return self.title

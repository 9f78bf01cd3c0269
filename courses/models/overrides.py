"""A trainer's exception to an opening rule, for one person or one cohort, kept in the log."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReleaseOverride(models.Model):
    """`opens_at`: open from then (past: at once). `closed_until`: closed until then, whatever the rule says."""

    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    cohort_slug = models.SlugField(blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closed_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("opening exception")
        verbose_name_plural = _("opening exceptions")
        constraints = [
            models.CheckConstraint(name="override_for_one_person_or_one_cohort", condition=(Q(person__isnull=False) & Q(cohort_slug="")) | (Q(person__isnull=True) & ~Q(cohort_slug="")),
                                   violation_error_message=_("Choose one person or one cohort.")),
            models.CheckConstraint(name="override_opens_or_closes", condition=Q(opens_at__isnull=False) ^ Q(closed_until__isnull=False),
                                   violation_error_message=_("Say from when it opens, or until when it is closed.")),
        ]

    def __str__(self) -> str:
        return self.reason

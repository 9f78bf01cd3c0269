"""Self-assessments: what people say of their own skills, before, during and after; theirs alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Moment(models.TextChoices):
    BEFORE = "before", pgettext_lazy("self-assessment", "Before I begin")
    DURING = "during", pgettext_lazy("self-assessment", "On the way")
    AFTER = "after", pgettext_lazy("self-assessment", "Afterwards")


class SelfAssessments(models.QuerySet):
    def of(self, person) -> "SelfAssessments":
        return self.filter(person=person)

    def unfinished(self) -> "SelfAssessments":
        return self.filter(finished_at__isnull=True)

    def finished(self) -> "SelfAssessments":
        """In the order in which they were finished."""
        return self.filter(finished_at__isnull=False).order_by("finished_at", "pk")


class SelfAssessment(models.Model):
    """`codes`: the skills asked about, in order. `answers`: {code: level 0..8}, 0 meaning not yet; what was left for later is not in it.
    Half filled it is kept as it is; finished it does not change any more."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="self_assessments")
    moment = models.CharField(_("when you look"), max_length=6, choices=Moment.choices)
    codes = models.JSONField(default=list)
    answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = SelfAssessments.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(finished_at__isnull=True), name="one_unfinished_self_assessment",
                                    violation_error_message=_("You have begun one already: go on with it, or take it away first.")),
            models.CheckConstraint(name="self_assessment_moment_known", condition=Q(moment__in=["before", "during", "after"])),
            models.CheckConstraint(name="self_assessment_ends_after_it_starts", condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.moment} {self.started_at:%Y-%m-%d}"

    @property
    def open_codes(self) -> list[str]:
        """Skills not answered yet, in order."""
        return [code for code in self.codes if code not in self.answers]

"""When the lessons of a cohort open and until when they are due: whole days on the cohort's clocks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from courses.models import ReleaseOverride


class CohortTimetable(models.Model):
    """How a cohort's timetable came to be. One that nobody edited (`edited_at` null) moves along when the start moves."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="timetable")
    every_days = models.PositiveSmallIntegerField(_("days from one lesson to the next"))
    laid_from = models.DateField(help_text="the start of the cohort it was laid out from")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(every_days__gte=1, every_days__lte=90), name="timetable_step_between_a_day_and_a_season",
                                              violation_error_message=_("Choose from 1 to 90 days."))]

    def __str__(self) -> str:
        return f"{self.cohort_id}"


class TimetableLine(models.Model):
    """One lesson. It opens as `opens_on` begins and is due until `due_on` ends. `override`: the exception it laid in the course."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="timetable_lines")
    lesson_key = models.UUIDField()
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    override = models.ForeignKey(ReleaseOverride, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "lesson_key"], name="one_timetable_line_per_lesson"),
            models.CheckConstraint(condition=Q(opens_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("opens_on")), name="lesson_due_after_it_opens",
                                   violation_error_message=_("A lesson cannot be due before it opens.")),
            models.CheckConstraint(condition=Q(opens_on__isnull=False) | Q(due_on__isnull=False), name="timetable_line_has_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.opens_on}"

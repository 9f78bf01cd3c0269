"""People going through a course together between two dates."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity
from courses.enrolling import copy_overrides
from courses.models import Enrolment


class Cohort(models.Model):
    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    course_key = models.UUIDField(_("course"))
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts",
                                              violation_error_message=_("A cohort cannot end before it starts."))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """A start that is moved moves for everyone in the cohort: their enrolments keep a copy of it."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            Enrolment.objects.filter(course_key=self.course_key, cohort_slug=self.slug).exclude(cohort_starts_on=self.starts_on).update(
                cohort_starts_on=self.starts_on, version=F("version") + 1)

    def admit(self, enrolment: Enrolment) -> bool:
        """Bring an enrolment into the cohort: its start and its opening exceptions go down to the course as data. False when it was in."""
        with transaction.atomic():
            moved = Enrolment.objects.filter(pk=enrolment.pk, course_key=self.course_key).exclude(cohort_slug=self.slug, cohort_starts_on=self.starts_on).update(
                cohort_slug=self.slug, cohort_starts_on=self.starts_on, version=F("version") + 1)
            if moved:
                copy_overrides(Enrolment.objects.get(pk=enrolment.pk))
        return bool(moved)

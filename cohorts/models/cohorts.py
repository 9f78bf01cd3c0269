"""People going through a course together between two dates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from academy.models import PartnerCity
from courses.models import Enrolment


class Cohort(models.Model):
    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    course_key = models.UUIDField(_("course"))
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("city"), FieldPanel("starts_on"), FieldPanel("ends_on")]

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts",
                                              violation_error_message=_("A cohort cannot end before it starts."))]

    def __str__(self) -> str:
        return self.name

    def admit(self, enrolment: Enrolment) -> None:
        """Bring an enrolment into the cohort: its start date goes down to the course's opening rules as data."""
        Enrolment.objects.filter(pk=enrolment.pk, course_key=self.course_key).update(
            cohort_slug=self.slug, cohort_starts_on=self.starts_on, version=F("version") + 1)

"""Indicators of a plan: what is counted, from which baseline to which target, and the values over the years, each with its source."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models.plans import CityPlan, Measure

MOST = Decimal("999999999999.99")


class IndicatorKind(models.TextChoices):
    """What the method of the municipal strategic plan wants to see measured, and what a city counts of its own."""

    RESOURCES = "resources", _("Resources put to use")
    JOBS = "jobs", _("Jobs")
    ENTERPRISES = "enterprises", _("Enterprises")
    UNIT_COST = "unit_cost", _("Cost per unit of service")
    SERVICES = "services", _("Services offered")
    PEOPLE = "people", _("People included")
    OWN = "own", _("Something of our own")


class Direction(models.TextChoices):
    UP = "up", pgettext_lazy("indicator", "More is better")
    DOWN = "down", pgettext_lazy("indicator", "Less is better")


class Indicator(models.Model):
    """One thing that is counted. The baseline is where the plan began: a value, a day and a source, without which progress cannot be told.

    Of the whole plan, or of one measure of it. `unit` in words, such as “buildings” or “euro per meal”.
    """

    plan = models.ForeignKey(CityPlan, on_delete=models.CASCADE, related_name="indicators")
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("what it is about"), max_length=12, choices=IndicatorKind.choices)
    name = models.CharField(_("what is counted"), max_length=150)
    unit = models.CharField(_("unit"), max_length=40)
    direction = models.CharField(_("which way is better"), max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2)
    baseline_on = models.DateField(_("day of the baseline"))
    baseline_source = models.CharField(_("source of the baseline"), max_length=200)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2)
    target_on = models.DateField(_("to be reached by"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="baseline_says_its_source", condition=~Q(baseline_source=""), violation_error_message=_("Say where the baseline comes from.")),
            models.CheckConstraint(name="target_after_its_baseline", condition=Q(target_on__gt=F("baseline_on")),
                                   violation_error_message=_("The target is for a day after the baseline.")),
            models.CheckConstraint(name="target_lies_the_better_way", condition=Q(direction="up", target__gt=F("baseline")) | Q(direction="down", target__lt=F("baseline")),
                                   violation_error_message=_("The target lies on the wrong side of the baseline.")),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValues(models.QuerySet):
    def standing(self) -> "IndicatorValues":
        return self.filter(replaced_at__isnull=True)


class IndicatorValue(models.Model):
    """What was counted on a day. Nothing is deleted: a correction is a new row that points at the earlier one, which stays to be read (`replaced_at`)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    on = models.DateField(_("counted on"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    source = models.CharField(_("source"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    replaced_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = IndicatorValues.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on"], condition=Q(replaced_at__isnull=True), name="one_value_a_day_that_stands",
                                    violation_error_message=_("There is a value for that day already: correct it.")),
            models.CheckConstraint(name="value_says_its_source", condition=~Q(source=""), violation_error_message=_("Say where the value comes from.")),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.value}"

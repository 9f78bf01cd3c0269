"""Runs of the matcher: a job row with a renewed lease, its input and its result kept, so that every run can be played again."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.participations import MentoringRequest, MentorOffer
from mentoring.models.rounds import MentoringRound


class Purpose(models.TextChoices):
    SIMULATION = "simulation", _("Simulation")
    NEXT = "next", _("Next proposals, with what was accepted held")


class MatchingRuns(models.QuerySet):
    def finished(self) -> "MatchingRuns":
        return self.filter(finished_at__isnull=False)

    def unplayed(self) -> "MatchingRuns":
        return self.filter(finished_at__isnull=True, failed_at__isnull=True)

    def to_play(self, at: datetime) -> "MatchingRuns":
        """Neither played nor held by a worker at the moment `at`."""
        return self.unplayed().filter(Q(lease_until__isnull=True) | Q(lease_until__lte=at))


class MatchingRun(models.Model):
    """`input` is "mentoring-round/1" with lots for names, `result` "mentoring-result/1" with its certificate: written once, together with
    `finished_at`, or not at all. `rules` are those this run was played with. `people`: {lot: participation id}."""

    round = models.ForeignKey(MentoringRound, on_delete=models.PROTECT, related_name="runs")
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.SIMULATION)
    label = models.CharField(_("your own word for this simulation"), max_length=80, blank=True)
    rules = models.JSONField()
    input = models.JSONField(null=True)
    input_sha256 = models.CharField(max_length=64, blank=True)
    people = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=20, blank=True)  # the level being solved
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_all = models.PositiveSmallIntegerField(default=0)

    objects = MatchingRuns.as_manager()

    class Meta:
        verbose_name = _("run of the matcher")
        verbose_name_plural = _("runs of the matcher")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="run_finished_with_its_result", condition=Q(finished_at__isnull=True, result__isnull=True)
                                   | Q(finished_at__isnull=False, result__isnull=False, input__isnull=False)),
            models.CheckConstraint(name="run_finished_or_failed", condition=Q(finished_at__isnull=True) | Q(failed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.label or f"{self.get_purpose_display()} {self.pk}"


class Ruling(models.TextChoices):
    PIN = "pin", _("together, whatever the matcher says")
    FORBID = "forbid", _("not together")


class PairRuling(models.Model):
    """A coordinator's word about one pair, with its reason in writing; lifted, not deleted."""

    round = models.ForeignKey(MentoringRound, on_delete=models.PROTECT, related_name="rulings")
    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="rulings")
    request = models.ForeignKey(MentoringRequest, on_delete=models.CASCADE, related_name="rulings")
    kind = models.CharField(max_length=8, choices=Ruling.choices)
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ruling on a pair")
        verbose_name_plural = _("rulings on pairs")
        constraints = [
            models.UniqueConstraint(fields=["offer", "request"], condition=Q(lifted_at__isnull=True), name="one_ruling_a_pair",
                                    violation_error_message=_("There is a ruling on this pair already. Lift it first.")),
            models.CheckConstraint(name="ruling_has_a_reason", condition=~Q(reason=""), violation_error_message=_("Write down why.")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.offer_id} {self.request_id}"

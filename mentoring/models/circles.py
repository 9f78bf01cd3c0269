"""Circles: peer groups of three to six around one who convenes, composed by the same matcher."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.models.places import validate_zone
from academy.models.skills import Skill
from mentoring.models.participations import Participation
from mentoring.models.proposals import Answer
from mentoring.models.rounds import MentoringRound
from mentoring.models.runs import MatchingRun

LEAST = 3  # people, the convenor among them; the most are six, since nobody convenes more than five


class Circles(models.QuerySet):
    def of(self, person) -> "Circles":
        """Those this person has a seat in."""
        return self.filter(seats__person=person, seats__left_at__isnull=True).distinct() if getattr(person, "is_authenticated", False) else self.none()


class Circle(models.Model):
    """Proposed with the run; formed when at least three have said yes by `answer_by`; otherwise it lapses."""

    round = models.ForeignKey(MentoringRound, on_delete=models.PROTECT, related_name="circles")
    run = models.ForeignKey(MatchingRun, on_delete=models.PROTECT, related_name="circles")
    theme = models.ForeignKey(Skill, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    formed_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = Circles.as_manager()

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")
        ordering = ["-proposed_at", "-pk"]
        constraints = [models.CheckConstraint(name="circle_formed_or_lapsed", condition=Q(formed_at__isnull=True) | Q(lapsed_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.theme}"

    @property
    def is_asking(self) -> bool:
        return self.formed_at is None and self.lapsed_at is None


class CircleSeat(models.Model):
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="circle_seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circle_seats")
    convenes = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="one_seat_a_person_in_a_circle"),
            models.UniqueConstraint(fields=["circle"], condition=Q(convenes=True), name="one_convenor_a_circle"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class CircleMeeting(models.Model):
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(max_length=50, validators=[validate_zone])
    place = models.CharField(_("where, or the link of the call"), max_length=300, blank=True)
    notes = models.TextField(_("what you talked about"), blank=True, max_length=4000)
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(name="circle_meeting_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at")),
                                              violation_error_message=_("A meeting must end after it begins."))]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

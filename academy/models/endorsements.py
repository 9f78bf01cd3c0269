"""Endorsements: somebody who knows your work says so, because you asked them to."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models.skills import HIGHEST, Skill

PERSON = settings.AUTH_USER_MODEL


class EndorsedAs(models.TextChoices):
    """What the one who endorses is to the one who asks."""

    MENTOR = "mentor", pgettext_lazy("who endorses", "your mentor")
    MENTEE = "mentee", pgettext_lazy("who endorses", "your mentee")
    FACILITATOR = "facilitator", pgettext_lazy("who endorses", "facilitator of your cohort")
    PEER = "peer", pgettext_lazy("who endorses", "in the same cohort")


class Endorsements(models.QuerySet):
    def asked_by(self, person) -> "Endorsements":
        """What this person asked for and did not take back."""
        return self.filter(person=person, withdrawn_at__isnull=True)

    def asked_of(self, person) -> "Endorsements":
        """What this person was asked for: to be answered, or given and standing. What they declined is over for them."""
        return self.filter(endorser=person, withdrawn_at__isnull=True, declined_at__isnull=True)

    def of(self, person) -> "Endorsements":
        """Those this person may read, on either side."""
        return self.filter(Q(person=person) | Q(endorser=person, declined_at__isnull=True), withdrawn_at__isnull=True)

    def waiting(self) -> "Endorsements":
        return self.filter(given_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)

    def standing(self) -> "Endorsements":
        return self.filter(given_at__isnull=False, withdrawn_at__isnull=True)


class Endorsement(models.Model):
    """`person` asks `endorser`; a yes (`given_at`, with `level`) stands until either withdraws it. A no is silent: who asked reads only that they
    asked. The row is told from the log's line, which has no names, by its number."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="endorsements_asked")
    endorser = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="endorsements_to_give")
    endorsed_as = models.CharField(max_length=11, choices=EndorsedAs.choices)
    skill = models.ForeignKey(Skill, verbose_name=_("skill"), on_delete=models.PROTECT, related_name="endorsements")
    asked_level = models.PositiveSmallIntegerField(_("at which level"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])
    sentence = models.CharField(_("what they saw you do"), max_length=300)
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])
    words = models.CharField(_("in your own words"), max_length=500, blank=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Endorsements.as_manager()

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "endorser", "skill"], condition=Q(withdrawn_at__isnull=True), name="endorsement_asked_once",
                                    violation_error_message=_("You have asked them for this already.")),
            models.CheckConstraint(name="endorser_is_somebody_else", condition=~Q(person=F("endorser")), violation_error_message=_("You cannot endorse yourself.")),
            models.CheckConstraint(name="endorsement_given_with_a_level", condition=Q(given_at__isnull=True, level__isnull=True) | Q(given_at__isnull=False, level__isnull=False)),
            models.CheckConstraint(name="endorsement_given_or_declined", condition=Q(given_at__isnull=True) | Q(declined_at__isnull=True)),
            models.CheckConstraint(name="endorsement_levels_1_to_8", condition=Q(asked_level__gte=1, asked_level__lte=HIGHEST)
                                   & (Q(level__isnull=True) | Q(level__gte=1, level__lte=HIGHEST)), violation_error_message=_("Levels go from 1 to 8.")),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.asked_level}"

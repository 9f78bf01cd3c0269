"""Mentorships: what two people who both said yes do together, from agreement to closing talk. Nobody else reads in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring.models.proposals import MatchProposal, Side
from mentoring.models.rounds import MentoringRound

PERSON = settings.AUTH_USER_MODEL


class ClosingReason(models.TextChoices):
    DONE = "done", pgettext_lazy("mentorship", "We did what we set out to do")
    TIME = "time", pgettext_lazy("mentorship", "The agreed time is over")
    NO_TIME = "no_time", pgettext_lazy("mentorship", "One of us has no time any more")
    NO_FIT = "no_fit", pgettext_lazy("mentorship", "It was not the right pair")
    LEFT = "left", pgettext_lazy("mentorship", "One of us left the academy")
    OTHER = "other", pgettext_lazy("mentorship", "Another reason")


class MentorshipStage(models.TextChoices):
    """Where a mentorship stands. Computed (Mentorship.stage), never stored."""

    ACTIVE = "active", pgettext_lazy("mentorship", "Under way")
    PAUSED = "paused", pgettext_lazy("mentorship", "Paused")
    CONCLUDING = "concluding", pgettext_lazy("mentorship", "Closing talk")
    CLOSED = "closed", pgettext_lazy("mentorship", "Closed")


class Mentorships(models.QuerySet):
    def of(self, person) -> "Mentorships":
        """Those this person is in, on either side."""
        return self.filter(Q(mentor=person) | Q(mentee=person)) if getattr(person, "is_authenticated", False) else self.none()

    def unfinished(self) -> "Mentorships":
        return self.filter(finished_on__isnull=True)


class Mentorship(models.Model):
    """From `started_on` (both said yes) to `finished_on` (empty: under way). Paused: it has an open MentorshipPause. Concluding: somebody has
    begun the closing talk (`concluding_since`). `terms` is the agreement's text; it holds once both have signed this wording."""

    round = models.ForeignKey(MentoringRound, on_delete=models.PROTECT, related_name="mentorships")
    proposal = models.OneToOneField(MatchProposal, on_delete=models.PROTECT, related_name="mentorship")
    mentor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="mentorships_given")
    mentee = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="mentorships_received")
    started_on = models.DateField()
    planned_end_on = models.DateField(_("planned until"))
    terms = models.TextField(_("what you agree on"), blank=True, max_length=4000)
    terms_version = models.PositiveSmallIntegerField(default=1)
    concluding_since = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    closing_reason = models.CharField(_("why it ended"), max_length=8, choices=ClosingReason.choices, blank=True)

    objects = Mentorships.as_manager()

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="mentor_is_not_mentee", condition=~Q(mentor=models.F("mentee")), violation_error_message=_("You cannot mentor yourself.")),
            models.CheckConstraint(name="mentorship_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=models.F("started_on"))),
            models.CheckConstraint(name="mentorship_closed_with_a_reason", condition=Q(finished_on__isnull=True, closing_reason="")
                                   | (Q(finished_on__isnull=False) & ~Q(closing_reason=""))),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} – {self.mentee}"

    def side_of(self, person) -> str | None:
        """Side.MENTOR, Side.MENTEE, or None for a stranger."""
        return {self.mentor_id: Side.MENTOR, self.mentee_id: Side.MENTEE}.get(person.pk)

    def partner_of(self, person):
        return self.mentee if person.pk == self.mentor_id else self.mentor

    def stage(self) -> MentorshipStage:
        """Reads `pauses` (prefetch them for a list)."""
        if self.finished_on:
            return MentorshipStage.CLOSED
        if self.concluding_since:
            return MentorshipStage.CONCLUDING
        return MentorshipStage.PAUSED if any(pause.finished_on is None for pause in self.pauses.all()) else MentorshipStage.ACTIVE


class AgreementSignature(models.Model):
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=6, choices=Side.choices)
    terms_version = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "side", "terms_version"], name="signed_once_a_wording")]

    def __str__(self) -> str:
        return self.side


class MentorshipGoal(models.Model):
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("goal"), max_length=200)
    written_by = models.CharField(max_length=6, choices=Side.choices)
    written_at = models.DateTimeField()
    reached_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class MentorshipPause(models.Model):
    """An interval; `finished_on` empty: paused now."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="pauses")
    started_on = models.DateField()
    finished_on = models.DateField(null=True)
    asked_by = models.CharField(max_length=6, choices=Side.choices)
    until_about = models.DateField(_("until about"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship"], condition=Q(finished_on__isnull=True), name="one_open_pause", violation_error_message=_("You are pausing already.")),
            models.CheckConstraint(name="pause_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=models.F("started_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.started_on}"


class MentorshipPulse(models.Model):
    """"How is it going?", 1 (badly) to 5 (very well). The pair sees both; coordinators see counts of low ones only. `words` only its writer reads."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="pulses")
    side = models.CharField(max_length=6, choices=Side.choices)
    value = models.PositiveSmallIntegerField(_("how is it going?"))
    words = models.CharField(_("a word to yourself"), max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="pulse_1_to_5", condition=Q(value__gte=1, value__lte=5), violation_error_message=_("Choose between 1 and 5."))]

    def __str__(self) -> str:
        return f"{self.value}"


class RematchRequest(models.Model):
    """One side asks for another partner. The mentorship ends, and both stand in the pool again (a request) or not (a plain goodbye)."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="rematch_request")
    side = models.CharField(max_length=6, choices=Side.choices)
    reason = models.CharField(_("why, if you like"), max_length=500, blank=True)  # its writer alone reads it
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.side


class ClosingFeedback(models.Model):
    """The closing talk, one row a side: `to_partner` is read by the partner, `to_academy` without a name by coordinators once five have written."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="feedback")
    side = models.CharField(max_length=6, choices=Side.choices)
    to_partner = models.TextField(_("to your partner"), blank=True, max_length=2000)
    to_academy = models.TextField(_("to the academy, without your name"), blank=True, max_length=2000)
    goals_reached = models.PositiveSmallIntegerField(_("how far did you get?"), null=True, blank=True)  # 1..5
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "side"], name="one_closing_feedback_a_side"),
            models.CheckConstraint(name="goals_reached_1_to_5", condition=Q(goals_reached__isnull=True) | Q(goals_reached__gte=1, goals_reached__lte=5)),
        ]

    def __str__(self) -> str:
        return self.side

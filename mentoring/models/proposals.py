"""Proposals: two people are asked, blind; only two yes make a mentorship."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring.models.participations import MentoringRequest, MentorOffer
from mentoring.models.rounds import MentoringRound
from mentoring.models.runs import MatchingRun


class Side(models.TextChoices):
    MENTOR = "mentor", pgettext_lazy("side of a proposal", "mentor")
    MENTEE = "mentee", pgettext_lazy("side of a proposal", "mentee")

    @classmethod
    def other(cls, side: str) -> "Side":
        return cls.MENTEE if side == cls.MENTOR else cls.MENTOR


class Answer(models.TextChoices):
    YES = "yes", pgettext_lazy("answer to a proposal", "Yes")
    NOT_NOW = "not_now", pgettext_lazy("answer to a proposal", "Not now")


class Ending(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("proposal", "Both said yes")
    DECLINED = "declined", pgettext_lazy("proposal", "Not now")
    EXPIRED = "expired", pgettext_lazy("proposal", "No answer in time")
    LEFT = "left", pgettext_lazy("proposal", "Somebody left the round")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "The round was closed")


class MatchProposals(models.QuerySet):
    def open(self) -> "MatchProposals":
        """Waiting for an answer."""
        return self.filter(ended_at__isnull=True)

    def of(self, person) -> "MatchProposals":
        """Those this person is asked in, on either side."""
        return self.filter(Q(offer__participation__person=person) | Q(request__participation__person=person))


class MatchProposal(models.Model):
    """One pair of one run. `score` 0..100 and its six `parts` are the matcher's. Nothing here or on its pages names either side to the other."""

    round = models.ForeignKey(MentoringRound, on_delete=models.PROTECT, related_name="proposals")
    run = models.ForeignKey(MatchingRun, on_delete=models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="proposals")
    request = models.ForeignKey(MentoringRequest, on_delete=models.CASCADE, related_name="proposals")
    score = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = MatchProposals.as_manager()

    class Meta:
        verbose_name = _("match proposal")
        verbose_name_plural = _("match proposals")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "request"], condition=Q(ended_at__isnull=True), name="one_open_proposal_a_pair"),
            models.CheckConstraint(name="proposal_ended_somehow", condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending=""))),
            models.CheckConstraint(name="proposal_expires_after_it_is_made", condition=Q(expires_at__gt=models.F("proposed_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def side_of(self, person) -> str | None:
        """Side.MENTOR, Side.MENTEE, or None for a stranger."""
        if self.offer.participation.person_id == person.pk:
            return Side.MENTOR
        return Side.MENTEE if self.request.participation.person_id == person.pk else None


class ProposalAnswer(models.Model):
    """One side's word. `reason` of a "not now" is for the person's own next proposals: nobody else reads it."""

    proposal = models.ForeignKey(MatchProposal, on_delete=models.CASCADE, related_name="answers")
    side = models.CharField(max_length=6, choices=Side.choices)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reason = models.CharField(_("why not now, if you like"), max_length=500, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "side"], name="one_answer_a_side", violation_error_message=_("You have answered already."))]

    def __str__(self) -> str:
        return f"{self.side}: {self.answer}"


class ProposalQuestion(models.Model):
    """A question to the other side before answering, carried by the academy without a name; `answer` likewise."""

    proposal = models.ForeignKey(MatchProposal, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.CharField(max_length=6, choices=Side.choices)
    text = models.CharField(_("your question"), max_length=500)
    asked_at = models.DateTimeField()
    answer = models.CharField(_("your answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.CheckConstraint(name="question_answered_with_words", condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")))]

    def __str__(self) -> str:
        return f"{self.pk}"

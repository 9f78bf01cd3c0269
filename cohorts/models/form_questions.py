"""What an exchange asks the people who register. The common questions come ready in every language; others are written by the organisers."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.exchanges import Exchange


class QuestionKind(models.TextChoices):
    TEXT = "text", _("One line")
    LONG = "long", _("Several lines")
    YES_NO = "yes_no", _("Yes or no")
    ONE = "one", _("One of a list")
    MANY = "many", _("Several of a list")
    NUMBER = "number", _("A number")


class ReadyQuestion(models.TextChoices):
    """Written by us in every language (cohorts/ready_questions.py); the organisers' own have none."""

    OWN = "", _("Our own question")
    DIET = "diet", _("Diet")
    ACCESS = "access", _("Access needs")
    ACCOMMODATION = "accommodation", _("Accommodation")
    TRAVEL = "travel", _("Travel")
    COMPANION = "companion", _("Accompanying person")


class FormQuestion(models.Model):
    """One question. `words`: {language: {label, why, options: [text]}} for own questions; options are stored in answers by their index.

    Asked only when `asked_if` was answered with `asked_if_value` (an index for lists, "yes" or "no"). A question that people
    have answered is not deleted but retired, so that their answers stay readable.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    ready = models.CharField(_("question"), max_length=16, choices=ReadyQuestion.choices, blank=True, default=ReadyQuestion.OWN)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    words = models.JSONField(default=dict)
    required = models.BooleanField(_("must be answered"), default=False)
    sensitive = models.BooleanField(_("about health or belief"), default=False, help_text=_("Such answers are erased 30 days after the exchange."))
    asked_if = models.ForeignKey("self", verbose_name=_("asked only if"), null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups")
    asked_if_value = models.CharField(_("was answered with"), max_length=40, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="question_not_asked_if_itself", condition=Q(asked_if__isnull=True) | ~Q(asked_if=F("id"))),
            models.UniqueConstraint(fields=["exchange", "ready"], condition=~Q(ready="") & Q(retired_at__isnull=True), name="one_ready_question_of_a_kind"),
        ]

    def __str__(self) -> str:
        return self.ready or str(self.key)

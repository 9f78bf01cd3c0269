"""Diagnostic tools of a participated space: surveys its members answer and compare, studies they share, and texts put to them paragraph by paragraph."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import Organisation
from cohorts.models.spaces import ParticipatedSpace, SpaceSeat

ENDS_AFTER_IT_BEGINS = _("It cannot end before it begins.")


class Put(models.QuerySet):
    """Surveys and contrasts: what is put to the members of a space, from a day to a day."""

    def public(self) -> "Put":
        return self.filter(published_at__isnull=False, space__opened_on__isnull=False)


class MemberSurvey(models.Model):
    """Questions put to every seat of a space; each answers once, and may change it until the last day. Seats compare themselves with each other;
    everybody else reads sums, once published."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(_("title"), max_length=150)
    words = models.TextField(_("what it is for"), max_length=2000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("last day"))
    published_at = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Put.as_manager()

    class Meta:
        verbose_name = _("survey of members")
        verbose_name_plural = _("surveys of members")
        ordering = ["-opens_on", "-pk"]
        constraints = [models.CheckConstraint(name="member_survey_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on")), violation_error_message=ENDS_AFTER_IT_BEGINS)]

    def __str__(self) -> str:
        return self.title


class MemberQuestion(models.Model):
    """One question. A number may have a unit (“people”, “€ a year”); a scale goes from 1, not at all, to 5, fully."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("From 1 to 5")
        NUMBER = "number", _("A number")
        YES_NO = "yes_no", _("Yes or no")
        TEXT = "text", _("In words")

    survey = models.ForeignKey(MemberSurvey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("question"), max_length=250)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind.choices, default=Kind.SCALE)
    unit = models.CharField(_("unit"), max_length=40, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class MemberAnswer(models.Model):
    """What one seat answered: {question id as text: number, "yes", "no" or words}. `answered_by`: who spoke for the seat."""

    survey = models.ForeignKey(MemberSurvey, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(SpaceSeat, on_delete=models.PROTECT, related_name="survey_answers")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField()
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "seat"], name="one_survey_answer_of_a_seat")]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.seat_id}"


class SharedStudy(models.Model):
    """A study that a member shares with the others: what it found in a few words, and its figures, which stand beside those of others that are called the same."""

    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="studies")
    organisation = models.ForeignKey(Organisation, verbose_name=_("whose it is"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    year = models.PositiveSmallIntegerField(_("year"))
    summary = models.TextField(_("what it found"), max_length=2000)
    url = models.URLField(_("where it can be read"), max_length=500, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("shared study")
        verbose_name_plural = _("shared studies")
        ordering = ["-year", "title"]
        constraints = [models.CheckConstraint(name="shared_study_of_our_times", condition=Q(year__gte=1900, year__lte=2100), violation_error_message=_("Write the year with four digits."))]

    def __str__(self) -> str:
        return self.title


class StudyFigure(models.Model):
    """One figure of a study: “enterprises”, 120. Figures with the same label and unit are compared."""

    study = models.ForeignKey(SharedStudy, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("what is counted"), max_length=100)
    value = models.DecimalField(_("figure"), max_digits=16, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40, blank=True)

    class Meta:
        ordering = ["label", "pk"]
        constraints = [models.UniqueConstraint(fields=["study", "label", "unit"], name="each_figure_once_in_a_study", violation_error_message=_("This figure stands there already."))]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class Contrast(models.Model):
    """A policy text put to every seat, paragraph by paragraph. Its synthesis is written by the motor group and, once published, read by everybody."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="contrasts")
    title = models.CharField(_("title"), max_length=150)
    words = models.TextField(_("whose text it is, and what is asked"), max_length=2000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("last day"))
    published_at = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Put.as_manager()

    class Meta:
        verbose_name = _("policy contrast")
        verbose_name_plural = _("policy contrasts")
        ordering = ["-opens_on", "-pk"]
        constraints = [models.CheckConstraint(name="contrast_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on")), violation_error_message=ENDS_AFTER_IT_BEGINS)]

    def __str__(self) -> str:
        return self.title


class ContrastParagraph(models.Model):
    contrast = models.ForeignKey(Contrast, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("paragraph"), max_length=5000)
    synthesis = models.TextField(_("what the members said, together"), max_length=2000, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["contrast", "position"], name="one_paragraph_at_a_place")]

    def __str__(self) -> str:
        return f"{self.position}. {self.text[:40]}"


class Stance(models.TextChoices):
    AGREE = "agree", _("We agree")
    CHANGE = "change", _("We agree if it changes")
    DISAGREE = "disagree", _("We do not agree")
    ASK = "ask", _("We have a question")


class ContrastAnswer(models.Model):
    """What one seat says to one paragraph; anything but agreeing needs words."""

    paragraph = models.ForeignKey(ContrastParagraph, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(SpaceSeat, on_delete=models.PROTECT, related_name="contrast_answers")
    stance = models.CharField(_("where you stand"), max_length=8, choices=Stance.choices)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "seat"], name="one_contrast_answer_of_a_seat"),
            models.CheckConstraint(name="contrast_answer_says_why", condition=Q(stance="agree") | ~Q(words=""), violation_error_message=_("Say it in words, too: otherwise nobody can act on it.")),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph_id}: {self.seat_id} {self.stance}"

"""Quizzes and their question bank. A question's versions never change; an attempt keeps the versions it was asked."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Question(models.Model):
    """A place in the bank of one course; what it asks stands in its latest version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course_key = models.UUIDField(db_index=True)
    category = models.CharField(_("category"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200)
    retired_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["category", "made_at", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> "QuestionVersion":
        return self.versions.order_by("-number").first()


class QuestionVersion(models.Model):
    """What was asked, and its key. `body` is safe to show (courses/grading.py's form), `answer_key` never leaves the server.

    `translations`: {language: {"text": html, "options": {option id: html}, ...}} for other languages than the course's own.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    body = models.JSONField()
    answer_key = models.JSONField()
    translations = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.number}"


class Quiz(index.Indexed, models.Model):
    """Questions drawn from the bank, with a pass mark in per cent and a number of attempts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course_key = models.UUIDField(_("course"))
    slug = models.SlugField(_("short name"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    category = models.CharField(_("questions from the category"), max_length=200)
    draw = models.PositiveIntegerField(_("questions drawn"), default=0, help_text=_("0: all of them."))
    pass_mark = models.PositiveIntegerField(_("pass mark, per cent"), default=60, validators=[MaxValueValidator(100)])
    max_attempts = models.PositiveIntegerField(_("attempts"), default=0, help_text=_("0: as many as people like."))

    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("category"), FieldPanel("draw"), FieldPanel("pass_mark"), FieldPanel("max_attempts")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("course_key")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.UniqueConstraint(fields=["course_key", "slug"], name="one_quiz_per_slug"),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="pass_mark_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return self.title


class QuizAttempt(models.Model):
    """One try at a quiz. `asked`: [{version: pk, seed: int}] in the order shown; `answers`: {version pk: answer}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiz_attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    lesson_key = models.UUIDField()
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    asked = models.JSONField()
    answers = models.JSONField(default=dict)
    percent = models.PositiveIntegerField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "quiz", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(fields=["person", "quiz"], condition=Q(submitted_at__isnull=True), name="one_open_attempt"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.number}"

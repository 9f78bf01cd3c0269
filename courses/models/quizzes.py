"""Quizzes and their question bank. A question's versions never change; an attempt keeps the versions it was asked."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F, Max, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Questions(models.QuerySet):
    def of_course(self, course_key) -> "Questions":
        return self.filter(course_key=course_key)

    def in_use(self) -> "Questions":
        return self.filter(retired_at__isnull=True)

    def in_category(self, category: str) -> "Questions":
        """Those of the category and of the categories below it (`hub` holds `hub/places`)."""
        return self.filter(Q(category=category) | Q(category__startswith=f"{category}/")) if category else self

    def saying(self, words: str) -> "Questions":
        return self.filter(Q(title__icontains=words) | Q(category__icontains=words)) if words else self

    def with_versions(self) -> "Questions":
        return self.prefetch_related(Prefetch("versions", QuestionVersion.objects.order_by("-number"), to_attr="newest_first"))


class Question(models.Model):
    """A place in the bank of one course; what it asks stands in its latest version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course_key = models.UUIDField(db_index=True)
    category = models.CharField(_("category"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200)
    retired_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = Questions.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["category", "made_at", "title"]
        constraints = [models.UniqueConstraint(fields=["course_key", "category", "title"], name="one_question_per_title_and_category",
                                               violation_error_message=_("This category already has a question with this title."))]

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> "QuestionVersion":
        kept = getattr(self, "newest_first", None)
        return kept[0] if kept else self.versions.order_by("-number").first()

    def revise(self, body: dict, answer_key: dict, translations: dict, at: datetime) -> "QuestionVersion | None":
        """A new version when something changed, else None. Attempts go on with the version they were asked."""
        with transaction.atomic():
            Question.objects.filter(pk=self.pk).update(made_at=F("made_at"))  # writing first takes the lock
            now = self.versions.order_by("-number").first()
            if now is not None and (now.body, now.answer_key, now.translations) == (body, answer_key, translations):
                return None
            return QuestionVersion.objects.create(
                question=self, number=now.number + 1 if now else 1, kind=body["kind"], body=body, answer_key=answer_key,
                translations=translations, made_at=at)

    def retire(self, at: datetime) -> bool:
        """No quiz draws it any more. Attempts that asked it keep it."""
        return bool(Question.objects.filter(pk=self.pk, retired_at__isnull=True).update(retired_at=at))

    def bring_back(self) -> bool:
        return bool(Question.objects.filter(pk=self.pk, retired_at__isnull=False).update(retired_at=None))


class QuestionVersion(models.Model):
    """What was asked, and its key. `body` is safe to show (courses/grading.py's form), `answer_key` never leaves the server.

    `translations`: {language: {"text", "feedback", "feedback_right", "feedback_wrong": html,
    "options", "option_feedback": {option id: html}, "accepted": [as in a short text's key; for a number {"feedback"} by
    place]}}, for other languages than the course's own; every part may be missing.
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

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("A version never changes: write a new one with Question.revise.")
        super().save(*args, **kwargs)


class Quizzes(models.QuerySet):
    def of_course(self, course_key) -> "Quizzes":
        return self.filter(course_key=course_key)


class Quiz(index.Indexed, models.Model):
    """Questions drawn from the bank, with a pass mark in per cent and a number of attempts.

    Its key is a plain number: Wagtail's chooser blocks lose a value whose key is a UUID when a page is loaded.
    """

    course_key = models.UUIDField(_("course"))
    slug = models.SlugField(_("short name"), max_length=80, help_text=_("Small letters, digits and hyphens: it stands in the address."))
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(default=dict, blank=True, help_text="{language: title}, for other languages than the course's own")
    category = models.CharField(_("questions from the category"), max_length=200)
    draw = models.PositiveIntegerField(_("questions drawn"), default=0, help_text=_("0: all of them."))
    pass_mark = models.PositiveIntegerField(_("pass mark, per cent"), default=60, validators=[MaxValueValidator(100)])
    max_attempts = models.PositiveIntegerField(_("attempts"), default=0, help_text=_("0: as many as people like."))

    objects = Quizzes.as_manager()

    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("category"), FieldPanel("draw"), FieldPanel("pass_mark"), FieldPanel("max_attempts")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("course_key")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["course_key", "slug"], name="one_quiz_per_slug",
                                    violation_error_message=_("This course already has a quiz with this short name.")),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="pass_mark_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        """The title in the language, or in the course's own."""
        return self.titles.get(language) or self.title

    def questions(self) -> Questions:
        """What it can draw from now."""
        return Question.objects.of_course(self.course_key).in_use().in_category(self.category)

    @property
    def asks(self) -> int:
        """How many questions an attempt has, as the bank stands now."""
        if not hasattr(self, "_asks"):
            stock = self.questions().count()
            self._asks = min(self.draw or stock, stock)
        return self._asks

    def attempts_left(self, attempts_made: int) -> int | None:
        """None: as many as people like."""
        return max(self.max_attempts - attempts_made, 0) if self.max_attempts else None


class QuizAttempts(models.QuerySet):
    def of(self, person) -> "QuizAttempts":
        return self.filter(person=person)

    def open(self) -> "QuizAttempts":
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> "QuizAttempts":
        return self.filter(submitted_at__isnull=False)

    def passed(self) -> "QuizAttempts":
        return self.filter(passed=True)

    def last_number(self) -> int:
        return self.aggregate(last=Max("number"))["last"] or 0


class QuizAttempt(models.Model):
    """One try at a quiz. `asked`: [{version: pk, seed: int}] in the order shown; `answers`: {version pk: answer}.

    Answers are kept as they were typed (courses/answer_form.py), also before the attempt is submitted.
    """

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

    objects = QuizAttempts.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "quiz", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(fields=["person", "quiz"], condition=Q(submitted_at__isnull=True), name="one_open_attempt"),
            models.CheckConstraint(name="submitted_attempt_has_its_mark", condition=(
                Q(submitted_at__isnull=True, percent__isnull=True, passed__isnull=True)
                | Q(submitted_at__isnull=False, percent__isnull=False, percent__lte=100, passed__isnull=False))),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    def lock(self) -> None:
        """First statement of a transaction that changes the attempt: one writer at a time, on either database."""
        QuizAttempt.objects.filter(pk=self.pk).update(started_at=F("started_at"))
        self.refresh_from_db(fields=["submitted_at", "answers", "percent", "passed"])

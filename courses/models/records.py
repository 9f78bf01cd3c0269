"""What a learner did in a course. The ledger is the truth; the enrolment row is its cached total, recounted nightly."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EnrolmentState(models.TextChoices):
    REQUESTED = "requested", _("Asked to join")
    WAITING = "waiting", _("Waiting for a place")
    ACTIVE = "active", _("Taking part")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Enrolments(models.QuerySet):
    def of(self, person) -> "Enrolments":
        return self.filter(person=person)

    def active(self) -> "Enrolments":
        return self.filter(state=EnrolmentState.ACTIVE)

    def for_course(self, course_key) -> "Enrolments":
        return self.filter(course_key=course_key)


class Enrolment(models.Model):
    """A person in a course, with their whole state of it in one row, so that a lesson page needs one query."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course_key = models.UUIDField()
    course_title = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    enrolled_at = models.DateTimeField(default=timezone.now)
    syllabus = models.ForeignKey("courses.SyllabusVersion", null=True, on_delete=models.PROTECT, related_name="+")
    done = models.JSONField(default=list, help_text="lesson keys done, a fold of LessonCompletion")
    last_lesson = models.UUIDField(null=True)
    last_seen_on = models.DateField(null=True, help_text="by day only: who is stuck, not who reads at night")
    finished_at = models.DateTimeField(null=True)
    cohort_slug = models.SlugField(blank=True)
    cohort_starts_on = models.DateField(null=True)
    overrides = models.JSONField(default=dict, help_text="{lesson_key: {opens_at|closed_until}}, a copy of ReleaseOverride")
    version = models.PositiveIntegerField(default=1)

    objects = Enrolments.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["person", "course_key"], name="one_enrolment_per_person_and_course")]
        indexes = [models.Index(fields=["course_key", "state", "enrolled_at"], name="enrolment_line")]

    def __str__(self) -> str:
        return f"{self.course_title}"


class Withdrawal(models.Model):
    """A period away from a course. Coming back ends it; nothing done is lost."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="withdrawals")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment"], condition=Q(finished_at__isnull=True), name="one_open_withdrawal")]

    def __str__(self) -> str:
        return f"{self.enrolment_id}"


class LessonCompletion(models.Model):
    """Append-only: “done” or “undone”, by a ledger subject. The database refuses UPDATE and DELETE."""

    class Verb(models.TextChoices):
        DONE = "done"
        UNDONE = "undone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sequence = models.BigIntegerField(help_text="counts this subject's records of this course, from 1")
    subject = models.UUIDField()
    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    lesson_title = models.CharField(max_length=255)
    verb = models.CharField(max_length=6, choices=Verb.choices)
    rule = models.CharField(max_length=12, help_text="which completion rule was met")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "course_key", "sequence"], name="completion_sequence_once"),
            models.CheckConstraint(condition=Q(verb__in=["done", "undone"]), name="completion_verb_known"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.lesson_title}"

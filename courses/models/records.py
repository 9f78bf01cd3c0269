"""What a learner did in a course. The ledger is the truth; the enrolment row is its cached total, recounted nightly."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import record
from courses import progress


class EnrolmentState(models.TextChoices):
    REQUESTED = "requested", _("Asked to join")
    WAITING = "waiting", _("Waiting for a place")
    ACTIVE = "active", _("Taking part")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NotTakingPart(Exception):
    """Only somebody who takes part in a course can complete its lessons."""


class Enrolments(models.QuerySet):
    def of(self, person) -> "Enrolments":
        return self.filter(person=person)

    def active(self) -> "Enrolments":
        return self.filter(state=EnrolmentState.ACTIVE)

    def for_course(self, course_key) -> "Enrolments":
        return self.filter(course_key=course_key)

    def in_line(self) -> "Enrolments":
        """Those who wait for a place, first come first."""
        return self.filter(state=EnrolmentState.WAITING).order_by("enrolled_at", "pk")


class Enrolment(models.Model):
    """A person in a course, with their whole state of it in one row, so that a lesson page needs one query."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course_key = models.UUIDField()
    course_title = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    enrolled_at = models.DateTimeField(default=timezone.now)
    admitted_at = models.DateTimeField(null=True, help_text="when they first got a place; null: never yet")
    done = models.JSONField(default=dict, help_text="{lesson key: [required 0|1, minutes]}, a fold of LessonCompletion")
    held = models.JSONField(null=True, help_text="the syllabus finished with, {needed, lessons: [...]}; null until finished")
    records = models.PositiveIntegerField(default=0, help_text="how many ledger rows this enrolment has")
    last_lesson = models.UUIDField(null=True)
    last_seen_on = models.DateField(null=True, help_text="by day only: enough to see who is stuck, not who reads at night")
    finished_at = models.DateTimeField(null=True)
    cohort_slug = models.SlugField(blank=True)
    cohort_starts_on = models.DateField(null=True)
    overrides = models.JSONField(default=dict, help_text="{lesson key: {opens_at|closed_until: iso}}, a copy of ReleaseOverride")
    version = models.PositiveIntegerField(default=1)

    objects = Enrolments.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["person", "course_key"], name="one_enrolment_per_person_and_course")]
        indexes = [models.Index(fields=["course_key", "state", "enrolled_at"], name="enrolment_line")]

    def __str__(self) -> str:
        return f"{self.course_title}"

    @property
    def is_active(self) -> bool:
        return self.state == EnrolmentState.ACTIVE

    def complete(self, outline, lesson, rule: str, at: datetime) -> bool:
        """Write that the lesson is done, once. False when it already was (a double click, a second tab).

        `outline`: the course's Outline; `lesson`: its OutlineLesson; `rule`: the CompletionRule that was met.
        """
        with transaction.atomic():
            self._lock()
            if lesson.key in self.done:
                return False
            self.done[lesson.key] = [int(lesson.required), lesson.minutes]
            self._write(lesson, LessonCompletion.Verb.DONE, rule, at)
            record(self.person, "completed", "lesson", lesson.key, at=at, details=self._said(rule=rule))
            if self.finished_at is None and self.progress_in(outline).is_finished:
                self._finish(outline, at)
            self.save(update_fields=["done", "records", "held", "finished_at"])
        return True

    def undo(self, lesson, at: datetime) -> bool:
        """Take a completion back: a record too. What was finished stays finished, and its certificate stands."""
        with transaction.atomic():
            self._lock()
            if lesson.key not in self.done:
                return False
            del self.done[lesson.key]
            self._write(lesson, LessonCompletion.Verb.UNDONE, "", at)
            record(self.person, "reopened", "lesson", lesson.key, at=at, details=self._said())
            self.save(update_fields=["done", "records"])
        return True

    def progress_in(self, outline, open_keys=None) -> progress.Progress:
        return progress_of(outline, self.done, self.held, open_keys)

    def _lock(self) -> None:
        # Writing first takes the row lock on PostgreSQL and the write lock on SQLite; then the row is read fresh.
        locked = Enrolment.objects.filter(pk=self.pk, state=EnrolmentState.ACTIVE).update(version=F("version") + 1)
        if not locked:
            raise NotTakingPart(self.pk)
        self.refresh_from_db(fields=["done", "records", "held", "finished_at", "version"])

    def _write(self, lesson, verb: str, rule: str, at: datetime) -> None:
        self.records += 1
        LessonCompletion.objects.create(
            sequence=self.records, subject=self.person.subject, course_key=self.course_key, lesson_key=lesson.key,
            lesson_title=lesson.title, verb=verb, rule=rule, at=at)

    def _said(self, **more) -> dict:
        """What lines of the log say of this enrolment: dashboards count by course and by cohort."""
        return {"course": str(self.course_key), **({"cohort": self.cohort_slug} if self.cohort_slug else {}), **more}

    def _finish(self, outline, at: datetime) -> None:
        self.finished_at = at
        self.held = {"needed": outline.lessons_needed, "lessons": progress.syllabus_as_data(
            progress.syllabus_to_hold(outline.syllabus, outline.syllabus, False, self.done))}
        record(self.person, "finished", "course", self.course_key, at=at, details=self._said())
        from academy.outbox import enqueue

        enqueue(f"certificate:{self.pk}", "courses.certificate", {"enrolment": self.pk})


def progress_of(outline, done: dict, held: dict | None, open_keys=None) -> progress.Progress:
    """Progress in the held syllabus: the one finished with, else the current one and what was done of lessons removed since."""
    if held:
        syllabus, needed = progress.syllabus_from_data(held["lessons"]), held["needed"]
    else:
        known = outline.keys
        removed = tuple(progress.SyllabusLesson(key, bool(required), minutes) for key, (required, minutes) in done.items() if key not in known)
        syllabus, needed = (*outline.syllabus, *removed), outline.lessons_needed
    return progress.progress(syllabus, done, progress.CompletionRule(needed), outline.syllabus, open_keys)


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

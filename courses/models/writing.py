"""What a learner writes in a lesson: private reflections, and tasks handed in to trainers."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReflectionEntry(models.Model):
    """The private learning log: only its writer reads it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflections")
    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    lesson_title = models.CharField(max_length=255)
    block_id = models.UUIDField()
    prompt = models.TextField()
    text = models.TextField(_("your reflection"), max_length=20_000)
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson_key", "block_id"], name="one_reflection_per_prompt")]

    def __str__(self) -> str:
        return self.lesson_title


class TaskSubmission(models.Model):
    """Work handed in: read by the course's trainers and by its writer. Handing in again adds a row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tasks")
    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    lesson_title = models.CharField(max_length=255)
    text = models.TextField(_("your work"), max_length=20_000)
    link = models.URLField(_("a link, if it stands elsewhere"), blank=True)
    handed_in_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer of the trainer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-handed_in_at"]

    def __str__(self) -> str:
        return self.lesson_title

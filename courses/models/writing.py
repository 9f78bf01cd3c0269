"""What a learner writes in a lesson: private reflections, and tasks handed in to trainers."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import record

LONGEST = 20_000


class WrittenElsewhere(Exception):
    """The reflection changed since this form was shown (another tab or device). `entry` is what stands now."""

    def __init__(self, entry: "ReflectionEntry") -> None:
        super().__init__(entry.pk)
        self.entry = entry


class ReflectionEntries(models.QuerySet):
    def of(self, person) -> "ReflectionEntries":
        """The only door: nobody but the writer, whatever their role, finds a row through anything else."""
        return self.filter(person=person)

    def written(self) -> "ReflectionEntries":
        return self.exclude(text="")


class ReflectionEntry(models.Model):
    """The private learning log: only its writer reads it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflections")
    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    lesson_title = models.CharField(max_length=255)
    block_id = models.UUIDField()
    prompt = models.TextField()
    text = models.TextField(_("your reflection"), max_length=LONGEST)
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ReflectionEntries.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson_key", "block_id"], name="one_reflection_per_prompt")]

    def __str__(self) -> str:
        return self.lesson_title

    @classmethod
    def write(cls, person, course_key, lesson, block_id, prompt: str, text: str, seen: int, at: datetime) -> "ReflectionEntry":
        """Keep the text. `seen`: the version the form showed, 0 for none; WrittenElsewhere when another stands now.

        The same text twice (a double click) is no conflict.
        """
        found = {"person": person, "lesson_key": lesson.key, "block_id": block_id}
        words = {"prompt": prompt, "lesson_title": lesson.title, "text": text, "changed_at": at}
        if cls.objects.filter(**found, version=seen).update(**words, version=F("version") + 1):
            return cls.objects.get(**found)
        try:
            with transaction.atomic():
                if seen == 0:
                    return cls.objects.create(**found, **words, course_key=course_key, written_at=at)
        except IntegrityError:
            pass  # written a moment ago in another tab
        now = cls.objects.filter(**found).first()
        if now is None:  # deleted in another tab: what was typed here stands
            return cls.objects.create(**found, **words, course_key=course_key, written_at=at)
        if now.text != text:
            raise WrittenElsewhere(now)
        return now


class TaskSubmissions(models.QuerySet):
    def of(self, person) -> "TaskSubmissions":
        return self.filter(person=person)

    def of_course(self, course_key) -> "TaskSubmissions":
        return self.filter(course_key=course_key)

    def for_lesson(self, lesson_key) -> "TaskSubmissions":
        return self.filter(lesson_key=lesson_key)

    def unanswered(self) -> "TaskSubmissions":
        return self.filter(answered_at__isnull=True)


class TaskSubmission(models.Model):
    """Work handed in: read by the course's trainers and by its writer. Handing in again adds a row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tasks")
    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    lesson_title = models.CharField(max_length=255)
    text = models.TextField(_("your work"), max_length=LONGEST)
    link = models.URLField(_("a link, if it stands elsewhere"), blank=True)
    handed_in_at = models.DateTimeField(default=timezone.now)
    answer_text = models.TextField(_("answer of the trainer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = TaskSubmissions.as_manager()

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        constraints = [models.CheckConstraint(name="answered_task_says_something", condition=Q(answered_at__isnull=True) | ~Q(answer_text=""))]

    def __str__(self) -> str:
        return self.lesson_title

    @classmethod
    def hand_in(cls, enrolment, lesson, text: str, link: str, at: datetime) -> "TaskSubmission":
        """Add a row; the very same work again (a double click) is the row that is there already."""
        with transaction.atomic():
            # Writing first: two clicks come one after the other, on either database.
            type(enrolment).objects.filter(pk=enrolment.pk).update(version=F("version") + 1)
            mine = cls.objects.of(enrolment.person).for_lesson(lesson.key)
            last = mine.first()
            if last is not None and (last.text, last.link) == (text, link):
                return last
            made = cls.objects.create(person=enrolment.person, course_key=enrolment.course_key, lesson_key=lesson.key,
                                      lesson_title=lesson.title, text=text, link=link, handed_in_at=at)
            record(enrolment.person, "handed_in", "task", lesson.key, at=at, details={"course": str(enrolment.course_key)})
        return made

    def answer(self, by, text: str, at: datetime) -> None:
        """A trainer's answer, and a mail to the writer. Answering again replaces the words and mails once more."""
        from academy.emails import queue_mail

        with transaction.atomic():
            self.answer_text, self.answered_by, self.answered_at = text, by, at
            self.save(update_fields=["answer_text", "answered_by", "answered_at"])
            record(by, "answered", "task", self.pk, at=at, details={"course": str(self.course_key)})
            queue_mail("courses/task_answered", self.person, f"task_answered:{self.pk}:{at:%Y%m%d%H%M%S}", submission=self.pk)

"""A trainer writes to people of a course: each gets a mail alone, and nobody sees who else did."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import record


class TrainerMessage(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course_key = models.UUIDField()
    course_title = models.CharField(max_length=255)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=5_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_to = models.PositiveIntegerField(default=0, help_text="how many people")
    form_key = models.UUIDField(unique=True, help_text="made with the form, so that a double click sends once")

    class Meta:
        verbose_name = _("message of a trainer")
        verbose_name_plural = _("messages of trainers")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def send(cls, course, by, enrolments: Iterable, subject: str, text: str, form_key, at: datetime) -> "TrainerMessage":
        """Queue a mail for each; the same form sent twice is the message that is there already."""
        from academy.emails import queue_mail

        people = {each.person_id: each.person for each in enrolments}
        with transaction.atomic():
            message, made = cls.objects.get_or_create(form_key=form_key, defaults={
                "course_key": course.translation_key, "course_title": course.title, "subject": subject, "text": text,
                "written_by": by, "written_at": at, "sent_to": len(people)})
            if made:
                for person in people.values():
                    queue_mail("courses/trainer_message", person, f"trainer_message:{message.pk}:{person.pk}", message=str(message.pk))
                record(by, "wrote", "course", course.translation_key, at=at, details={"message": str(message.pk), "people": len(people)})
        return message

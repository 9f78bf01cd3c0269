"""A certificate of completion: its words are kept as they were, so that the file is identical when made again."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.records import Enrolment


def new_code() -> str:
    """A code that cannot be guessed, easy to type: no 0, 1, i, l, o."""
    return "-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _n in range(4)) for _m in range(4))


class Certificate(models.Model):
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=24, unique=True, default=new_code)
    language = models.CharField(max_length=5)
    holder_name = models.CharField(max_length=120)
    course_key = models.UUIDField()
    course_title = models.CharField(max_length=255)
    lessons = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    tradition = models.CharField(max_length=20)
    finished_on = models.DateField()
    issued_at = models.DateTimeField(default=timezone.now)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return self.code

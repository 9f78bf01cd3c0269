"""A certificate of completion: its words are kept as they were, so that the file is identical when made again."""

import secrets

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import record
from courses.models.records import Enrolment

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


def new_code() -> str:
    """A code that cannot be guessed (31^16), easy to type: no 0, 1, i, l, o."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _n in range(GROUP)) for _m in range(GROUPS))


def spelled(typed: str) -> str:
    """A code as people type it (any case, spaces, dashes of any kind or none) in our spelling; "" when it cannot be one."""
    letters = "".join(each for each in typed.strip().lower() if each.isalnum())
    if len(letters) != GROUPS * GROUP or set(letters) - set(CODE_LETTERS):
        return ""
    return "-".join(letters[start:start + GROUP] for start in range(0, len(letters), GROUP))


class Certificates(models.QuerySet):
    def of(self, person) -> "Certificates":
        return self.filter(holder=person)

    def for_course(self, course_key) -> "Certificates":
        return self.filter(course_key=course_key)

    def valid(self) -> "Certificates":
        return self.filter(revoked_at__isnull=True)


class Certificate(models.Model):
    """What was said when it was issued. `words`: the printed sentences (courses/certificate_words.py)."""

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
    words = models.JSONField(default=dict, help_text="the printed sentences as they were, {name: text}")
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = Certificates.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(name="only_a_revoked_certificate_has_a_reason", condition=Q(revoked_at__isnull=False) | Q(revoked_reason="")),
            models.CheckConstraint(name="a_certificate_names_its_holder", condition=~Q(holder_name="")),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def download_name(self) -> str:
        return f"certificate-{self.code}.pdf"

    def revoke(self, by, reason: str, at) -> bool:
        """From now on the check page says it no longer holds. False when it was revoked already. The file stays as it is."""
        with transaction.atomic():
            revoked = Certificate.objects.valid().filter(pk=self.pk).update(revoked_at=at, revoked_reason=reason)
            if revoked:
                record(by, "revoked", "certificate", self.code, at=at, details={
                    "course": str(self.course_key), "by_holder": by is not None and by.pk == self.holder_id, "reason": reason})
                self.revoked_at, self.revoked_reason = at, reason
        return bool(revoked)

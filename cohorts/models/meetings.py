"""The dated meetings of a cohort, and who was there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.models.memberships import CohortMembership


class CohortMeetings(models.QuerySet):
    def standing(self) -> "CohortMeetings":
        return self.filter(cancelled_at__isnull=True)

    def upcoming(self, at) -> "CohortMeetings":
        """Not over at `at`, next first."""
        return self.filter(ends_at__gte=at).order_by("starts_at", "pk")


class CohortMeeting(models.Model):
    """Times are UTC, shown in the cohort's zone and the reader's. `key` is the stem of its calendar id."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="meetings")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=150)
    note = models.CharField(_("what happens"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=250, blank=True)
    online_url = models.URLField(_("link to join online"), max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="RFC 5545 SEQUENCE: raised by a material change only")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_reason = models.CharField(_("why it is cancelled"), max_length=500, blank=True)

    objects = CohortMeetings.as_manager()

    class Meta:
        verbose_name = _("meeting of a cohort")
        verbose_name_plural = _("meetings of a cohort")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["cohort", "starts_at"], name="cohort_meeting_by_start")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="cohort_meeting_ends_after_it_starts",
                                   violation_error_message=_("A meeting cannot end before it starts.")),
            models.CheckConstraint(condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_reason=""), name="cohort_meeting_cancelled_with_a_reason",
                                   violation_error_message=_("Say why it is cancelled.")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class MeetingAttendance(models.Model):
    """This member was at this meeting."""

    meeting = models.ForeignKey(CohortMeeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(CohortMembership, on_delete=models.PROTECT, related_name="attendances")
    marked_at = models.DateTimeField(default=timezone.now)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="there_once_per_meeting")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.meeting_id}"

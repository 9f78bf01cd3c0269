"""The dated meetings of an exchange. Each becomes one VEVENT; a weekly series is one rule and its written-out meetings."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.exchanges import Exchange


class SessionSeries(models.Model):
    """A repeating meeting, in local time of the exchange's zone: 10:00 stays 10:00 across a clock change.

    `rule`: an RFC 5545 RRULE without DTSTART; `first_on` and `starts_local` say the first; `excepted_on`: ISO dates left out.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="series")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=150)
    rule = models.CharField(max_length=200)
    first_on = models.DateField(_("first date"))
    starts_local = models.TimeField(_("begins at"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    excepted_on = models.JSONField(default=list)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="series_lasts_a_while", condition=Q(minutes__gte=5, minutes__lte=1440))]

    def __str__(self) -> str:
        return self.title


class Sessions(models.QuerySet):
    def standing(self) -> "Sessions":
        return self.filter(cancelled_at__isnull=True)


class ExchangeSession(models.Model):
    """One meeting. `original_starts_at`: where the series' rule had put it (RECURRENCE-ID); null for a meeting of its own."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="sessions")
    series = models.ForeignKey(SessionSeries, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions")
    original_starts_at = models.DateTimeField(null=True, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=150)
    note = models.CharField(_("what happens"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=250, blank=True, help_text=_("Empty: the place of the exchange."))
    online_url = models.URLField(_("link to join online"), max_length=500, blank=True, help_text=_("Empty: the link of the exchange."))
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="RFC 5545 SEQUENCE: raised by a material change only")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_reason = models.CharField(_("why it is cancelled"), max_length=500, blank=True)

    objects = Sessions.as_manager()

    class Meta:
        verbose_name = _("session of an exchange")
        verbose_name_plural = _("sessions of an exchange")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="session_by_start")]
        constraints = [
            models.CheckConstraint(name="session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at")),
                                   violation_error_message=_("A session cannot end before it starts.")),
            models.UniqueConstraint(fields=["series", "original_starts_at"], name="one_session_per_date_of_a_series"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

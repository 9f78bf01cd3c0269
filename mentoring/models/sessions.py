"""Meetings of a mentorship: planned, held or missed; how long, what came of it; and finding a time for the next."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.models.places import validate_zone
from mentoring.models.mentorships import Mentorship
from mentoring.models.proposals import Side


class MentoringSession(models.Model):
    """UTC times, written in `time_zone`. Held: `held_minutes` is set and both sides confirmed it; then its hours stand in the solidarity
    ledger. `sequence` rises with every change of time (RFC 5545 SEQUENCE)."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(max_length=50, validators=[validate_zone])
    place = models.CharField(_("where, or the link of the call"), max_length=300, blank=True)
    planned_by = models.CharField(max_length=6, choices=Side.choices)
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)  # when somebody said it did not take place
    held_minutes = models.PositiveSmallIntegerField(_("how many minutes you met"), null=True, blank=True)
    confirmed_by_mentor_at = models.DateTimeField(null=True)
    confirmed_by_mentee_at = models.DateTimeField(null=True)
    minutes = models.TextField(_("what you talked about"), blank=True, max_length=4000)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    hours_written = models.PositiveSmallIntegerField(default=0)  # how often hours of this session were written into the ledger, corrections included

    class Meta:
        verbose_name = _("mentoring session")
        verbose_name_plural = _("mentoring sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(name="mentoring_session_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at")),
                                   violation_error_message=_("A meeting must end after it begins.")),
            models.CheckConstraint(name="session_held_up_to_a_day", condition=Q(held_minutes__isnull=True) | Q(held_minutes__gte=5, held_minutes__lte=720),
                                   violation_error_message=_("Say how long you met: between 5 minutes and 12 hours.")),
            models.CheckConstraint(name="session_not_held_and_missed", condition=Q(held_minutes__isnull=True) | Q(missed_at__isnull=True, cancelled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_confirmed(self) -> bool:
        return self.held_minutes is not None and self.confirmed_by_mentor_at is not None and self.confirmed_by_mentee_at is not None

    def is_coming(self, at: datetime) -> bool:
        """Planned still: not called off, nothing said of how it was, and not over at the moment `at`."""
        return self.cancelled_at is None and self.missed_at is None and self.held_minutes is None and self.ends_at > at

    def confirmed_at(self, side: str) -> datetime | None:
        return self.confirmed_by_mentor_at if side == Side.MENTOR else self.confirmed_by_mentee_at


class MentorshipNote(models.Model):
    """`shared`: the partner reads it too. Coordinators read neither kind."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="notes")
    side = models.CharField(max_length=6, choices=Side.choices)
    text = models.TextField(_("note"), max_length=4000)
    shared = models.BooleanField(_("my partner may read it"), default=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class TimePoll(models.Model):
    """A few times to choose from; both mark what suits, whoever asked closes it by planning a session."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="time_polls")
    asked_by = models.CharField(max_length=6, choices=Side.choices)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    session = models.OneToOneField(MentoringSession, null=True, on_delete=models.SET_NULL, related_name="time_poll")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship"], condition=Q(closed_at__isnull=True), name="one_open_time_poll",
                                               violation_error_message=_("You are looking for a time already."))]

    def __str__(self) -> str:
        return f"{self.pk}"

    def waits(self, at: datetime) -> bool:
        """Not closed, and one of its times still ahead. Reads `options` (prefetch them for a list)."""
        return self.closed_at is None and any(option.starts_at > at for option in self.options.all())


class TimePollOption(models.Model):
    """`suits_mentor`, `suits_mentee`: None until that side has said."""

    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    suits_mentor = models.BooleanField(null=True)
    suits_mentee = models.BooleanField(null=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(name="poll_option_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at")))]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

"""Mentoring rounds: a call with dates and public rules, one run that was published, and what came of it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import PartnerCity
from academy.permissions import coordinated_city_ids, sees_network


class RoundKind(models.TextChoices):
    PAIRS = "pairs", _("Mentors and mentees, in pairs")
    CIRCLES = "circles", _("Circles of three to six")


class Stage(models.TextChoices):
    """Where a round stands. Computed from its dates (MentoringRound.stage), never stored."""

    DRAFT = "draft", pgettext_lazy("mentoring round", "Draft")
    ANNOUNCED = "announced", pgettext_lazy("mentoring round", "Announced")
    CALL_OPEN = "call_open", pgettext_lazy("mentoring round", "Call open")
    CALL_CLOSED = "call_closed", pgettext_lazy("mentoring round", "Call closed")
    SIMULATED = "simulated", pgettext_lazy("mentoring round", "Simulated")
    PROPOSED = "proposed", pgettext_lazy("mentoring round", "Proposed")
    ACTIVE = "active", pgettext_lazy("mentoring round", "Mentorships under way")
    CLOSED = "closed", pgettext_lazy("mentoring round", "Closed")
    ARCHIVED = "archived", pgettext_lazy("mentoring round", "Archived")


class MentoringRounds(models.QuerySet):
    def kept_by(self, user) -> "MentoringRounds":
        """Those this person opens, simulates and publishes: a city's by its coordinators, the network's by the network's coordinators."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        own = Q(city_id__in=coordinated_city_ids(user))
        return self.filter(own | Q(city__isnull=True)) if sees_network(user) else self.filter(own)

    def at_desk_of(self, user) -> "MentoringRounds":
        """Those whose desk this person may open, perhaps only to read counts: their own, and for coordinators of cities the network's too."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        if sees_network(user):
            return self
        cities = coordinated_city_ids(user)
        return self.filter(Q(city_id__in=cities) | Q(city__isnull=True, opened_at__isnull=False)) if cities else self.none()

    def announced(self) -> "MentoringRounds":
        """Those whose call has been opened by somebody (its own dates may still be ahead)."""
        return self.filter(opened_at__isnull=False)

    def visible_to(self, user) -> "MentoringRounds":
        """Announced rounds of the network, and of the person's own city; those they took part in; those at their desk."""
        public = self.announced()
        if not getattr(user, "is_authenticated", False):
            return public.filter(city__isnull=True)
        return self.filter(Q(opened_at__isnull=False) & (Q(city__isnull=True) | Q(city_id=user.city_id) | Q(participations__person=user))
                           | Q(pk__in=MentoringRound.objects.at_desk_of(user).values("pk"))).distinct()


class MentoringRound(models.Model):
    """`city` empty: a round of the whole network. Times are UTC; days and hours are those of `zone`.

    `rules` is the "round" object of the format "mentoring-round/1" (mentoring/matching/rules.py), public from the day the call opens, the draw
    seed in it. From publication on rules do not change any more: other rules are another round. `reference_monday` is the Monday of the
    week in which everybody's local hours are laid over each other.
    """

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what this round is for"), blank=True, max_length=2000)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), null=True, blank=True, on_delete=models.PROTECT, related_name="mentoring_rounds")
    kind = models.CharField(_("kind"), max_length=8, choices=RoundKind.choices, default=RoundKind.PAIRS)
    call_opens_at = models.DateTimeField(_("call opens"))
    call_closes_at = models.DateTimeField(_("call closes"))
    answer_days = models.PositiveSmallIntegerField(_("days to answer a proposal"), default=7)
    starts_on = models.DateField(_("mentoring begins"))
    ends_on = models.DateField(_("mentoring ends"))
    reference_monday = models.DateField(editable=False)
    wanted_uptake = models.PositiveSmallIntegerField(_("warn under this share of places for those who ask, in per cent"), default=80)
    rules = models.JSONField(_("rules"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    call_closed_at = models.DateTimeField(null=True, editable=False)
    published_run = models.ForeignKey("mentoring.MatchingRun", null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closing_reason = models.CharField(_("why the round was closed"), max_length=300, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    turn = models.PositiveIntegerField(default=0, editable=False)  # written first by whatever changes proposals of the round: its lock

    objects = MentoringRounds.as_manager()

    class Meta:
        verbose_name = _("mentoring round")
        verbose_name_plural = _("mentoring rounds")
        ordering = ["-call_opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="round_call_closes_after_it_opens", condition=Q(call_closes_at__gt=models.F("call_opens_at")),
                                   violation_error_message=_("The call must close after it opens.")),
            models.CheckConstraint(name="round_ends_after_it_starts", condition=Q(ends_on__gt=models.F("starts_on")),
                                   violation_error_message=_("Mentoring must end after it begins.")),
            models.CheckConstraint(name="round_answer_days", condition=Q(answer_days__gte=1, answer_days__lte=30),
                                   violation_error_message=_("People get between 1 and 30 days to answer.")),
            models.CheckConstraint(name="round_published_with_a_run", condition=Q(published_at__isnull=True) | Q(published_run__isnull=False, call_closed_at__isnull=False),
                                   violation_error_message=_("A round is published with a finished run, after its call has closed.")),
            models.CheckConstraint(name="round_closed_with_a_reason", condition=Q(closed_at__isnull=True) | ~Q(closing_reason=""),
                                   violation_error_message=_("Say why the round is closed.")),
            models.CheckConstraint(name="round_archived_when_closed", condition=Q(archived_at__isnull=True) | Q(closed_at__isnull=False),
                                   violation_error_message=_("Close the round before you archive it.")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> str:
        """IANA zone of the call's dates."""
        return self.city.time_zone if self.city_id else settings.TIME_ZONE

    def accepts_entries(self, at: datetime) -> bool:
        """Can people join, change or take back their entry at the moment `at`?"""
        return bool(self.opened_at and not self.call_closed_at and not self.closed_at and self.call_opens_at <= at < self.call_closes_at)

    def stage(self, at: datetime) -> Stage:
        if self.archived_at:
            return Stage.ARCHIVED
        if self.closed_at:
            return Stage.CLOSED
        if self.published_at:
            return Stage.ACTIVE if timezone.localdate(at) >= self.starts_on else Stage.PROPOSED
        if not self.opened_at:
            return Stage.DRAFT
        if at < self.call_opens_at:
            return Stage.ANNOUNCED
        if self.accepts_entries(at):
            return Stage.CALL_OPEN
        return Stage.SIMULATED if self.runs.filter(finished_at__isnull=False).exists() else Stage.CALL_CLOSED

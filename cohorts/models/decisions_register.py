"""The register of decisions: what was decided, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.permissions import coordinated_city_ids
from cohorts.models.ballots import Ballot, Outcome
from cohorts.models.groups import GroupMembership, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace


class FollowUp(models.TextChoices):
    """Computed, never stored: what became of a decision, on a date."""

    OPEN = "open", pgettext_lazy("decision", "open")
    LATE = "late", pgettext_lazy("decision", "late")
    DONE = "done", pgettext_lazy("decision", "done")
    DROPPED = "dropped", pgettext_lazy("decision", "dropped")
    NONE = "none", pgettext_lazy("decision", "nothing to do")


class Decideds(models.QuerySet):
    def public(self) -> "Decideds":
        return self.filter(space__opened_on__isnull=False)

    def visible_to(self, user, on) -> "Decideds":
        """Those of open spaces, for everybody; of one not open yet, for its groups and its city's coordinators."""
        shown = Q(space__opened_on__isnull=False)
        if getattr(user, "is_authenticated", False):
            shown |= Q(space__city_id__in=coordinated_city_ids(user)) | Q(space_id__in=GroupMembership.objects.current(on).filter(person=user).values("group__space_id"))
        return self.filter(shown)

    def kept_by(self, user, on) -> "Decideds":
        """Whose follow-up this person keeps: organisers of the group, the space's motor group, its city's coordinators."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        mine = GroupMembership.objects.current(on).filter(person=user)
        motor = mine.filter(group__kind="motor", group__closed_on__isnull=True).values("group__space_id")
        return self.filter(Q(group_id__in=mine.filter(organises=True).values("group_id")) | Q(space_id__in=motor) | Q(space__city_id__in=coordinated_city_ids(user)))

    def in_state(self, state: str, on) -> "Decideds":
        adopted = self.filter(outcome=Outcome.ADOPTED)
        waiting = adopted.filter(done_on__isnull=True, dropped_on__isnull=True)
        return {FollowUp.OPEN: waiting.filter(Q(due_on__isnull=True) | Q(due_on__gte=on)), FollowUp.LATE: waiting.filter(due_on__lt=on),
                FollowUp.DONE: adopted.filter(done_on__isnull=False), FollowUp.DROPPED: adopted.filter(dropped_on__isnull=False),
                FollowUp.NONE: self.exclude(outcome=Outcome.ADOPTED)}[FollowUp(state)]


class Decided(models.Model):
    """One line of the register. `owner`: a body or an office, in words. `done_words`: what came of it; `dropped_why` likewise."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="decided")
    group = models.ForeignKey(WorkingGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="decided")
    ballot = models.OneToOneField(Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="decided")
    title = models.CharField(_("what was decided"), max_length=250)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome.choices)
    decided_on = models.DateField(_("decided on"))
    owner = models.CharField(_("who carries it out: a body or an office"), max_length=150, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_words = models.CharField(_("what came of it"), max_length=500, blank=True)
    dropped_on = models.DateField(pgettext_lazy("decision", "dropped on"), null=True, blank=True)
    dropped_why = models.CharField(_("why it was dropped"), max_length=500, blank=True)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = Decideds.as_manager()

    class Meta:
        verbose_name = _("decision in the register")
        verbose_name_plural = _("decisions in the register")
        ordering = ["-decided_on", "-changed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="decided_done_or_dropped", condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                                   violation_error_message=_("It is either done or dropped.")),
            models.CheckConstraint(name="decided_dropped_says_why", condition=Q(dropped_on__isnull=True) | ~Q(dropped_why=""), violation_error_message=_("Say why it was dropped.")),
            models.CheckConstraint(name="only_what_was_adopted_is_followed_up", condition=Q(outcome="adopted") | Q(due_on__isnull=True, done_on__isnull=True, dropped_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title

    def follow_up(self, on) -> FollowUp:
        """Its state on the date `on`."""
        if self.outcome != Outcome.ADOPTED:
            return FollowUp.NONE
        if self.done_on:
            return FollowUp.DONE
        if self.dropped_on:
            return FollowUp.DROPPED
        return FollowUp.LATE if self.due_on and self.due_on < on else FollowUp.OPEN

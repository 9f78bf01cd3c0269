"""What a working group or a space proposes: its text version by version, who asks to change which paragraph, and what is said about it."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models.groups import GroupMembership, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace


class Proposals(models.QuerySet):
    def put_forward(self) -> "Proposals":
        """Those that are no longer drafts, withdrawn ones too."""
        return self.filter(put_forward_at__isnull=False)

    def in_discussion(self) -> "Proposals":
        return self.filter(put_forward_at__isnull=False, withdrawn_at__isnull=True, ballot_opened_at__isnull=True)

    def visible_to(self, user, on) -> "Proposals":
        """What was put forward in an open space, for everybody; in one not open yet, for those who sit there or are in the group; a draft for its author."""
        shown = Q(put_forward_at__isnull=False, space__opened_on__isnull=False)
        if getattr(user, "is_authenticated", False):
            inside = Q(group_id__in=GroupMembership.objects.current(on).filter(person=user).values("group_id"))
            sitting = Q(space_id__in=ParticipatedSpace.objects.sat_in_by(user, on).values("pk"))
            shown |= Q(author=user) | (Q(put_forward_at__isnull=False) & (inside | sitting))
        return self.filter(shown)


class Proposal(models.Model):
    """A draft until `put_forward_at`: its text is `draft` then, and stands in its versions later. `group` is null for one of the whole space.

    `latest`: the number of the version that holds, 0 for a draft; `amended`: how many amendments were asked for. Whoever changes anything raises one
    of the two first, on this row alone: that is the lock, on either database. `ballot_opened_at`: a ballot points at `latest`, and nothing changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="proposals")
    group = models.ForeignKey(WorkingGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(_("title"), max_length=150)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    draft = models.TextField(_("text"), max_length=20_000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.PROTECT, related_name="proposals")
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    put_forward_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    ballot_opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    latest = models.PositiveIntegerField(default=0, editable=False)
    amended = models.PositiveIntegerField(default=0, editable=False)

    objects = Proposals.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-put_forward_at", "-begun_at"]
        constraints = [
            models.CheckConstraint(name="proposal_put_forward_has_a_version", condition=Q(put_forward_at__isnull=True, latest=0) | Q(put_forward_at__isnull=False, latest__gte=1)),
            models.CheckConstraint(name="proposal_ballot_after_put_forward", condition=Q(ballot_opened_at__isnull=True) | Q(put_forward_at__isnull=False, withdrawn_at__isnull=True),
                                   violation_error_message=_("Only a proposal that was put forward can be decided.")),
            models.CheckConstraint(name="proposal_withdrawn_was_put_forward", condition=Q(withdrawn_at__isnull=True) | Q(put_forward_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.put_forward_at is None

    @property
    def frozen_by_ballot(self) -> bool:
        return self.ballot_opened_at is not None

    @property
    def is_in_discussion(self) -> bool:
        return not (self.is_draft or self.frozen_by_ballot or self.withdrawn_at)


class ProposalVersion(models.Model):
    """The whole text once it was put forward, and after each change. Never changed: the next version is another row.

    `text`: plain, paragraphs parted by one empty line (cohorts/decisions/proposal_text.py). `from_amendment`: what made it; null for one its author wrote.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    text = models.TextField(_("text"), max_length=40_000)
    words = models.CharField(_("what changed"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    from_amendment = models.OneToOneField("cohorts.Amendment", null=True, blank=True, on_delete=models.PROTECT, related_name="made_version")

    class Meta:
        verbose_name = _("version of a proposal")
        verbose_name_plural = _("versions of a proposal")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once"),
            models.CheckConstraint(name="proposal_versions_count_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.number}"


class AmendmentWay(models.TextChoices):
    CHANGE = "change", _("Change this paragraph")
    STRIKE = "strike", _("Strike this paragraph out")
    ADD = "add", _("Add a paragraph after it")


class AmendmentOutcome(models.TextChoices):
    OPEN = "", pgettext_lazy("amendment", "open")
    ACCEPTED = "accepted", pgettext_lazy("amendment", "accepted")
    REJECTED = "rejected", pgettext_lazy("amendment", "rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("amendment", "withdrawn")
    OVERTAKEN = "overtaken", pgettext_lazy("amendment", "the text has changed since")


class Amendment(models.Model):
    """That somebody asks to change one paragraph of a stated version, and why. `paragraph` counts from 1; 0 only to add before the first.

    `old_text` is the paragraph as it stood, `text` as it would stand, so that both can be read whatever became of the proposal.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField()
    on_version = models.ForeignKey(ProposalVersion, on_delete=models.PROTECT, related_name="amendments")
    way = models.CharField(_("what you want to do"), max_length=8, choices=AmendmentWay.choices, default=AmendmentWay.CHANGE)
    paragraph = models.PositiveIntegerField(_("paragraph"))
    old_text = models.TextField(max_length=40_000, blank=True, editable=False)
    text = models.TextField(_("new words"), max_length=20_000, blank=True)
    reason = models.TextField(_("why"), max_length=1_000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="amendments")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=AmendmentOutcome.choices, blank=True, default=AmendmentOutcome.OPEN, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    words = models.TextField(_("what you answer"), max_length=1_000, blank=True)
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text="made with the form, so that a double click asks once")

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="amendment_number_once"),
            models.CheckConstraint(name="amendment_closed_has_an_outcome", condition=Q(outcome="", closed_at__isnull=True) | (~Q(outcome="") & Q(closed_at__isnull=False))),
            models.CheckConstraint(name="amendment_rejected_says_why", condition=~Q(outcome="rejected") | ~Q(words=""), violation_error_message=_("Say why you reject it.")),
            models.CheckConstraint(name="amendment_changes_something", condition=(Q(way="change", paragraph__gte=1) & ~Q(text="") & ~Q(text=F("old_text")))
                                   | Q(way="strike", paragraph__gte=1, text="") | (Q(way="add") & ~Q(text="")),
                                   violation_error_message=_("Nothing is changed yet.")),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.number}"

    @property
    def is_open(self) -> bool:
        return not self.outcome


class ProposalComment(models.Model):
    """Something said about a proposal, or about one amendment to it. Taken back by its author, its words are gone and its place stays."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="comments")
    amendment = models.ForeignKey(Amendment, null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposal_comments")
    text = models.TextField(_("comment"), max_length=3_000, blank=True)
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text="made with the form, so that a double click says it once")

    class Meta:
        verbose_name = _("comment on a proposal")
        verbose_name_plural = _("comments on a proposal")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(name="proposal_comment_says_something", condition=(Q(taken_back_at__isnull=True) & ~Q(text="")) | Q(taken_back_at__isnull=False, text=""),
                                              violation_error_message=_("Write something first."))]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.pk}"

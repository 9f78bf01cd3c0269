"""Ballots on one version of a proposal: who may vote, what was voted, and what came of it.

A secret vote has no person and no time; the roll says only whether somebody has voted. How that is kept: docs/decisions/0027.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from academy.models import Organisation
from academy.permissions import coordinated_city_ids
from cohorts import counting_votes as counting
from cohorts.models.groups import WorkingGroup
from cohorts.models.proposals import Proposal, ProposalVersion
from cohorts.models.spaces import ParticipatedSpace, SpaceSeat


class BallotMethod(models.TextChoices):
    CONSENT = "consent", _("By consent: nobody has an objection that stands")
    OPEN = "open", _("Open vote: members read who voted what")
    SECRET = "secret", _("Secret ballot")


class Electorate(models.TextChoices):
    MEMBERS = "members", _("Every member of the group: one member, one vote")
    SEATS = "seats", _("Every seat of the space: one seat, one vote")
    ORGANISATIONS = "organisations", _("Every organisation that has a seat: one organisation, one vote")


class Majority(models.TextChoices):
    MORE_FOR = counting.MORE_FOR, _("More votes for than against")
    HALF_ENTITLED = counting.HALF_ENTITLED, _("More than half of all who may vote are for it")
    TWO_THIRDS = counting.TWO_THIRDS, _("At least two thirds of the votes for or against are for it")
    MOST_VOTES = counting.MOST_VOTES, _("Between several options: the one with the most votes")
    NO_OBJECTION = counting.NO_OBJECTION, _("No objection stands, and somebody consents")


class TieRule(models.TextChoices):
    NOT_ADOPTED = counting.NOT_ADOPTED, _("Then it is not adopted")
    SECOND_BALLOT = counting.SECOND_BALLOT, _("Then a second ballot is held")


class Outcome(models.TextChoices):
    ADOPTED = counting.ADOPTED, _("Adopted")
    NOT_ADOPTED = counting.NOT_ADOPTED, _("Not adopted")
    SECOND_BALLOT = counting.SECOND_BALLOT, _("A tie: a second ballot is held")
    NO_QUORUM = counting.NO_QUORUM, _("Too few voted: nothing is decided")


class WrittenDown(Exception):
    """Somebody tried to change a ballot that was written down."""


class Ballots(models.QuerySet):
    def standing(self) -> "Ballots":
        """Neither counted nor cancelled."""
        return self.filter(closed_at__isnull=True, cancelled_at__isnull=True)

    def taking_votes(self, at) -> "Ballots":
        """Of one table's columns alone: also the guard of every vote. A condition over a join guards nothing on PostgreSQL."""
        return self.standing().filter(opened_at__isnull=False, closes_at__gt=at)

    def visible_to(self, user, on) -> "Ballots":
        """Whoever sees the proposal, is on the roll, or coordinates the space's city."""
        shown = Q(proposal__in=Proposal.objects.visible_to(user, on).values("pk"))
        if getattr(user, "is_authenticated", False):
            shown |= Q(pk__in=BallotRoll.objects.filter(person=user).values("ballot_id")) | Q(space__city_id__in=coordinated_city_ids(user))
        return self.filter(shown)


class Ballot(models.Model):
    """Everything is written down before it opens, and never changes: `save` only inserts. What happens later are three moments: opened, closed, cancelled.

    `opens_at`, `closes_at`: the planned moments. `quorum_*`: one of the two, or neither. Its choices: `choice_keys()`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(ParticipatedSpace, on_delete=models.PROTECT, related_name="ballots")
    group = models.ForeignKey(WorkingGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="ballots")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="ballots")
    version = models.ForeignKey(ProposalVersion, on_delete=models.PROTECT, related_name="ballots")
    method = models.CharField(_("how it is decided"), max_length=8, choices=BallotMethod.choices)
    electorate = models.CharField(_("who decides"), max_length=14, choices=Electorate.choices, default=Electorate.MEMBERS)
    question = models.CharField(_("question"), max_length=250)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    quorum_percent = models.PositiveSmallIntegerField(_("quorum, in percent of those who may vote"), null=True, blank=True)
    quorum_number = models.PositiveIntegerField(_("quorum, as a number of voters"), null=True, blank=True)
    majority = models.CharField(_("majority"), max_length=14, choices=Majority.choices, default=Majority.MORE_FOR)
    tie = models.CharField(_("if there is a tie"), max_length=14, choices=TieRule.choices, default=TieRule.NOT_ADOPTED)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    written_at = models.DateTimeField(editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_why = models.CharField(_("why it is cancelled"), max_length=300, blank=True)

    objects = Ballots.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-opens_at", "pk"]
        constraints = [
            models.CheckConstraint(name="ballot_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at")), violation_error_message=_("A ballot cannot close before it opens.")),
            models.CheckConstraint(name="ballot_closed_was_opened", condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False)),
            models.CheckConstraint(name="ballot_closed_or_cancelled", condition=Q(closed_at__isnull=True) | Q(cancelled_at__isnull=True)),
            models.CheckConstraint(name="ballot_cancelled_says_why", condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_why=""), violation_error_message=_("Say why it is cancelled.")),
            models.CheckConstraint(name="ballot_has_one_quorum", condition=Q(quorum_percent__isnull=True) | Q(quorum_number__isnull=True)),
            models.CheckConstraint(name="ballot_quorum_percent_is_one", condition=Q(quorum_percent__isnull=True) | Q(quorum_percent__lte=100)),
            models.CheckConstraint(name="ballot_consent_counts_objections", condition=Q(method="consent", majority="no_objection") | (~Q(method="consent") & ~Q(majority="no_objection"))),
            models.CheckConstraint(name="ballot_members_are_of_a_group", condition=~Q(electorate="members") | Q(group__isnull=False),
                                   violation_error_message=_("Only a group has members; in a space, seats or organisations decide.")),
            models.UniqueConstraint(fields=["proposal"], condition=Q(closed_at__isnull=True, cancelled_at__isnull=True), name="one_ballot_of_a_proposal_at_a_time",
                                    violation_error_message=_("A ballot on this proposal is under way already.")),
        ]

    def __str__(self) -> str:
        return self.question

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise WrittenDown(f"ballot {self.pk} is written down: it opens, closes or is cancelled, nothing else")
        super().save(*args, **kwargs)

    @property
    def is_secret(self) -> bool:
        return self.method == BallotMethod.SECRET

    @property
    def is_consent(self) -> bool:
        return self.method == BallotMethod.CONSENT

    @property
    def is_between_options(self) -> bool:
        return self.majority == Majority.MOST_VOTES

    @property
    def is_over(self) -> bool:
        return self.closed_at is not None or self.cancelled_at is not None

    def choice_keys(self) -> tuple[str, ...]:
        """What may be chosen, in its order; for consent also `met`, which only counting gives to an objection that no longer stands."""
        if self.is_consent:
            return (counting.CONSENT, counting.ASIDE, counting.MET, counting.OBJECT)
        if self.is_between_options:
            return (*(each.key for each in self.options.all()), counting.ABSTAIN)
        return (counting.FOR, counting.AGAINST, counting.ABSTAIN)

    def rule(self) -> counting.Rule:
        return counting.Rule(self.choice_keys(), self.majority, self.quorum_percent, self.quorum_number, self.tie)


class BallotOption(models.Model):
    """One of several: in words, or another proposal (its version as it stood when the ballot was written)."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="options")
    key = models.CharField(max_length=2)
    label = models.CharField(_("option"), max_length=150)
    version = models.ForeignKey(ProposalVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("option of a ballot")
        verbose_name_plural = _("options of a ballot")
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["ballot", "key"], name="ballot_option_once"),
                       models.CheckConstraint(name="ballot_option_has_words", condition=~Q(label=""))]

    def __str__(self) -> str:
        return self.label


class BallotRoll(models.Model):
    """One voice on the day the ballot opened. No time of voting, and a random id, so that the order of rows tells nothing.

    `seat` or `organisation`: whose voice it is, neither for a member. `person` follows a seat that passes on, until it has voted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="roll")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ballot_rolls")
    seat = models.ForeignKey(SpaceSeat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    voted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("voice on a roll")
        verbose_name_plural = _("voices on a roll")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], condition=Q(seat__isnull=True, organisation__isnull=True), name="one_voice_of_a_member"),
            models.UniqueConstraint(fields=["ballot", "seat"], name="one_voice_of_a_seat"),
            models.UniqueConstraint(fields=["ballot", "organisation"], name="one_voice_of_an_organisation"),
            models.CheckConstraint(name="voice_of_a_seat_or_an_organisation", condition=Q(seat__isnull=True) | Q(organisation__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SecretVote(models.Model):
    """A vote: no person, no time. Its id was drawn at random with the form: it keeps a second press from counting twice, and is the voter's ballot number."""

    id = models.UUIDField(primary_key=True, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="secret_votes")
    choice = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("secret vote")
        verbose_name_plural = _("secret votes")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.pk)


class OpenVote(models.Model):
    """A vote that the members read with its name; in a round of consent, what somebody said. `number`: as the id of a secret vote."""

    number = models.UUIDField(unique=True, editable=False)
    roll = models.OneToOneField(BallotRoll, on_delete=models.PROTECT, related_name="open_vote")
    choice = models.CharField(max_length=8)
    reason = models.CharField(_("why"), max_length=1000, blank=True)
    cast_at = models.DateTimeField()

    class Meta:
        verbose_name = _("open vote")
        verbose_name_plural = _("open votes")
        constraints = [models.CheckConstraint(name="objection_gives_a_reason", condition=~Q(choice="object") | ~Q(reason=""), violation_error_message=_("Say why you object."))]

    def __str__(self) -> str:
        return str(self.number)


class Objection(models.Model):
    """To an objection comes an answer in words, and then the objector's own word whether it stands. Until that word it stands."""

    vote = models.OneToOneField(OpenVote, on_delete=models.PROTECT, related_name="objection")
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    stands = models.BooleanField(null=True, blank=True)
    word = models.CharField(_("what you say to the answer"), max_length=500, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(name="objection_answered_in_words", condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                                   violation_error_message=_("Write the answer.")),
            models.CheckConstraint(name="objection_settled_after_an_answer", condition=Q(stands__isnull=True, said_at__isnull=True)
                                   | Q(said_at__isnull=False, answered_at__isnull=False, stands__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}"


class BallotResult(models.Model):
    """Written once, when the ballot closes. `digest`: SHA-256 of the published list (cohorts/counting_votes.py)."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="result")
    counts = models.JSONField()
    entitled = models.PositiveIntegerField()
    cast = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    quorum_met = models.BooleanField()
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    tied = models.BooleanField()
    winner = models.CharField(max_length=8, blank=True)
    rule = models.TextField()
    digest = models.CharField(max_length=64)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("result of a ballot")
        verbose_name_plural = _("results of ballots")

    def __str__(self) -> str:
        return self.get_outcome_display()

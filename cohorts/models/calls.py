"""An open call of interest of a city's plan: what is asked, by which criteria answers are judged, and what came in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.permissions import coordinated_city_ids, sees_network
from cohorts.models.form_questions import QuestionKind
from cohorts.models.plans import CityPlan, OrganisationModel


class ResourceKind(models.TextChoices):
    BUILDING = "building", _("A building or a room")
    LAND = "land", _("Land")
    EQUIPMENT = "equipment", _("Equipment")


class Use(models.TextChoices):
    """What a place can be used for: one list for what lies idle and for what is asked for."""

    WORKSHOP = "workshop", pgettext_lazy("use of a place", "Workshop or making things")
    OFFICE = "office", pgettext_lazy("use of a place", "Office or shared desks")
    SHOP = "shop", pgettext_lazy("use of a place", "Shop or market")
    KITCHEN = "kitchen", pgettext_lazy("use of a place", "Kitchen or food")
    FARMING = "farming", pgettext_lazy("use of a place", "Growing food")
    ENERGY = "energy", pgettext_lazy("use of a place", "Making energy together")
    CARE = "care", pgettext_lazy("use of a place", "Care and health")
    LEARNING = "learning", pgettext_lazy("use of a place", "Learning and meeting")
    CULTURE = "culture", pgettext_lazy("use of a place", "Culture and sport")
    HOUSING = "housing", pgettext_lazy("use of a place", "Living")
    STORAGE = "storage", pgettext_lazy("use of a place", "Storing and repairing")
    TRANSPORT = "transport", pgettext_lazy("use of a place", "Carrying people or goods")


class Calls(models.QuerySet):
    def public(self) -> "Calls":
        return self.filter(published_at__isnull=False)

    def kept_by(self, user) -> "Calls":
        return self.filter(plan__city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user) -> "Calls":
        """A city's coordinators find theirs, the network's all; the latter change none and read no answers."""
        return self if sees_network(user) else self.kept_by(user)

    def open(self, at) -> "Calls":
        """Taking answers at the moment `at`."""
        return self.public().filter(opens_at__lte=at, closes_at__gt=at)


class CallOfInterest(models.Model):
    """One call, in `language`, open from `opens_at` until `closes_at`. Draft: `published_at` is null. `form_version` counts the changes of its questions."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(CityPlan, on_delete=models.PROTECT, related_name="calls")
    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=80)
    title = models.CharField(_("title"), max_length=150)
    words = models.TextField(_("what the city is looking for"), max_length=5000)
    who = models.CharField(_("who may answer"), max_length=500)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    closed_early_why = models.CharField(_("why it closed early"), max_length=300, blank=True)
    form_version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    results_at = models.DateTimeField(null=True, editable=False)
    results_words = models.TextField(_("a word on the result"), max_length=2000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Calls.as_manager()

    class Meta:
        verbose_name = _("call of interest")
        verbose_name_plural = _("calls of interest")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="call_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at")),
                                   violation_error_message=_("A call cannot close before it opens.")),
            models.CheckConstraint(name="call_results_after_it_closed", condition=Q(results_at__isnull=True) | (Q(published_at__isnull=False) & Q(results_at__gte=F("closes_at"))),
                                   violation_error_message=_("Results are published after the call has closed.")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    def is_open(self, at) -> bool:
        return self.is_public and self.opens_at <= at < self.closes_at

    def is_over(self, at) -> bool:
        return self.is_public and at >= self.closes_at


class CallCriterion(models.Model):
    """A sentence by which answers are judged, and how much it weighs: 1 to 3."""

    call = models.ForeignKey(CallOfInterest, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(_("criterion"), max_length=300)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(name="criterion_weighs_one_to_three", condition=Q(weight__gte=1, weight__lte=3),
                                              violation_error_message=_("A criterion weighs 1, 2 or 3."))]

    def __str__(self) -> str:
        return self.words


class CallQuestion(models.Model):
    """A question of the call's own, in its language. One that was answered is retired, not deleted; options are kept in answers by their index."""

    call = models.ForeignKey(CallOfInterest, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=QuestionKind.choices, default=QuestionKind.LONG)
    label = models.CharField(_("question"), max_length=200)
    why = models.CharField(_("why you ask, or how to answer"), max_length=300, blank=True)
    options = models.JSONField(default=list)
    required = models.BooleanField(_("must be answered"), default=False)
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class AnswerResult(models.TextChoices):
    WAITING = "", _("Not decided yet")
    TAKEN_UP = "taken_up", _("Taken up")
    LATER = "later", _("Kept for later")
    NOT_NOW = "not_now", _("Not this time")


class CallAnswers(models.QuerySet):
    def standing(self) -> "CallAnswers":
        return self.filter(withdrawn_at__isnull=True)

    def named_for(self, user) -> "CallAnswers":
        """Those this person reads, with contact: the coordinators of the call's city."""
        return self.filter(call__plan__city_id__in=coordinated_city_ids(user))


class CallAnswer(models.Model):
    """What a body, a collective or somebody who is just starting answered. `answers`: {question key: as cohorts/answering.py keeps them}.

    `key` is made by the form, so that sending twice answers once. `token_sha256`: of the private link. `needs` and what follows say which idle
    resource would help. The name of the body is shown with the results only when `shows_name`.
    """

    call = models.ForeignKey(CallOfInterest, on_delete=models.PROTECT, related_name="answers")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="call_answers")
    body = models.CharField(_("organisation or collective"), max_length=150, blank=True)
    contact_name = models.CharField(_("name of a contact"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    shows_name = models.BooleanField(_("the name of the organisation may be shown"), default=False)
    language = models.CharField(max_length=5, default="en")
    idea = models.TextField(_("what you want to do"), max_length=3000, blank=True)
    answers = models.JSONField(default=dict)
    model = models.CharField(_("organised as"), max_length=10, choices=OrganisationModel.choices, blank=True)
    needs = models.CharField(_("what you need"), max_length=10, choices=ResourceKind.choices, blank=True)
    least_area = models.PositiveIntegerField(_("at least how many m²"), null=True, blank=True)
    uses = models.JSONField(default=list)
    near = models.CharField(_("where"), max_length=100, blank=True)
    needed_from = models.DateField(_("from when"), null=True, blank=True)
    form_version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    result = models.CharField(_("result"), max_length=10, choices=AnswerResult.choices, blank=True, default=AnswerResult.WAITING)
    reason = models.CharField(_("why"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = CallAnswers.as_manager()

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(name="call_answer_decided_with_a_reason", condition=(Q(result="", decided_at__isnull=True)) | (~Q(result="") & ~Q(reason="") & Q(decided_at__isnull=False)),
                                   violation_error_message=_("Give the reason: whoever answered reads it.")),
            models.CheckConstraint(name="call_answer_withdrawn_is_not_taken_up", condition=Q(withdrawn_at__isnull=True) | ~Q(result="taken_up")),
        ]

    def __str__(self) -> str:
        return str(self.key)


class AnswerScore(models.Model):
    """Points of one answer by one criterion, 0 to 3, with a sentence."""

    answer = models.ForeignKey(CallAnswer, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(CallCriterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("points"))
    words = models.CharField(_("in a sentence"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "criterion"], name="answer_scored_once_by_a_criterion"),
            models.CheckConstraint(name="score_is_nought_to_three", condition=Q(points__gte=0, points__lte=3), violation_error_message=_("Points are 0, 1, 2 or 3.")),
            models.CheckConstraint(name="score_says_why", condition=~Q(words=""), violation_error_message=_("Say in a sentence why.")),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"

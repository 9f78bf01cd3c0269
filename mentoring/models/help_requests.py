"""What people ask a hub for: the request, what was said about it, and how often somebody asked to go first."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import Hub, Stage
from mentoring.models.private_links import PrivateLink, PrivateLinks

LONGEST = 2000


class HelpOutcome(models.TextChoices):
    """What came of a request, or of a referral."""

    HELPED = "helped", _("It helped")
    PARTLY = "partly", _("It helped in part")
    NOT_HELPED = "not_helped", _("It did not help")
    ELSEWHERE = "elsewhere", _("Help was found elsewhere")
    UNREACHABLE = "unreachable", _("The person could not be reached any more")
    NO_LONGER = "no_longer", _("Help is no longer needed")


class HelpRequests(PrivateLinks):
    def worked_by(self, user, on) -> "HelpRequests":
        """Those of the hubs where this person does orientation on the date `on`: nobody else reads them at a desk, whatever their role."""
        return self.filter(hub__in=Hub.objects.worked_by(user, on))

    def of(self, person) -> "HelpRequests":
        """Those somebody asked while they were signed in."""
        return self.filter(person=person) if getattr(person, "is_authenticated", False) else self.none()

    def open(self) -> "HelpRequests":
        return self.filter(closed_at__isnull=True)


class HelpRequest(PrivateLink):
    """Somebody asks a hub. Open (`closed_at` null): it always has an owner, who does orientation there, and a date on which something happens next.

    `goes_first`: the person asked to go first where the hub has priorities; why is counted in PriorityCount and stands nowhere near. `said_at`: when the
    person last wrote. `forgotten_at`: name, words and contact are gone, the numbers stay. Days are those of the hub's city.
    """

    PURPOSE = "mentoring.help_request"

    hub = models.ForeignKey(Hub, verbose_name=_("hub"), on_delete=models.PROTECT, related_name="help_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="help_requests", editable=False)
    stage = models.CharField(_("how far it is"), max_length=10, choices=Stage.choices)
    kinds = models.JSONField(_("kinds of help"), default=list)
    words = models.TextField(_("in your own words"), blank=True, validators=[MaxLengthValidator(LONGEST)])
    language = models.CharField(_("language of the answer"), max_length=5)
    name = models.CharField(_("name you go by"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    goes_first = models.BooleanField(_("goes first"), default=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="owned_help_requests", editable=False)
    next_on = models.DateField(_("next date"), null=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False, help_text="the first answer: a message, a call or a suggestion")
    replied_at = models.DateTimeField(null=True, editable=False, help_text="the last one")
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by_person = models.BooleanField(default=False, editable=False)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=HelpOutcome.choices, blank=True)
    outcome_words = models.TextField(_("in words"), blank=True, validators=[MaxLengthValidator(LONGEST)])
    forgotten_at = models.DateTimeField(null=True, editable=False)

    objects = HelpRequests.as_manager()

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["hub", "closed_at", "next_on"], name="help_request_queue")]
        constraints = [
            models.CheckConstraint(name="open_help_request_has_an_owner_and_a_next_date",
                                   condition=Q(closed_at__isnull=False) | Q(owner__isnull=False, next_on__isnull=False),
                                   violation_error_message=_("An open request always has somebody who looks after it, and a next date.")),
            models.CheckConstraint(name="help_request_closed_with_an_outcome", condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                                   violation_error_message=_("Say what came of it.")),
            models.CheckConstraint(name="help_request_one_way_to_be_reached", condition=Q(email="") | Q(phone=""), violation_error_message=_("Give one way to be reached.")),
            models.CheckConstraint(name="forgotten_help_request_is_empty", condition=Q(forgotten_at__isnull=True)
                                   | Q(closed_at__isnull=False, person__isnull=True, name="", words="", email="", phone="", outcome_words=""),
                                   violation_error_message=_("What is forgotten is empty.")),
            models.CheckConstraint(name="help_request_closes_after_it_is_asked", condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("asked_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def can_be_mailed(self) -> bool:
        return bool(self.email) and self.forgotten_at is None


class HelpMessageKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("who wrote", "The person")
    ANSWER = "answer", _("The hub")
    PHONE = "phone", _("By telephone")
    NOTE = "note", _("A note for colleagues")


class HelpMessage(models.Model):
    """Something said about a request. The person reads all but notes; `by` is the orientation worker, null when the person wrote."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=HelpMessageKind.choices)
    words = models.TextField(_("words"), validators=[MaxLengthValidator(LONGEST)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.request_id}"


class PriorityKind(models.TextChoices):
    WOMEN = "women", pgettext_lazy("who goes first", "Women")
    YOUNG = "young", pgettext_lazy("who goes first", "Young people")


class PriorityCount(models.Model):
    """How many people of a month asked a hub to go first, and as what. Written the night after, so that no row, time or order leads to a request."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="priority_counts")
    month = models.DateField(help_text="its first day")
    kind = models.CharField(max_length=8, choices=PriorityKind.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hub", "month", "kind"], name="one_priority_count_a_month")]

    def __str__(self) -> str:
        return f"{self.month} {self.kind} {self.count}"

"""What a hub suggests to somebody who asked, and how it passes them on: each with a receiver, a date, an answer and an outcome."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring.models.help_requests import LONGEST, HelpOutcome, HelpRequest
from mentoring.models.private_links import PrivateLink, PrivateLinks


class Consent(models.TextChoices):
    YES = "yes", pgettext_lazy("answer to a suggestion", "Yes")
    NO = "no", pgettext_lazy("answer to a suggestion", "No, thank you")


class Suggestion(models.Model):
    """One way, shown to the person. (kind, key) points at it (academy/ways.py); its title, and whom it would be passed on to, are copied.

    `receiver` empty: one simply goes there, nothing is passed on. On a yes the three `passed_*` hold exactly what may be passed on, and nothing else ever is.
    Returned: it cannot be followed any more, or the hub took it back; then it is the hub's to find another.
    """

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=20)
    way_key = models.CharField(max_length=80)
    title = models.CharField(_("what is suggested"), max_length=255)
    title_language = models.CharField(max_length=5, blank=True)
    receiver = models.CharField(_("organisation"), max_length=200, blank=True)
    receiver_email = models.EmailField(_("e-mail address of the receiver"), blank=True)
    why = models.CharField(_("why it fits"), max_length=500)
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    suggested_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=4, choices=Consent.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    by_phone = models.BooleanField(default=False, help_text="the person said so on the telephone, and the hub wrote it down")
    passed_name = models.CharField(_("name"), max_length=80, blank=True)
    passed_contact = models.CharField(_("how to reach you"), max_length=254, blank=True)
    passed_words = models.TextField(_("what is passed on in words"), blank=True, validators=[MaxLengthValidator(LONGEST)])
    returned_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["suggested_at", "pk"]
        constraints = [
            models.CheckConstraint(name="suggestion_answered_with_a_date", condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False))),
            models.CheckConstraint(name="nothing_passed_on_without_a_yes", condition=Q(answer="yes") | Q(passed_name="", passed_contact="", passed_words=""),
                                   violation_error_message=_("Nothing is passed on without the person’s consent.")),
            models.CheckConstraint(name="suggestion_returned_with_a_reason", condition=Q(returned_at__isnull=True, returned_why="") | (Q(returned_at__isnull=False) & ~Q(returned_why=""))),
            models.UniqueConstraint(fields=["request", "kind", "way_key"], condition=Q(returned_at__isnull=True) & ~Q(answer="no"), name="a_way_is_suggested_once",
                                    violation_error_message=_("This is suggested already.")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.way_key}"

    @property
    def stands(self) -> bool:
        return self.returned_at is None and self.answer != Consent.NO

    @property
    def is_agreed(self) -> bool:
        return self.returned_at is None and self.answer == Consent.YES


class Taken(models.TextChoices):
    """What a receiver answered."""

    ACCEPTED = "accepted", _("They take it up")
    DECLINED = "declined", _("They cannot")


class ReferralEnding(models.TextChoices):
    OUTCOME = "outcome", _("it is known what came of it")
    DECLINED = "declined", _("the receiver could not take it up")
    REPLACED = "replaced", _("somebody else was asked")
    WITHDRAWN = "withdrawn", _("it was taken back")


class Referrals(PrivateLinks):
    def open(self) -> "Referrals":
        return self.filter(ended_at__isnull=True)


class Referral(PrivateLink):
    """A named receiver is asked to take somebody up. Open (`ended_at` null): there is always a next date.

    No e-mail address: they were told by telephone. `answer_by`: after that day it comes back (`came_back_at`) to whoever looks after the request, and stays open:
    a late answer is still an answer. `contact_by`: until when the receiver will be in touch.
    """

    PURPOSE = "mentoring.referral"

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="referrals")
    receiver_name = models.CharField(_("who there, by name or office"), max_length=120)
    receiver_email = models.EmailField(_("their e-mail address"), blank=True)
    language = models.CharField(_("language of the mail"), max_length=5)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    sent_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField(_("answer by"))
    answer = models.CharField(max_length=8, choices=Taken.choices, blank=True)
    answer_words = models.TextField(_("their words"), blank=True, validators=[MaxLengthValidator(LONGEST)])
    answered_at = models.DateTimeField(null=True)
    contact_by = models.DateField(_("in touch by"), null=True)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=HelpOutcome.choices, blank=True)
    outcome_words = models.TextField(_("in words"), blank=True, validators=[MaxLengthValidator(LONGEST)])
    outcome_at = models.DateTimeField(null=True)
    outcome_asked_at = models.DateTimeField(null=True)
    came_back_at = models.DateTimeField(null=True)
    next_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=ReferralEnding.choices, blank=True)

    objects = Referrals.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(name="open_referral_has_a_next_date", condition=Q(ended_at__isnull=False) | Q(next_on__isnull=False),
                                   violation_error_message=_("An open referral always has a next date.")),
            models.CheckConstraint(name="referral_ends_with_a_reason", condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending=""))),
            models.CheckConstraint(name="referral_answered_with_a_date", condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False))),
            models.CheckConstraint(name="referral_taken_up_with_a_day", condition=~Q(answer="accepted") | Q(contact_by__isnull=False)),
            models.CheckConstraint(name="referral_outcome_follows_a_yes", condition=Q(outcome="", outcome_at__isnull=True) | (~Q(outcome="") & Q(answer="accepted", outcome_at__isnull=False))),
            models.UniqueConstraint(fields=["suggestion"], condition=Q(ended_at__isnull=True), name="one_open_referral_of_a_suggestion",
                                    violation_error_message=_("Somebody is asked already.")),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

"""Hubs: the one-stop desk of a city or a territory (after CitESS), its words, and the people who do orientation there."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models.places import PartnerCity


class Hubs(models.QuerySet):
    def open(self) -> "Hubs":
        """Those that everybody finds."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True)

    def kept_by(self, user) -> "Hubs":
        """Those of the cities this person coordinates: theirs to set up, and to name the workers of."""
        from academy.permissions import coordinated_city_ids

        return self.filter(city_id__in=coordinated_city_ids(user))

    def worked_by(self, user, on) -> "Hubs":
        """Those where this person does orientation on the date `on`: only they read what people asked."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(pk__in=HubWorker.objects.current(on).filter(person=user).values("hub_id"))


class Hub(models.Model):
    """One desk per partner city; `territory` says in words how far it reaches. Draft: `opened_at` is null.

    `answer_days`: calendar days until a question must be answered; `referral_days`: until a referral without an answer comes back;
    `confirm_months`: how long an entry of the directory counts as confirmed.
    """

    city = models.OneToOneField(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="hub")
    name = models.CharField(_("name of the hub"), max_length=120)
    territory = models.CharField(_("territory"), max_length=120, blank=True, help_text=_("How far it reaches, if farther than the city."))
    language = models.CharField(_("language of the name"), max_length=5, default="en")
    email = models.EmailField(_("e-mail address of the hub"), blank=True)
    phone = models.CharField(_("telephone of the hub"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    priority_women = models.BooleanField(_("women go first"), default=False)
    priority_young = models.BooleanField(_("young people go first"), default=False)
    answer_days = models.PositiveSmallIntegerField(_("days to answer a question"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)])
    referral_days = models.PositiveSmallIntegerField(_("days until an unanswered referral comes back"), default=10, validators=[MinValueValidator(1), MaxValueValidator(90)])
    confirm_months = models.PositiveSmallIntegerField(_("months until an entry is asked to confirm"), default=6, validators=[MinValueValidator(1), MaxValueValidator(36)])
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Hubs.as_manager()

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="hub_days_are_some", condition=Q(answer_days__gte=1, answer_days__lte=60, referral_days__gte=1, referral_days__lte=90,
                                                                         confirm_months__gte=1, confirm_months__lte=36),
                                   violation_error_message=_("Give between 1 and 60 days for an answer, 1 and 90 for a referral, 1 and 36 months for an entry.")),
            models.CheckConstraint(name="hub_closes_after_it_opens", condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                                   violation_error_message=_("A hub cannot close before it opens.")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def has_priority(self) -> bool:
        return self.priority_women or self.priority_young


class HubText(models.Model):
    """The words of a desk in one language: what it is called there, and its welcome (one or two short paragraphs of plain text)."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5)
    name = models.CharField(_("name of the hub"), max_length=120)
    welcome = models.TextField(_("welcome"), max_length=2000, blank=True)

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["hub", "language"], name="one_text_of_a_hub_per_language")]

    def __str__(self) -> str:
        return self.name


class HubWorkers(models.QuerySet):
    def current(self, on) -> "HubWorkers":
        return self.filter(Q(started_on__lte=on), Q(finished_on__isnull=True) | Q(finished_on__gt=on))


class HubWorker(models.Model):
    """That somebody does orientation at a desk, from a day, until a day."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="workers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="hub_work")
    started_on = models.DateField(_("from"), default=timezone.localdate)
    finished_on = models.DateField(_("until"), null=True, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = HubWorkers.as_manager()

    class Meta:
        verbose_name = _("orientation worker")
        verbose_name_plural = _("orientation workers")
        constraints = [
            models.CheckConstraint(name="hub_worker_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on"))),
            models.UniqueConstraint(fields=["hub", "person"], condition=Q(finished_on__isnull=True), name="works_once_at_a_hub",
                                    violation_error_message=_("This person works at the hub already.")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.hub_id}"

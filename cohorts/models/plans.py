"""A city's plan for its social economy: the phases it walks through, and what it will do, by whom, until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import Organisation, PartnerCity
from academy.permissions import coordinated_city_ids, sees_network
from cohorts.models.exchanges import Exchange
from cohorts.models.practices import Practice


class CityPlans(models.QuerySet):
    def public(self) -> "CityPlans":
        return self.filter(published_at__isnull=False)

    def kept_by(self, user) -> "CityPlans":
        return self.filter(city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user) -> "CityPlans":
        """Those a coordinator finds at the desk: their city's; the network's coordinators find all, and change none."""
        return self if sees_network(user) else self.kept_by(user)

    def visible_to(self, user) -> "CityPlans":
        """What is published, and what lies at the person's own desk."""
        public = Q(published_at__isnull=False)
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        return self if sees_network(user) else self.filter(public | Q(city_id__in=coordinated_city_ids(user)))

    def one_for(self, on) -> "CityPlan | None":
        """Of one city's: the plan that began last; while none has begun, the first to come."""
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-pk").first() or self.order_by("starts_on", "pk").first()


class CityPlan(models.Model):
    """One plan that runs from a day to a day. Draft: `published_at` is null. Everything is in `language`; the city's public page shows the
    published plan that began last. The periods of a city's plans do not meet (cohorts/plan/planning.py)."""

    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("what the city wants"), max_length=3000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    consultations = models.ManyToManyField(Exchange, verbose_name=_("consultation events"), blank=True, related_name="plans")
    published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CityPlans.as_manager()

    class Meta:
        verbose_name = _("plan of a city")
        verbose_name_plural = _("plans of cities")
        ordering = ["-starts_on", "-pk"]
        constraints = [models.CheckConstraint(name="plan_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on")),
                                              violation_error_message=_("A plan cannot end before it starts."))]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class PhaseKind(models.TextChoices):
    """The method of the municipal strategic plan, in its order."""

    CALL = "call", _("Open call of interest")
    INVENTORY = "inventory", _("Inventory of idle resources and of civil society")
    STUDIES = "studies", _("Studies")
    CONSULTATION = "consultation", _("Information and consultation")
    MODELS = "models", _("Models of organisation")
    SUPPORT = "support", _("Support and carrying it out")


class PlanPhase(models.Model):
    """One phase of a plan: when, and in a sentence what happens. Several phases may run at once."""

    plan = models.ForeignKey(CityPlan, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("phase"), max_length=14, choices=PhaseKind.choices)
    words = models.CharField(_("what happens"), max_length=500, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind"], name="each_phase_once_in_a_plan"),
            models.CheckConstraint(name="phase_ends_after_it_starts", condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                                   violation_error_message=_("A phase cannot end before it starts.")),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class OrganisationModel(models.TextChoices):
    """The models of organisation a measure may choose. What each needs: cohorts/plan/models_of_organisation.py."""

    WORKER = "worker", _("Worker co-operative")
    SOCIAL = "social", _("Social co-operative enterprise")
    ENERGY = "energy", _("Energy community")
    CONSUMER = "consumer", _("Consumer co-operative")
    FARM = "farm", _("Social farm")


class Measures(models.QuerySet):
    def open(self) -> "Measures":
        return self.filter(done_on__isnull=True, dropped_on__isnull=True)

    def closed(self) -> "Measures":
        return self.exclude(done_on__isnull=True, dropped_on__isnull=True)

    def late(self, on) -> "Measures":
        return self.open().filter(due_on__lt=on)


class Measure(models.Model):
    """One thing the city does. State is read from its dates: planned, under way (`begun_on`), done, dropped and why; late when open after `due_on`.

    Where it came from: an exchange, a practice, an answer to a call (`call_answer`) that was given a resource (`resource`), or none of these.
    """

    plan = models.ForeignKey(CityPlan, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=150)
    words = models.TextField(_("what is done, and for whom"), max_length=3000, blank=True)
    owner = models.CharField(_("who is responsible"), max_length=150, help_text=_("A body or an office rather than a person."))
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="measures")
    due_on = models.DateField(_("until"))
    begun_on = models.DateField(_("begun on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_on = models.DateField(pgettext_lazy("measure", "dropped on"), null=True, blank=True)
    dropped_why = models.CharField(_("why it was dropped"), max_length=300, blank=True)
    exchange = models.ForeignKey(Exchange, verbose_name=_("exchange it came home from"), null=True, blank=True, on_delete=models.SET_NULL, related_name="measures")
    practice = models.ForeignKey(Practice, verbose_name=_("practice it follows"), null=True, blank=True, on_delete=models.SET_NULL, related_name="measures")
    organised_as = models.CharField(_("model of organisation"), max_length=10, choices=OrganisationModel.choices, blank=True)
    resource = models.ForeignKey("cohorts.Resource", verbose_name=_("resource it puts to use"), null=True, blank=True, on_delete=models.SET_NULL, related_name="measures")
    call_answer = models.ForeignKey("cohorts.CallAnswer", verbose_name=_("answer to a call it grew from"), null=True, blank=True, on_delete=models.SET_NULL, related_name="measures")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Measures.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="measure_done_or_dropped", condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                                   violation_error_message=_("A measure is either done or dropped.")),
            models.CheckConstraint(name="measure_dropped_says_why", condition=Q(dropped_on__isnull=True) | ~Q(dropped_why=""),
                                   violation_error_message=_("Say why it was dropped.")),
            models.CheckConstraint(name="measure_done_after_it_began", condition=Q(done_on__isnull=True) | Q(begun_on__isnull=True) | Q(done_on__gte=F("begun_on")),
                                   violation_error_message=_("A measure cannot be done before it began.")),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureSupport(models.Model):
    """What helps to carry a measure out: the city's hub, or a way of academy/ways.py, pointed at by (kind, key); the title is a copy that outlives it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="supports")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=5, default="en")
    attached_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "kind", "key"], condition=Q(removed_at__isnull=True), name="one_support_that_stands",
                                               violation_error_message=_("This measure has that support already."))]

    def __str__(self) -> str:
        return self.title

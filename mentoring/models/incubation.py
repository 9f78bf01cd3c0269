"""What a hub does beyond one question: it goes along with an undertaking, makes projects with others, notes what is missing in its territory,
and trains those who support others."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import Hub, Organisation, ServiceKind, ServicePlace, Stage


class JourneyEnd(models.TextChoices):
    FOUNDED = "founded", _("An enterprise was founded")
    RUNS = "runs", _("It stands on its own feet")
    CHANGED = "changed", _("It became something else")
    STOPPED = "stopped", _("It was given up")


class Journeys(models.QuerySet):
    def of(self, person, on) -> "Journeys":
        """Those this person leads, or is an adviser of on the date `on`."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        advised = JourneyAdviser.objects.current(on).filter(person=person).values("journey_id")
        return self.filter(Q(led_by=person) | Q(pk__in=advised))

    def running(self) -> "Journeys":
        return self.filter(finished_on__isnull=True)


class IncubationJourney(models.Model):
    """An undertaking that a hub goes along with, from a day to a day: milestones, advisers, hours, documents. Read by who leads it, by its advisers
    and by the hub's workers; nobody else."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="journeys")
    title = models.CharField(_("what it is called"), max_length=120)
    words = models.TextField(_("what it wants to do"), max_length=2000, blank=True)
    stage = models.CharField(_("how far it is"), max_length=10, choices=Stage.choices, default=Stage.IDEA)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("who leads it"), null=True, on_delete=models.PROTECT, related_name="incubation_journeys")
    place = models.ForeignKey(ServicePlace, verbose_name=_("where it has a seat"), null=True, blank=True, on_delete=models.SET_NULL, related_name="journeys")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)
    ended_as = models.CharField(_("how it ended"), max_length=8, choices=JourneyEnd.choices, blank=True)
    ending_words = models.CharField(_("in a sentence"), max_length=300, blank=True)

    objects = Journeys.as_manager()

    class Meta:
        verbose_name = _("incubation journey")
        verbose_name_plural = _("incubation journeys")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="journey_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                                   violation_error_message=_("A journey cannot end before it starts.")),
            models.CheckConstraint(name="journey_ended_says_how", condition=Q(finished_on__isnull=True, ended_as="") | (Q(finished_on__isnull=False) & ~Q(ended_as="")),
                                   violation_error_message=_("Say how it ended.")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.finished_on is None


class Milestone(models.Model):
    journey = models.ForeignKey(IncubationJourney, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=150)
    due_on = models.DateField(_("until"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class JourneyAdvisers(models.QuerySet):
    def current(self, on) -> "JourneyAdvisers":
        return self.filter(Q(started_on__lte=on), Q(finished_on__isnull=True) | Q(finished_on__gt=on))


class JourneyAdviser(models.Model):
    journey = models.ForeignKey(IncubationJourney, on_delete=models.CASCADE, related_name="advisers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("adviser"), on_delete=models.PROTECT, related_name="advised_journeys")
    field = models.CharField(_("advises on"), max_length=16, choices=ServiceKind.choices, default=ServiceKind.CONSULTANCY)
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects = JourneyAdvisers.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "person"], condition=Q(finished_on__isnull=True), name="advises_a_journey_once",
                                    violation_error_message=_("This person advises it already.")),
            models.CheckConstraint(name="adviser_ends_after_they_start", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on"))),
            ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.journey_id}"


class AdviceGiven(models.Model):
    """Time an adviser gave: minutes on a day, and in a sentence for what."""

    adviser = models.ForeignKey(JourneyAdviser, on_delete=models.CASCADE, related_name="advice")
    on = models.DateField(_("on"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    about = models.CharField(_("about what"), max_length=200, blank=True)
    told_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(name="advice_lasts_a_while", condition=Q(minutes__gte=5, minutes__lte=720), violation_error_message=_("Between 5 minutes and 12 hours."))]

    def __str__(self) -> str:
        return f"{self.on} {self.minutes}"


class JourneyDocument(models.Model):
    journey = models.ForeignKey(IncubationJourney, on_delete=models.PROTECT, related_name="documents")
    file = models.FileField(upload_to="incubation/", max_length=200)
    title = models.CharField(_("title"), max_length=150)
    size = models.PositiveBigIntegerField(help_text="bytes")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class CoProjects(models.QuerySet):
    def public(self) -> "CoProjects":
        return self.filter(published_at__isnull=False)


class CoProject(models.Model):
    """A project that a hub and others make together. Draft: `published_at` is null; everything is in `language`."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it is"), max_length=2000)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CoProjects.as_manager()

    class Meta:
        verbose_name = _("co-created project")
        verbose_name_plural = _("co-created projects")
        ordering = ["-started_on", "-pk"]
        constraints = [models.CheckConstraint(name="co_project_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                                              violation_error_message=_("A project cannot end before it starts."))]

    def __str__(self) -> str:
        return self.title


class ProjectPartner(models.Model):
    """Who takes part, and as what: a body of the academy, or one by name."""

    project = models.ForeignKey(CoProject, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("name"), max_length=150, blank=True)
    part = models.CharField(_("what it brings"), max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="project_partner_has_a_name", condition=Q(organisation__isnull=False) | ~Q(name=""), violation_error_message=_("Say who the partner is."))]

    def __str__(self) -> str:
        return self.name or str(self.organisation)


class ProjectStep(models.Model):
    project = models.ForeignKey(CoProject, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("step"), max_length=200)
    owner = models.CharField(_("who does it"), max_length=150, blank=True, help_text=_("A body or an office rather than a person."))
    due_on = models.DateField(_("until"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.CharField(_("what came of it"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Niche(models.Model):
    """Something a territory lacks and could live from, as a hub notes it. `call`: a call of interest it led to (kind and key of academy/ways.py: "call")."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="niches")
    title = models.CharField(_("niche or sector"), max_length=120)
    why = models.TextField(_("why it promises something"), max_length=1000)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    noted_on = models.DateField(_("noted on"))
    closed_on = models.DateField(pgettext_lazy("niche", "taken up or given up on"), null=True, blank=True)
    call = models.CharField(_("call of interest"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("niche")
        verbose_name_plural = _("niches")
        ordering = ["-noted_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class CapacityOffer(models.Model):
    """A course or a cohort by which a hub trains those who support others (kind and key of academy/ways.py, with its title then)."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="capacity_offers")
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    whom = models.CharField(_("for whom"), max_length=200, blank=True)
    added_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["hub", "kind", "key"], name="each_capacity_offer_once", violation_error_message=_("It stands there already."))]

    def __str__(self) -> str:
        return self.title


class HubFigures(models.Model):
    """What a hub tells of a finished quarter: protected cells alone, written once and never again (home/hub_figures.py, docs/decisions/0026).

    `cells`: {name of a cell: a multiple of five, or null}. `first`: the quarter's first day, on the city's calendar.
    """

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="figures")
    first = models.DateField()
    cells = models.JSONField(default=dict)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["hub", "first"], name="hub_figures_once_a_quarter")]

    def __str__(self) -> str:
        return f"{self.hub_id} {self.first}"

"""What lies idle in a city (buildings, land, equipment), what its civil society can do, and which of it was given to whom."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import Organisation, PartnerCity, Skill
from academy.permissions import coordinated_city_ids, sees_network
from cohorts.models.calls import CallAnswer, ResourceKind
from cohorts.models.plans import Measure


class ResourceState(models.TextChoices):
    READY = "ready", _("Ready to use")
    SMALL_WORKS = "small", _("Needs small works")
    LARGE_WORKS = "large", _("Needs large works")
    UNUSABLE = "unusable", _("Cannot be used")


class Resources(models.QuerySet):
    def kept_by(self, user) -> "Resources":
        return self.filter(city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user) -> "Resources":
        """A city's coordinators find theirs, the network's all; the latter change none and read no notes."""
        return self if sees_network(user) else self.kept_by(user)

    def there(self) -> "Resources":
        return self.filter(gone_on__isnull=True)

    def shown(self) -> "Resources":
        """What everybody reads: its owner agreed, and it is still there."""
        return self.there().filter(shown_at__isnull=False)

    def idle(self) -> "Resources":
        """Neither given to anybody nor in use."""
        return self.there().filter(given_at__isnull=True, used_on__isnull=True)


class Resource(models.Model):
    """One thing that lies idle. `uses`: [Use]. `given_at`: kept for an answer since (the one guard against giving it twice); `used_on`: put to use on.

    Everybody reads it only when its owner agreed (`owner_agreed_on`); `notes` stay at the desk.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind.choices)
    title = models.CharField(_("name"), max_length=150)
    words = models.TextField(_("what it is like"), max_length=2000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    state = models.CharField(_("state"), max_length=10, choices=ResourceState.choices, default=ResourceState.READY)
    owner = models.CharField(_("who owns it"), max_length=150)
    area = models.PositiveIntegerField(_("area in m²"), null=True, blank=True)
    amount = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    district = models.CharField(_("part of the city"), max_length=100, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    uses = models.JSONField(_("what it could be used for"), default=list)
    free_from = models.DateField(_("free from"), null=True, blank=True)
    notes = models.TextField(_("notes for the city’s coordinators alone"), max_length=2000, blank=True)
    owner_agreed_on = models.DateField(_("the owner agreed on"), null=True, blank=True)
    shown_at = models.DateTimeField(null=True, editable=False)
    given_at = models.DateTimeField(null=True, editable=False)
    used_on = models.DateField(_("put to use on"), null=True, blank=True)
    gone_on = models.DateField(_("no longer there since"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Resources.as_manager()

    class Meta:
        verbose_name = _("idle resource")
        verbose_name_plural = _("idle resources")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(name="resource_shown_with_its_owners_word", condition=Q(shown_at__isnull=True) | Q(owner_agreed_on__isnull=False),
                                   violation_error_message=_("Ask the owner before everybody reads it, and say when they agreed.")),
            models.CheckConstraint(name="resource_on_the_map_or_not", condition=Q(latitude__isnull=True, longitude__isnull=True)
                                   | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                                   violation_error_message=_("Give both latitude and longitude, or neither.")),
            models.CheckConstraint(name="resource_measured_above_nought", condition=(Q(area__isnull=True) | Q(area__gt=0)) & (Q(amount__isnull=True) | Q(amount__gt=0)),
                                   violation_error_message=_("Area and amount are above nought, or empty.")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_idle(self) -> bool:
        return self.given_at is None and self.used_on is None and self.gone_on is None

    @property
    def on_map(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees; None for what nobody put on the map."""
        return None if self.latitude is None else (float(self.latitude), float(self.longitude))


class ResourcePhoto(models.Model):
    """A picture of a resource, drawn anew without place and camera. `alt`: what is to be seen, for people who do not see it."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="photos")
    file = models.FileField(upload_to="resources/", max_length=200)
    alt = models.CharField(_("what is to be seen"), max_length=300)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.alt


class PeopleSize(models.TextChoices):
    """A rough class: nobody counts people of a collective."""

    FEW = "few", _("Up to 5 people")
    SOME = "some", _("6 to 15 people")
    MANY = "many", _("16 to 50 people")
    CROWD = "crowd", _("More than 50 people")


class CivilCapacities(models.QuerySet):
    def kept_by(self, user) -> "CivilCapacities":
        return self.filter(city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user) -> "CivilCapacities":
        return self if sees_network(user) else self.kept_by(user)

    def shown(self) -> "CivilCapacities":
        return self.filter(shown_at__isnull=False, ended_on__isnull=True)


class CivilCapacity(models.Model):
    """What a body or a collective says of itself: what it can do, how many people it brings, which rooms it has. `said_on`: when it said so."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="civil_capacities")
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="civil_capacities")
    name = models.CharField(_("body or collective"), max_length=150)
    words = models.TextField(_("what it can do, in its own words"), max_length=2000)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    skills = models.ManyToManyField(Skill, verbose_name=_("skills"), blank=True, related_name="+")
    people = models.CharField(_("people it can bring"), max_length=6, choices=PeopleSize.choices, blank=True)
    spaces = models.CharField(_("rooms and places it can share"), max_length=300, blank=True)
    said_on = models.DateField(_("it said so on"))
    shown_at = models.DateTimeField(null=True, editable=False)
    ended_on = models.DateField(_("no longer so since"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CivilCapacities.as_manager()

    class Meta:
        verbose_name = _("capacity of civil society")
        verbose_name_plural = _("capacities of civil society")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], condition=Q(ended_on__isnull=True), name="civil_capacity_once_in_a_city",
                                               violation_error_message=_("This body is in the list already."))]

    def __str__(self) -> str:
        return self.name


class ResourceMatches(models.QuerySet):
    def standing(self) -> "ResourceMatches":
        """Agreed, and the resource not given back since."""
        return self.filter(agreed_at__isnull=False, given_back_at__isnull=True)


class ResourceMatch(models.Model):
    """What coordinators decided of one resource and one answer: agreed (and the measure it became), or set aside and why. What is only proposed has no row.

    `reasons`: [[code, good, {values}]] as cohorts/plan/resource_fit.py gave them that day.
    """

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="matches")
    answer = models.ForeignKey(CallAnswer, on_delete=models.PROTECT, related_name="matches")
    reasons = models.JSONField(default=list)
    agreed_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(_("why it does not fit"), max_length=300, blank=True)
    given_back_at = models.DateTimeField(null=True)
    measure = models.ForeignKey(Measure, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ResourceMatches.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("resource and answer", "match")
        verbose_name_plural = pgettext_lazy("resources and answers", "matches")
        constraints = [
            models.UniqueConstraint(fields=["resource", "answer"], condition=Q(given_back_at__isnull=True), name="match_decided_once"),
            models.UniqueConstraint(fields=["resource"], condition=Q(agreed_at__isnull=False, given_back_at__isnull=True), name="resource_given_once",
                                    violation_error_message=_("This resource is already given to somebody.")),
            models.UniqueConstraint(fields=["answer"], condition=Q(agreed_at__isnull=False, given_back_at__isnull=True), name="answer_given_one_resource",
                                    violation_error_message=_("This answer already has a resource.")),
            models.CheckConstraint(name="match_agreed_or_set_aside", condition=Q(agreed_at__isnull=False, set_aside_at__isnull=True)
                                   | Q(agreed_at__isnull=True, set_aside_at__isnull=False)),
            models.CheckConstraint(name="match_set_aside_says_why", condition=Q(set_aside_at__isnull=True) | ~Q(set_aside_why=""),
                                   violation_error_message=_("Say why it does not fit.")),
            models.CheckConstraint(name="match_given_back_after_agreeing", condition=Q(given_back_at__isnull=True) | Q(given_back_at__gte=F("agreed_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} ~ {self.answer_id}"

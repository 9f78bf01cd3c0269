"""The directory: what organisations offer, where, and since when somebody confirmed it. Carried in and out as Open Referral HSDS 3."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models.places import Organisation, _degrees


class Stage(models.TextChoices):
    """How far an undertaking is."""

    IDEA = "idea", _("An idea")
    STARTING = "starting", _("Starting")
    RUNNING = "running", _("Running")
    GROWING = "growing", _("Growing")


class ServiceKind(models.TextChoices):
    """What a hub brings people to (CitESS, lesson 2 of the reference course)."""

    ORIENTATION = "orientation", _("Information and orientation")
    LEGAL = "legal", _("Legal support")
    TRAINING = "training", _("Training and coaching")
    FUNDING = "funding", _("Funding and investment")
    NETWORKS = "networks", _("Networks")
    SPACE = "space", _("Incubation and co-working space")
    CONSULTANCY = "consultancy", _("Consultancy")
    MARKETING = "marketing", _("Marketing")


class Cost(models.TextChoices):
    UNKNOWN = "", _("Not said")
    FREE = "free", _("Free")
    MEMBERS = "members", _("Free for members")
    SOLIDARITY = "solidarity", _("By what one can pay")
    PAID = "paid", _("Paid")


class DirectoryEntries(models.QuerySet):
    def listed(self) -> "DirectoryEntries":
        """What everybody finds: listed, and the organisation not closed."""
        return self.filter(listed_at__isnull=False, closed_on__isnull=True)

    def kept_by(self, user, on) -> "DirectoryEntries":
        """Those this person may change on the date `on`: named as a keeper, working at the desk of its city, or coordinating that city."""
        from academy.models.hubs import HubWorker
        from academy.permissions import coordinated_city_ids

        if not getattr(user, "is_authenticated", False):
            return self.none()
        named = EntryKeeper.objects.current(on).filter(person=user).values("entry_id")
        desks = HubWorker.objects.current(on).filter(person=user).values("hub__city_id")
        return self.filter(Q(pk__in=named) | Q(organisation__city_id__in=desks) | Q(organisation__city_id__in=coordinated_city_ids(user)))


class DirectoryEntry(models.Model):
    """An organisation as the directory shows it; its name, kind, description and website are those of the organisation.

    `hsds`: attributes and objects of its HSDS file that we have no field for, kept as they came, so that nothing is lost on the way out.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="entry")
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    about = models.TextField(_("what it does"), max_length=3000, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    phone = models.CharField(_("public telephone"), max_length=40, blank=True)
    how_to_reach = models.CharField(_("how to reach it"), max_length=500, blank=True)
    listed_at = models.DateTimeField(null=True, editable=False)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, editable=False)
    asked_to_confirm_on = models.DateField(null=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    hsds = models.JSONField(default=dict, editable=False)

    objects = DirectoryEntries.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.key)


class EntryKeepers(models.QuerySet):
    def current(self, on) -> "EntryKeepers":
        return self.filter(Q(started_on__lte=on), Q(finished_on__isnull=True) | Q(finished_on__gt=on))


class EntryKeeper(models.Model):
    """That somebody of an organisation keeps its entry, from a day, until a day."""

    entry = models.ForeignKey(DirectoryEntry, on_delete=models.CASCADE, related_name="keepers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="kept_entries")
    started_on = models.DateField(_("from"), default=timezone.localdate)
    finished_on = models.DateField(_("until"), null=True, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = EntryKeepers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="entry_keeper_ends_after_it_starts", condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on"))),
            models.UniqueConstraint(fields=["entry", "person"], condition=Q(finished_on__isnull=True), name="keeps_an_entry_once",
                                    violation_error_message=_("This person keeps the entry already.")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.entry_id}"


class ServicePlace(models.Model):
    """Where something is offered (an HSDS location). A workspace is a co-working or incubation place, as the Lingare spaces are: it has `seats`.

    `hours`: {"mo".."su": [["09:00", "13:00"], …]} in local time of the city; `hours_note` what a table cannot say.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(DirectoryEntry, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("address"), max_length=250, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    latitude = _degrees(_("latitude"), 90, _("Degrees north; south is below zero. Empty: not on the map."))
    longitude = _degrees(_("longitude"), 180, _("Degrees east; west is below zero."))
    hours = models.JSONField(_("opening hours"), default=dict, blank=True)
    hours_note = models.CharField(_("about the opening hours"), max_length=200, blank=True)
    access = models.CharField(_("access"), max_length=300, blank=True, help_text=_("Steps, lift, toilets, bus stop: what somebody needs to know who cannot walk far."))
    is_workspace = models.BooleanField(_("co-working or incubation place"), default=False)
    seats = models.PositiveSmallIntegerField(_("seats in all"), null=True, blank=True)
    seats_free = models.PositiveSmallIntegerField(_("seats free now"), null=True, blank=True)
    ended_on = models.DateField(_("no longer used since"), null=True, blank=True)
    hsds = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="service_place_on_the_map_or_not", condition=Q(latitude__isnull=True, longitude__isnull=True)
                                   | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                                   violation_error_message=_("Give both latitude and longitude, or neither.")),
            models.CheckConstraint(name="service_place_seats_hold", condition=Q(seats_free__isnull=True) | Q(seats__isnull=False, seats_free__lte=F("seats")),
                                   violation_error_message=_("There cannot be more free seats than seats.")),
        ]

    def __str__(self) -> str:
        return self.name


class Services(models.QuerySet):
    def listed(self, on) -> "Services":
        """What everybody finds on the date `on`: not ended, of an organisation that is listed and not closed."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), entry__listed_at__isnull=False, entry__closed_on__isnull=True)


class Service(models.Model):
    """One thing an organisation offers. `stages` and `languages` are lists of codes; empty means all stages, or not said.

    `search`: name, descriptions and the organisation's name, folded; `facets`: stages and languages in one text, since lists in JSON are searched
    differently by each database. Both are kept by academy/directory/searching.py.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(DirectoryEntry, on_delete=models.CASCADE, related_name="services")
    kind = models.CharField(_("kind"), max_length=16, choices=ServiceKind.choices)
    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("what people get"), max_length=3000, blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    whom = models.CharField(_("whom it serves"), max_length=300, blank=True)
    stages = models.JSONField(_("stages it serves"), default=list, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    cost = models.CharField(_("cost"), max_length=12, choices=Cost.choices, blank=True, default=Cost.UNKNOWN)
    cost_note = models.CharField(_("about the cost"), max_length=200, blank=True)
    how_to_reach = models.CharField(_("how to reach it"), max_length=500, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    phone = models.CharField(_("public telephone"), max_length=40, blank=True)
    open_to_cities = models.BooleanField(_("open to people of other cities"), default=False)
    places = models.ManyToManyField(ServicePlace, verbose_name=_("places"), through="academy.ServiceAtPlace", blank=True, related_name="services")
    ended_on = models.DateField(_("no longer offered since"), null=True, blank=True)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, editable=False)
    search = models.TextField(default="", editable=False)
    facets = models.TextField(default="", editable=False)
    hsds = models.JSONField(default=dict, editable=False)

    objects = Services.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["kind", "name"], name="service_by_kind")]

    def __str__(self) -> str:
        return self.name


class ServiceAtPlace(models.Model):
    """That a service is offered at a place (an HSDS service_at_location)."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_places")
    place = models.ForeignKey(ServicePlace, on_delete=models.CASCADE, related_name="of_services")
    hsds = models.JSONField(default=dict, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "place"], name="service_once_at_a_place")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.place_id}"

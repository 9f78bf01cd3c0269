"""Where people come from: partner cities and the organisations of their social economy."""

import zoneinfo
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TRADITIONS = [("azulejo", _("Azulejo")), ("zellige", _("Zellige")), ("panot", _("Panot")), ("opus", _("Opus tessellatum")),
              ("brick", _("Brick")), ("pavement", _("Pavement"))]
ON_EARTH = {"latitude": 90, "longitude": 180}


def _degrees(label, most: int, help_text) -> models.DecimalField:
    """Degrees with four decimals (about ten metres), from -most to most; empty where a city need not be on a map."""
    return models.DecimalField(label, max_digits=7, decimal_places=4, null=True, blank=True, help_text=help_text,
                               validators=[MinValueValidator(-most), MaxValueValidator(most)])


def validate_zone(value: str) -> None:
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(_("“%(value)s” is not a time zone. Choose one such as Europe/Lisbon."),
                              params={"value": value}) from None


class PartnerCities(models.QuerySet):
    def at_desk_of(self, user) -> "PartnerCities":
        """Cities whose desk this person may open: those they coordinate; the network's coordinators all (and read no names there)."""
        from academy.permissions import coordinated_city_ids, sees_network

        return self if sees_network(user) else self.filter(pk__in=coordinated_city_ids(user))


class PartnerCity(models.Model):
    """A partner city: a municipality together with social-economy bodies (a team, not one login)."""

    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, such as PT."))
    time_zone = models.CharField(_("time zone"), max_length=50, validators=[validate_zone])
    languages = models.JSONField(_("languages"), default=list, help_text=_("Language codes, such as [\"ar\", \"fr\"]."))
    tradition = models.CharField(_("mosaic tradition"), max_length=20, choices=TRADITIONS, default="opus")
    latitude = _degrees(_("latitude"), ON_EARTH["latitude"], _("Degrees north; south is below zero. Empty: not on the map."))
    longitude = _degrees(_("longitude"), ON_EARTH["longitude"], _("Degrees east; west is below zero."))

    shows_hours = models.BooleanField(_("show this city’s hours given and received to the other cities"), default=False,
                                      help_text=_("In the solidarity ledger, rounded. Cities that show theirs see those of the others."))

    objects = PartnerCities.as_manager()

    class Meta:
        verbose_name = _("partner city")
        verbose_name_plural = _("partner cities")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="city_latitude_on_earth", condition=Q(latitude__isnull=True) | Q(latitude__gte=-90, latitude__lte=90),
                                   violation_error_message=_("A latitude lies between -90 and 90.")),
            models.CheckConstraint(name="city_longitude_on_earth", condition=Q(longitude__isnull=True) | Q(longitude__gte=-180, longitude__lte=180),
                                   violation_error_message=_("A longitude lies between -180 and 180.")),
            models.CheckConstraint(name="city_is_on_the_map_or_not", condition=Q(latitude__isnull=True, longitude__isnull=True)
                                   | Q(latitude__isnull=False, longitude__isnull=False),
                                   violation_error_message=_("Give both latitude and longitude, or neither.")),
        ]

    def __str__(self) -> str:
        return self.name

    def day_of(self, at: datetime) -> date:
        """The date on the city's clocks at the moment `at`."""
        return at.astimezone(zoneinfo.ZoneInfo(self.time_zone)).date()

    @property
    def on_map(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees; None for a city that nobody has put on the map."""
        return None if self.latitude is None else (float(self.latitude), float(self.longitude))


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    COOPERATIVE = "cooperative", _("Co-operative")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", pgettext_lazy("organisation", "Foundation")
    CONSORTIUM = "consortium", _("Consortium")
    NETWORK = "network", _("Network")
    ENTERPRISE = "enterprise", _("Social enterprise")
    TEACHING = "teaching", _("School or university")
    OTHER = "other", _("Another kind")


class Organisations(models.QuerySet):
    def manageable_by(self, user) -> "Organisations":
        """Those this person may keep: the network's coordinators all, a city's coordinators those of their city."""
        from academy.permissions import coordinated_city_ids, sees_network

        return self if sees_network(user) else self.filter(city_id__in=coordinated_city_ids(user))


class Organisation(models.Model):
    """A body of the social economy, or a public one, that people work with."""

    name = models.CharField(_("name"), max_length=150)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    description = models.CharField(_("what it does"), max_length=300, blank=True, help_text=_("One or two sentences, shown on the city’s page."))
    website = models.URLField(_("website"), blank=True, validators=[URLValidator(schemes=["http", "https"])])

    objects = Organisations.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("name", "city", name="organisation_once_per_city",
                                               violation_error_message=_("There is an organisation of this name in the city already."))]

    def __str__(self) -> str:
        return self.name

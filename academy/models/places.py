"""Where people come from: partner cities and the organisations of their social economy."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

TRADITIONS = [("azulejo", _("Azulejo")), ("zellige", _("Zellige")), ("panot", _("Panot")), ("opus", _("Opus tessellatum")),
              ("brick", _("Brick")), ("pavement", _("Pavement"))]


def validate_zone(value: str) -> None:
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(_("“%(value)s” is not a time zone. Choose one such as Europe/Lisbon."),
                              params={"value": value}) from None


class PartnerCity(models.Model):
    """A partner city: a municipality together with social-economy bodies (a team, not one login)."""

    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, such as PT."))
    time_zone = models.CharField(_("time zone"), max_length=50, validators=[validate_zone])
    languages = models.JSONField(_("languages"), default=list, help_text=_("Language codes, such as [\"ar\", \"fr\"]."))
    tradition = models.CharField(_("mosaic tradition"), max_length=20, choices=TRADITIONS, default="opus")

    class Meta:
        verbose_name = _("partner city")
        verbose_name_plural = _("partner cities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisations(models.QuerySet):
    def manageable_by(self, user) -> "Organisations":
        """Those this person may keep: the network's coordinators all, a city's coordinators those of their city."""
        from academy.permissions import coordinated_city_ids, sees_network

        return self if sees_network(user) else self.filter(city_id__in=coordinated_city_ids(user))


class Organisation(models.Model):
    """A body of the social economy, or a public one, that people work with."""

    name = models.CharField(_("name"), max_length=150)
    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="organisations")

    objects = Organisations.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("name", "city", name="organisation_once_per_city")]

    def __str__(self) -> str:
        return self.name

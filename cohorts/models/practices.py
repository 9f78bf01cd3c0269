"""Practices: what a city does that works, told so that others can adapt it; and who adapted it, where, and what they changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity
from academy.permissions import coordinated_city_ids, sees_network
from cohorts.models.exchanges import Exchange


class Practices(models.QuerySet):
    def public(self) -> "Practices":
        """What everybody may read: published, and not taken back."""
        return self.filter(published_at__isnull=False)

    def kept_by(self, user) -> "Practices":
        """Those of the cities this person coordinates: theirs to change."""
        return self.filter(city_id__in=coordinated_city_ids(user))

    def at_desk_of(self, user) -> "Practices":
        """Those a coordinator finds at the desk: their city's; the network's coordinators find all, and change none."""
        return self if sees_network(user) else self.kept_by(user)

    def visible_to(self, user) -> "Practices":
        """Published ones for everybody, drafts for those who keep them."""
        if not getattr(user, "is_authenticated", False):
            return self.public()
        return self.filter(Q(published_at__isnull=False) | Q(city_id__in=coordinated_city_ids(user)))


class Practice(models.Model):
    """`text` is cleaned HTML (cohorts/minute_text.py); everything is in `language`. Draft or taken back: `published_at` is null. The skills it
    builds are SkillBuilt rows of its `key`."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("city"), on_delete=models.PROTECT, related_name="practices")
    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=80)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one or two sentences"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language of this text"), max_length=5, default="en")
    exchange = models.ForeignKey(Exchange, verbose_name=_("exchange where it was shown"), null=True, blank=True, on_delete=models.SET_NULL, related_name="practices")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)

    objects = Practices.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["-published_at", "-created_at"]
        constraints = [models.CheckConstraint(name="practice_shown_says_something", condition=Q(published_at__isnull=True) | (~Q(text="") & ~Q(summary="")),
                                              violation_error_message=_("Write the practice before you publish it."))]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class Adaptations(models.QuerySet):
    def standing(self) -> "Adaptations":
        return self.filter(withdrawn_at__isnull=True)


class PracticeAdaptation(models.Model):
    """That somebody uses a practice in a place of their own. One that stands per person and practice; withdrawn, it stays as a row.

    `city` is the person's when they told; an erased person's rows lose person and words, and stay as a number."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adaptations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="adaptations")
    city = models.ForeignKey(PartnerCity, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("where"), max_length=120, blank=True)
    changed = models.TextField(_("what you changed"), max_length=1000, blank=True)
    started_on = models.DateField(_("since"))
    shows_name = models.BooleanField(_("show my name beside it"), default=False)
    told_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Adaptations.as_manager()

    class Meta:
        verbose_name = _("adapted practice")
        verbose_name_plural = _("adapted practices")
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "person"], condition=Q(withdrawn_at__isnull=True), name="one_adaptation_that_stands",
                                    violation_error_message=_("You told this already.")),
            models.CheckConstraint(name="adaptation_withdrawn_after_it_was_told", condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("told_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.place}"

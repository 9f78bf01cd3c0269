"""Badges: what stands on one, every wording it ever had, and who earned it."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity
from academy.models.places import TRADITIONS
from academy.models.skills import HIGHEST, Skill, in_language
from academy.standards.badge_status import PLACES
from courses.models.issuers import IssuerKey, StatusList


class BadgeKind(models.TextChoices):
    LEARNING = "learning", pgettext_lazy("kind of badge", "Learning")
    MENTORING = "mentoring", pgettext_lazy("kind of badge", "Mentoring")
    HOSTING = "hosting", pgettext_lazy("kind of badge", "Hosting")


class Badges(models.QuerySet):
    def offered(self) -> "Badges":
        """Those that can be earned today."""
        return self.filter(retired_on__isnull=True)


class Badge(models.Model):
    """What can be earned. `titles`, `descriptions`, `criteria`: {language: text}, English always among the titles; `rule`: what earns it, such as
    {"course": key}, {"minutes": 600} or {"exchanges": 1}. What was issued rests on BadgeVersion, so changing a badge changes no award."""

    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=60)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(PartnerCity, verbose_name=_("issued by"), null=True, blank=True, on_delete=models.PROTECT, related_name="badges",
                             help_text=_("Empty: the network."))
    kind = models.CharField(_("for"), max_length=12, choices=BadgeKind.choices)
    titles = models.JSONField(_("title"), default=dict)
    descriptions = models.JSONField(_("description"), default=dict, blank=True)
    criteria = models.JSONField(_("what somebody does to earn it"), default=dict)
    rule = models.JSONField(_("rule"), default=dict, blank=True)
    skills = models.ManyToManyField(Skill, through="BadgeSkill", related_name="badges", blank=True)
    tradition = models.CharField(_("mosaic tradition"), max_length=20, choices=TRADITIONS, default="opus")
    seed = models.PositiveIntegerField(_("number of the picture"), default=1)
    valid_months = models.PositiveSmallIntegerField(_("months it is valid"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(240)],
                                                    help_text=_("Empty: for good."))
    version = models.PositiveIntegerField(default=0, editable=False)
    retired_on = models.DateField(_("no longer offered since"), null=True, blank=True)

    objects = Badges.as_manager()

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        ordering = ["kind", "slug"]
        constraints = [
            models.CheckConstraint(name="badge_of_a_known_kind", condition=Q(kind__in=BadgeKind.values),
                                   violation_error_message=_("A badge is for learning, mentoring or hosting.")),
            models.CheckConstraint(name="badge_valid_for_a_month_or_more", condition=Q(valid_months__isnull=True) | Q(valid_months__gte=1),
                                   violation_error_message=_("A badge is valid for at least a month, or for good.")),
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "en")

    def title_in(self, language: str) -> str:
        return in_language(self.titles, language) or self.slug

    def description_in(self, language: str) -> str:
        return in_language(self.descriptions, language)

    def criteria_in(self, language: str) -> str:
        return in_language(self.criteria, language)


class BadgeSkill(models.Model):
    """A skill a badge vouches for, and to which level."""

    badge = models.ForeignKey(Badge, on_delete=models.CASCADE, related_name="skill_levels")
    skill = models.ForeignKey(Skill, verbose_name=_("skill"), on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("to which level"), default=2, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["badge", "skill"], name="badge_skill_once", violation_error_message=_("This skill stands there already.")),
            models.CheckConstraint(name="badge_skill_to_a_known_level", condition=Q(level__gte=1, level__lte=HIGHEST),
                                   violation_error_message=_("Levels go from 1 to 8.")),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.level}"


class BadgeVersion(models.Model):
    """A badge as it once was, all of it: what awards rest on. Written by courses/badge_versions.py and never changed.

    `words`: {"titles", "descriptions", "criteria"}; `skills`: [{"code", "framework", "uri", "labels", "level"}]."""

    badge = models.ForeignKey(Badge, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    words = models.JSONField()
    skills = models.JSONField(default=list)
    tradition = models.CharField(max_length=20)
    seed = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a badge")
        verbose_name_plural = _("versions of badges")
        ordering = ["badge", "number"]
        constraints = [models.UniqueConstraint(fields=["badge", "number"], name="badge_version_once")]

    def __str__(self) -> str:
        return f"{self.badge_id} v{self.number}"


class BadgeAwards(models.QuerySet):
    def of(self, person) -> "BadgeAwards":
        return self.filter(holder=person)

    def unrevoked(self) -> "BadgeAwards":
        return self.filter(revoked_at__isnull=True)


class BadgeAward(models.Model):
    """A badge somebody earned, as it was said then. The id cannot be guessed: it is the address others check it by.

    `achievement`: as issued, in `language`; `evidence`: [{"name", "narrative", "url"?}]; `credential_jwt` and `credential_json` carry the two proofs.
    The signed texts hold no name, only a salted hash of it (docs/decisions/0025): the name is shown from here while its holder wants it to be."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    badge = models.ForeignKey(Badge, on_delete=models.PROTECT, related_name="awards")
    made_from = models.ForeignKey(BadgeVersion, on_delete=models.PROTECT, related_name="awards")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="badge_awards")
    holder_name = models.CharField(max_length=120)
    shows_name = models.BooleanField(_("show my name to whoever checks this badge"), default=True)
    language = models.CharField(max_length=5)
    achievement = models.JSONField()
    evidence = models.JSONField(default=list)
    awarded_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="awards")
    credential_jwt = models.TextField()
    credential_json = models.JSONField()
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="awards")
    status_index = models.PositiveIntegerField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(_("reason"), max_length=200, blank=True)
    revoked_by_holder = models.BooleanField(default=False)

    objects = BadgeAwards.as_manager()

    class Meta:
        verbose_name = _("badge earned")
        verbose_name_plural = _("badges earned")
        ordering = ["-awarded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["badge", "holder"], condition=Q(revoked_at__isnull=True), name="badge_held_once",
                                    violation_error_message=_("They hold this badge already.")),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="status_place_given_once"),
            models.CheckConstraint(name="status_place_is_on_the_list", condition=Q(status_index__lt=PLACES)),
            models.CheckConstraint(name="only_a_revoked_badge_has_a_reason", condition=Q(revoked_at__isnull=False) | Q(revoked_reason="", revoked_by_holder=False)),
            models.CheckConstraint(name="a_badge_names_its_holder", condition=~Q(holder_name="")),
            models.CheckConstraint(name="a_badge_expires_after_it_is_awarded", condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("awarded_at"))),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def title(self) -> str:
        return self.achievement["name"]

    @property
    def public_name(self) -> str:
        """The holder's name for strangers; empty when its holder does not show it."""
        return self.holder_name if self.shows_name else ""

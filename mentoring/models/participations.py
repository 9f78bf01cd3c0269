"""What a person says for a round: when they can, what they offer, what they ask for, and what nobody else may know."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.models import Organisation
from academy.models.places import validate_zone
from academy.models.skills import Skill
from mentoring.models.rounds import MentoringRound


class Sector(models.TextChoices):
    FOOD = "food", _("Food and farming")
    ENERGY = "energy", _("Energy")
    CARE = "care", _("Care and health")
    CULTURE = "culture", _("Culture")
    HOUSING = "housing", _("Housing")
    CIRCULAR = "circular", _("Repair, reuse, recycling")
    DIGITAL = "digital", _("Digital")
    LEARNING = "learning", _("Education and training")
    FINANCE = "finance", _("Ethical finance")
    TOURISM = "tourism", _("Tourism")
    MOBILITY = "mobility", _("Mobility")
    CRAFT = "craft", _("Craft and making")
    PUBLIC = "public", _("Public services")


class PriorityGroup(models.TextChoices):
    WOMEN = "women", pgettext_lazy("priority group", "I am a woman")
    YOUNG = "youth", pgettext_lazy("priority group", "I am under 30")


class Shown(models.TextChoices):
    """What a proposal may show before both said yes."""

    CITY = "city", _("my city")
    SECTOR = "sector", _("my sector")
    ORGANISATION_KIND = "organisation_kind", _("the kind of organisation I work with, not its name")


def new_lot() -> str:
    """The public number of an entry, in the draw and in exported files: 10 hex digits, drawn when the entry is made."""
    return secrets.token_hex(5)


class Participations(models.QuerySet):
    def of(self, person) -> "Participations":
        return self.filter(person=person)

    def standing(self) -> "Participations":
        """Sent in, and not taken back."""
        return self.filter(submitted_at__isnull=False, left_at__isnull=True)

    def named_for(self, user) -> "Participations":
        """Those whose names this coordinator may read: the people of the cities they coordinate. The network's coordinators read none."""
        from academy.permissions import coordinated_city_ids

        return self.filter(person__city_id__in=coordinated_city_ids(user))


class Participation(models.Model):
    """One person in one round. `hours`: sorted local hours of the week in `time_zone` (0: Monday 00:00-01:00 there, 167: the last of Sunday);
    `languages`: {code: level 1..6 (A1..C2)}. `submitted_at` empty: a draft only its owner sees. `lot` stands for the person in files and draws."""

    round = models.ForeignKey(MentoringRound, verbose_name=_("round"), on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="mentoring_participations")
    lot = models.CharField(max_length=10, default=new_lot, editable=False)
    languages = models.JSONField(_("languages"), default=dict)
    time_zone = models.CharField(_("time zone"), max_length=50, validators=[validate_zone])
    hours = models.JSONField(_("hours of the week"), default=list)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, blank=True)
    other_city_only = models.BooleanField(_("only people from another city"), default=False)
    groups = models.JSONField(_("priority groups"), default=list, blank=True)
    shows = models.JSONField(_("what a proposal may show"), default=list, blank=True)
    excluded_organisations = models.ManyToManyField(Organisation, verbose_name=_("organisations I would rather not be paired with"), blank=True, related_name="+")
    drafted_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    stopped_at = models.DateTimeField(null=True, editable=False)  # "no further proposals, please": what they have goes on

    objects = Participations.as_manager()

    class Meta:
        verbose_name = _("entry in a mentoring round")
        verbose_name_plural = _("entries in mentoring rounds")
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_entry_per_person_and_round", violation_error_message=_("You are in this round already.")),
            models.UniqueConstraint(fields=["round", "lot"], name="lot_once_per_round"),
        ]

    def __str__(self) -> str:
        return self.lot


class MentorOffer(models.Model):
    """What somebody gives: how many people they take on (1..5), in which skills."""

    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="offer")
    capacity = models.PositiveSmallIntegerField(_("how many people you would mentor"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        verbose_name = _("mentor offer")
        verbose_name_plural = _("mentor offers")
        constraints = [models.CheckConstraint(name="mentor_takes_one_to_five", condition=Q(capacity__gte=1, capacity__lte=5),
                                              violation_error_message=_("A mentor takes on between one and five people."))]

    def __str__(self) -> str:
        return f"{self.participation} ×{self.capacity}"


class OfferedSkill(models.Model):
    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, verbose_name=_("skill"), on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "skill"], name="skill_offered_once", violation_error_message=_("You offer this skill already.")),
            models.CheckConstraint(name="offered_level_1_to_5", condition=Q(level__gte=1, level__lte=5), violation_error_message=_("Levels go from 1 to 5.")),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class MentoringRequest(models.Model):
    """What somebody asks for: one or two mentors, in which skills; `hope` is read by the partner once both said yes."""

    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="request")
    mentors_wanted = models.PositiveSmallIntegerField(_("how many mentors you would like"), default=1, validators=[MinValueValidator(1), MaxValueValidator(2)])
    hope = models.TextField(_("what you hope for"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("mentoring request")
        verbose_name_plural = _("mentoring requests")
        constraints = [models.CheckConstraint(name="mentee_wants_one_or_two", condition=Q(mentors_wanted__gte=1, mentors_wanted__lte=2),
                                              violation_error_message=_("Ask for one mentor, or two."))]

    def __str__(self) -> str:
        return f"{self.participation} ←{self.mentors_wanted}"


class WantedSkill(models.Model):
    """`level`: where they stand today, 0..4; `priority` 1..3, 3 most wanted."""

    request = models.ForeignKey(MentoringRequest, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, verbose_name=_("skill"), on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("where you stand today"), default=0, validators=[MaxValueValidator(4)])
    priority = models.PositiveSmallIntegerField(_("how much you want it"), default=2, validators=[MinValueValidator(1), MaxValueValidator(3)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "skill"], name="skill_wanted_once", violation_error_message=_("You ask for this skill already.")),
            models.CheckConstraint(name="wanted_level_and_priority", condition=Q(level__lte=4, priority__gte=1, priority__lte=3),
                                   violation_error_message=_("Levels go from 0 to 4, priorities from 1 to 3.")),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class ExcludedPerson(models.Model):
    """Somebody the owner would rather not be paired with. The address typed is kept as a keyed digest only, so that nobody learns who has an
    account; `label` is the owner's own word for them, shown to nobody else."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="excluded_people")
    address_digest = models.CharField(max_length=64)
    label = models.CharField(_("your own word for this person"), max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "address_digest"], name="excluded_once",
                                               violation_error_message=_("This person is on your list already."))]

    def __str__(self) -> str:
        return str(self.pk)


class ShortlistEntry(models.Model):
    """A ranked wish, made blind from what entries say of themselves: `as_mentor` True, the owner would mentor `wished`; False, be mentored by."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="shortlist")
    wished = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    as_mentor = models.BooleanField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "as_mentor", "wished"], name="shortlisted_once"),
            models.UniqueConstraint(fields=["participation", "as_mentor", "place"], name="shortlist_place_once"),
            models.CheckConstraint(name="shortlist_is_of_others", condition=~Q(wished=models.F("participation")), violation_error_message=_("You cannot mentor yourself.")),
        ]

    def __str__(self) -> str:
        return f"{self.place}"

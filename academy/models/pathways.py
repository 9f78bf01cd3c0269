"""Pathways: a way through courses, exchanges, mentoring and practices, written for one of the three publics; and each person's own copy of it.

Whether a step is done is never stored: it is read from what a person did (home/pathway_standing.py). Only a step in one's own words is ticked.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from academy.models.people import ENTRY_PATHS
from academy.models.skills import HIGHEST, Skill, in_language

ANYBODY = ("", _("Anybody"))


class StepKind(models.TextChoices):
    """What a step asks for, and its `object_key`: a course's translation key; the slug of an exchange's theme or the exchange's key; the hours of
    mentoring, or nothing for a mentorship carried through; the moment of a self-assessment or nothing for any; a practice's key or nothing for any."""

    COURSE = "course", pgettext_lazy("step of a pathway", "Course")
    EXCHANGE = "exchange", pgettext_lazy("step of a pathway", "Exchange")
    MENTORING = "mentoring", pgettext_lazy("step of a pathway", "Mentoring")
    ASSESSMENT = "assessment", pgettext_lazy("step of a pathway", "Looking at my skills")
    PRACTICE = "practice", pgettext_lazy("step of a pathway", "Practice")
    OWN = "own", pgettext_lazy("step of a pathway", "In my own words")


class Pathways(models.QuerySet):
    def offered(self) -> "Pathways":
        return self.filter(retired_on__isnull=True)


class Pathway(models.Model):
    """One way, written by the network's coordinators. `titles`, `intros`: {language code: text}, English always there."""

    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=60)
    entry_path = models.CharField(_("for whom"), max_length=12, choices=[ANYBODY, *ENTRY_PATHS], blank=True)
    titles = models.JSONField(_("title"), default=dict)
    intros = models.JSONField(_("introduction"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("place among the pathways"), default=0)
    retired_on = models.DateField(_("no longer offered since"), null=True, blank=True)

    objects = Pathways.as_manager()

    class Meta:
        verbose_name = _("pathway")
        verbose_name_plural = _("pathways")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title_in(get_language() or "en")

    def title_in(self, language: str) -> str:
        return in_language(self.titles, language) or self.slug

    def intro_in(self, language: str) -> str:
        return in_language(self.intros, language)


class PathwayStep(models.Model):
    """One step of a pathway. `words`: {language code: why this step}."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=[choice for choice in StepKind.choices if choice[0] != "own"])
    object_key = models.CharField(_("what"), max_length=64, blank=True)
    skill = models.ForeignKey(Skill, verbose_name=_("skill it builds"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.JSONField(_("why"), default=dict, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(name="pathway_course_and_exchange_are_named", condition=~Q(kind__in=["course", "exchange"]) | ~Q(object_key=""),
                                              violation_error_message=_("Say which course, or which theme of exchanges."))]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key}"


class OwnPathways(models.QuerySet):
    def of(self, person) -> "OwnPathways":
        return self.filter(person=person) if getattr(person, "is_authenticated", False) else self.none()

    def open(self) -> "OwnPathways":
        return self.filter(finished_at__isnull=True)


class OwnPathway(models.Model):
    """A person's own copy, begun from a pathway or from their goals (`pathway` empty). Put aside for another one, it stays readable and can be taken up again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_pathways")
    pathway = models.ForeignKey(Pathway, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = OwnPathways.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(finished_at__isnull=True), name="one_open_pathway_per_person",
                                    violation_error_message=_("You are on a pathway already.")),
            models.CheckConstraint(name="own_pathway_ends_after_it_starts", condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.pathway_id}"


class OwnStep(models.Model):
    """A step of a person's pathway: copied from a pathway's (`origin`), added from what the academy offers, or in own `words`.

    Left out, it keeps its row and place. `done_on` is for own words only; every other step is done when the records say so."""

    own_pathway = models.ForeignKey(OwnPathway, on_delete=models.CASCADE, related_name="steps")
    origin = models.ForeignKey(PathwayStep, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    object_key = models.CharField(max_length=64, blank=True)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)], help_text="the goal it was added for, if any")
    words = models.CharField(_("in your own words"), max_length=200, blank=True)
    added_at = models.DateTimeField(null=True, help_text="by the person; null: it came with the pathway")
    left_out_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="own_step_says_something", condition=~Q(kind="own") | ~Q(words=""), violation_error_message=_("Write what you want to do.")),
            models.CheckConstraint(name="only_own_words_are_ticked", condition=Q(done_on__isnull=True) | Q(kind="own"),
                                   violation_error_message=_("The academy itself sees when this step is done.")),
            models.CheckConstraint(name="own_step_of_a_known_level", condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=HIGHEST)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key or self.words}"

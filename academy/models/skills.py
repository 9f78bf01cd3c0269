"""Skills: the shared words for what people can do and want to learn. One model for all frameworks; ESCO draws no line to competence, nor do we."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

HIGHEST = 8  # levels are counted from 1 to 8 in all frameworks, as EntreComp and DigComp count them


class Framework(models.TextChoices):
    ACADEMY = "academy", _("Of this academy")
    ENTRECOMP = "entrecomp", "EntreComp"
    DIGCOMP = "digcomp", "DigComp"
    GREENCOMP = "greencomp", "GreenComp"
    LIFECOMP = "lifecomp", "LifeComp"
    ESCO = "esco", "ESCO"


class Skills(models.QuerySet):
    def current(self) -> "Skills":
        """Those that can be chosen today: not retired, and not a heading that only gathers others."""
        return self.filter(retired_on__isnull=True, is_heading=False)

    def headings(self) -> "Skills":
        """Areas of a framework: they gather, and nobody chooses them."""
        return self.filter(retired_on__isnull=True, is_heading=True)


class Skill(models.Model):
    """A skill, or the heading (area) of some. `labels`, `descriptions`: {language code: text}, English always among the labels; `uri` is the
    framework's own address of it, where it has one."""

    code = models.SlugField(_("short name in files"), unique=True, max_length=60)
    framework = models.CharField(_("framework"), max_length=12, choices=Framework.choices, default=Framework.ACADEMY)
    uri = models.URLField(_("address in the framework"), blank=True)
    labels = models.JSONField(_("labels"), default=dict)
    descriptions = models.JSONField(_("descriptions"), default=dict, blank=True)
    parent = models.ForeignKey("self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_heading = models.BooleanField(_("only gathers others, such as an area"), default=False)
    position = models.PositiveSmallIntegerField(_("place in its framework"), default=0)
    retired_on = models.DateField(_("no longer offered since"), null=True, blank=True)

    objects = Skills.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["framework", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["uri"], condition=~Q(uri=""), name="skill_uri_once", violation_error_message=_("Another skill has this address already.")),
            models.CheckConstraint(name="skill_is_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                                   violation_error_message=_("A skill cannot belong to itself.")),
        ]

    def __str__(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        """The label in this language, else in its parent (pt for pt-br), else in English, else the code."""
        return in_language(self.labels, language) or self.code

    def description_in(self, language: str) -> str:
        """The same for the description; empty where there is none."""
        return in_language(self.descriptions, language)


def in_language(texts: dict[str, str], language: str) -> str:
    """Of {language code: text} the text in this language, else in its parent (pt for pt-br), else in English, else nothing."""
    return texts.get(language) or texts.get(language.split("-")[0]) or texts.get("en") or ""


class Builder(models.TextChoices):
    """What can build a skill. `object_key` of each: the lesson's key (the same in all languages), the exchange's key, the practice's key;
    mentoring names its skill itself and is not written here."""

    LESSON = "lesson", pgettext_lazy("builds a skill", "Lesson")
    EXCHANGE = "exchange", pgettext_lazy("builds a skill", "Exchange")
    PRACTICE = "practice", pgettext_lazy("builds a skill", "Practice")


class SkillsBuilt(models.QuerySet):
    def current(self) -> "SkillsBuilt":
        return self.filter(finished_at__isnull=True)

    def of(self, kind: str, keys) -> "SkillsBuilt":
        """Everything ever said of these things (object keys), newest last; `holds_at` tells which held when."""
        return self.filter(object_kind=kind, object_key__in=[str(key) for key in keys]).select_related("skill").order_by("started_at", "pk")


class SkillBuilt(models.Model):
    """That a lesson, an exchange or a practice builds a skill to a level, from one moment to another. What somebody did counts for the skills said to
    be built when they did it: a later change of mind changes nobody's evidence."""

    object_kind = models.CharField(max_length=12, choices=Builder.choices)
    object_key = models.CharField(max_length=64)
    skill = models.ForeignKey(Skill, verbose_name=_("skill"), on_delete=models.PROTECT, related_name="built_by")
    level = models.PositiveSmallIntegerField(_("to which level"), default=2, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = SkillsBuilt.as_manager()

    class Meta:
        verbose_name = _("skill that something builds")
        verbose_name_plural = _("skills that something builds")
        indexes = [models.Index(fields=["object_kind", "object_key"], name="skill_built_by")]
        constraints = [
            models.UniqueConstraint(fields=["object_kind", "object_key", "skill"], condition=Q(finished_at__isnull=True), name="skill_built_once_at_a_time",
                                    violation_error_message=_("This skill stands there already.")),
            models.CheckConstraint(name="skill_built_to_a_known_level", condition=Q(level__gte=1, level__lte=HIGHEST),
                                   violation_error_message=_("Levels go from 1 to 8.")),
            models.CheckConstraint(name="skill_built_ends_after_it_starts", condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.object_kind} {self.object_key}: {self.skill_id} {self.level}"

    def holds_at(self, at) -> bool:
        return self.started_at <= at and (self.finished_at is None or at < self.finished_at)

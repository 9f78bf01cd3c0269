"""Skills: the shared words for what people can do and want to learn. One model for all frameworks; ESCO draws no line to competence, nor do we."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Framework(models.TextChoices):
    ACADEMY = "academy", _("Of this academy")
    ENTRECOMP = "entrecomp", "EntreComp"
    ESCO = "esco", "ESCO"


class Skills(models.QuerySet):
    def current(self) -> "Skills":
        """Those that can be chosen today."""
        return self.filter(retired_on__isnull=True)


class Skill(models.Model):
    """A skill. `labels`: {language code: label}, English always among them; `uri` is the framework's own address of it, where it has one."""

    code = models.SlugField(_("short name in files"), unique=True, max_length=60)
    framework = models.CharField(_("framework"), max_length=12, choices=Framework.choices, default=Framework.ACADEMY)
    uri = models.URLField(_("address in the framework"), blank=True)
    labels = models.JSONField(_("labels"), default=dict)
    retired_on = models.DateField(_("no longer offered since"), null=True, blank=True)

    objects = Skills.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        """The label in this language, else in its parent (pt for pt-br), else in English, else the code."""
        return self.labels.get(language) or self.labels.get(language.split("-")[0]) or self.labels.get("en") or self.code

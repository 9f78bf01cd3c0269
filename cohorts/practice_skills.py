"""The skills a practice builds, chosen at the desk: a few rows of skill and level, and what is kept of them."""

from django import forms
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from academy.models import Skill, SkillBuilt
from academy.models.skills import HIGHEST, Builder
from cohorts.models import Practice

ROWS = 4
LEVELS = [("", gettext_lazy("No level")), *((str(level), ngettext_lazy("Level %d", "Level %d", level) % level) for level in range(1, HIGHEST + 1))]


class SkillRow(forms.Form):
    skill = forms.ChoiceField(label=gettext_lazy("Skill"), required=False)
    level = forms.TypedChoiceField(label=gettext_lazy("To which level"), choices=LEVELS, coerce=int, empty_value=None, required=False)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("skill") and not given.get("level") and "level" not in self.errors:
            self.add_error("level", _("Say to which level it builds this skill."))
        if given.get("level") and not given.get("skill") and "skill" not in self.errors:
            self.add_error("skill", _("Say which skill this level is of."))
        return given


class PracticeSkills:
    """ROWS rows to fill, and one for each skill there is. `errors` of all rows, for the summary at the top."""

    def __init__(self, practice: Practice | None, data=None) -> None:
        kind = {"object_kind": Builder.PRACTICE, "object_key": str(practice.key)} if practice else None
        self.built = list(SkillBuilt.objects.current().filter(**kind).select_related("skill").order_by("pk")) if kind else []
        language = get_language() or "en"
        offered = {skill.pk: skill for skill in [*Skill.objects.current().order_by("framework", "position", "code"), *(row.skill for row in self.built)]}
        choices = [("", _("No skill")), *((str(pk), skill.label_in(language)) for pk, skill in offered.items())]
        self.rows = []
        for number in range(max(ROWS, len(self.built) + 1)):
            now = self.built[number] if number < len(self.built) else None
            row = SkillRow(data, prefix=f"s{number}", initial={"skill": str(now.skill_id), "level": str(now.level)} if now else None)
            row.fields["skill"].choices = choices
            self.rows.append(row)

    def is_valid(self) -> bool:
        """Also: no skill twice."""
        if not all([row.is_valid() for row in self.rows]):
            return False
        chosen = [row.cleaned_data["skill"] for row in self.rows if row.cleaned_data["skill"]]
        for row in self.rows:
            if row.cleaned_data["skill"] and chosen.count(row.cleaned_data["skill"]) > 1:
                row.add_error("skill", _("This skill stands there twice."))
        return not self.errors

    @property
    def errors(self) -> list:
        return [field for row in self.rows if row.is_bound for field in row if field.errors]

    def keep(self, practice: Practice, *, by, at) -> None:
        """Ends what no longer holds and begins what is new, at this moment; what holds unchanged goes on."""
        wanted = {int(row.cleaned_data["skill"]): row.cleaned_data["level"] for row in self.rows if row.cleaned_data["skill"]}
        kind = {"object_kind": Builder.PRACTICE, "object_key": str(practice.key)}
        with transaction.atomic():
            standing = {row.skill_id: row for row in SkillBuilt.objects.current().filter(**kind)}
            ended = [row.pk for row in standing.values() if wanted.get(row.skill_id) != row.level]
            SkillBuilt.objects.filter(pk__in=ended).update(finished_at=at)
            SkillBuilt.objects.bulk_create([SkillBuilt(**kind, skill_id=skill, level=level, started_at=at) for skill, level in wanted.items()
                                            if skill not in standing or standing[skill].level != level])

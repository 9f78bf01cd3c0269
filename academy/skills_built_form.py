"""The part of a form that says which skills a thing builds: a few rows, each a skill and a level. For exchanges, practices, and whatever builds skills.

    part = SkillsBuiltForm(request.POST or None, built=built_by(Builder.EXCHANGE, [key]).get(str(key), []))
    if part.is_valid(): set_built(Builder.EXCHANGE, key, part.levels(), request.user, now)
    {% include "academy/parts/skills_built.html" with form=part %}
"""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _

from academy.level_words import LEVELS
from academy.models import SkillBuilt
from academy.skill_choices import choosable, grouped_choices

ROWS = 5


def level_choices(nothing: str = "") -> list[tuple[str, str]]:
    """Levels as a select shows them: the number, and what it means."""
    return [("", nothing or _("To which level")), *((str(level), f"{level} · {words}") for level, words in LEVELS.items())]


class SkillsBuiltForm(forms.Form):
    """Fields skill_0, level_0, ... `levels()` of a valid form is {skill id: level}. With `seen`: what stood when the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping | None = None, *, built: Iterable[SkillBuilt] = (), prefix: str = "builds", **kwargs) -> None:
        stands = {each.skill_id: each.level for each in built}
        initial = {"seen": mark(stands)}
        for number, (skill, level) in enumerate(stands.items()):
            initial |= {f"skill_{number}": str(skill), f"level_{number}": str(level)}
        super().__init__(data, prefix=prefix, initial=initial, **kwargs)
        self.stands = stands
        choices = [("", "—"), *grouped_choices(choosable(stands))]
        self.row_count = max(ROWS, len(stands))
        for number in range(self.row_count):
            self.fields[f"skill_{number}"] = forms.ChoiceField(label=_("Skill %(number)d") % {"number": number + 1}, choices=choices, required=False)
            self.fields[f"level_{number}"] = forms.ChoiceField(label=_("Level of skill %(number)d") % {"number": number + 1}, choices=level_choices(), required=False)

    @property
    def rows(self) -> list[tuple]:
        return [(self[f"skill_{number}"], self[f"level_{number}"]) for number in range(self.row_count)]

    def clean(self):
        said = super().clean()
        chosen: set[str] = set()
        for number in range(self.row_count):
            skill, level = said.get(f"skill_{number}", ""), said.get(f"level_{number}", "")
            if skill and skill in chosen:
                self.add_error(f"skill_{number}", _("This skill stands there already."))
            if skill and not level:
                self.add_error(f"level_{number}", _("Say to which level."))
            if level and not skill:
                self.add_error(f"skill_{number}", _("Choose the skill, or take its level away."))
            chosen.add(skill)
        if not self.errors and said["seen"] and said["seen"] != mark(self.stands):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = mark(self.stands)
            self.add_error(None, _("Somebody else changed this after you opened the page. Below is what you chose; keep it once more if it still holds."))
        return said

    def levels(self) -> dict[int, int]:
        said = self.cleaned_data
        return {int(said[f"skill_{number}"]): int(said[f"level_{number}"]) for number in range(self.row_count) if said[f"skill_{number}"]}


def mark(levels: Mapping[int, int]) -> str:
    """What stands, in a few letters; "-" for nothing."""
    return ",".join(f"{skill}.{level}" for skill, level in sorted(levels.items())) or "-"

"""The form in which a trainer says what the lessons of a course build: a few skills, and for each lesson a level of each, or none."""

import hashlib
from collections.abc import Mapping

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from academy.level_words import LEVELS
from academy.models import Skill, SkillBuilt
from academy.skill_choices import choosable, grouped_choices

COLUMNS = 5  # a course that builds everything builds nothing; what stands already is shown in any case


class CourseSkillsForm(forms.Form):
    """`lessons`: LessonPages in order; `built`: {lesson key: what stands}. Fields skill_<n>, and level_<lesson number>_<skill id> for each chosen skill.

    `levels()` of a valid form: {lesson key: {skill id: level}} for every lesson.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping | None = None, *, lessons: list, built: Mapping[str, list[SkillBuilt]]) -> None:
        self.keys = [str(lesson.translation_key) for lesson in lessons]
        self.stands = {key: {each.skill_id: each.level for each in built.get(key, [])} for key in self.keys}
        standing = {each.skill_id: each.skill for key in self.keys for each in built.get(key, [])}
        ordered = sorted(standing.values(), key=lambda skill: (skill.framework, skill.position, skill.code))
        self.column_count = max(COLUMNS, len(ordered))
        initial = {"seen": self.mark(), **{f"skill_{number}": str(skill.pk) for number, skill in enumerate(ordered)}}
        for number, key in enumerate(self.keys):
            initial |= {f"level_{number}_{skill}": str(level) for skill, level in self.stands[key].items()}
        super().__init__(data, initial=initial)
        choices = [("", "—"), *grouped_choices(choosable(standing))]
        known = {str(pk) for _group, found in choices[1:] for pk, _label in found}
        for number in range(self.column_count):
            self.fields[f"skill_{number}"] = forms.ChoiceField(label=_("Skill %(number)d") % {"number": number + 1}, choices=choices, required=False)
        said = [self[f"skill_{number}"].value() for number in range(self.column_count)]
        self.chosen = [int(pk) for pk in dict.fromkeys(said) if pk in known]
        levels = [("", "–"), *((str(level), str(level)) for level in LEVELS)]
        for number in range(len(self.keys)):
            for skill in self.chosen:
                self.fields[f"level_{number}_{skill}"] = forms.ChoiceField(choices=levels, required=False, label=gettext("Level"))
        self.said, self.lessons = said, lessons

    def mark(self) -> str:
        """What stood when the page was opened, in a few letters."""
        return hashlib.sha256(repr([sorted(levels.items()) for levels in self.stands.values()]).encode()).hexdigest()[:16]

    @property
    def choosing(self) -> list:
        return [self[f"skill_{number}"] for number in range(self.column_count)]

    @property
    def columns(self) -> list[Skill]:
        found = Skill.objects.in_bulk(self.chosen)
        return [found[pk] for pk in self.chosen]

    def table(self) -> list[dict]:
        """Rows for the template: the lesson and a cell for each column, named by skill and lesson for those who listen."""
        language, columns = get_language() or "en", self.columns
        return [{"number": number + 1, "lesson": lesson, "cells": [
            {"field": self[f"level_{number}_{skill.pk}"], "label": skill.label_in(language)} for skill in columns]} for number, lesson in enumerate(self.lessons)]

    def clean(self):
        said = super().clean()
        for number, skill in enumerate(self.said):
            if skill and skill in self.said[:number]:
                self.add_error(f"skill_{number}", _("This skill stands there already."))
        if not self.errors and said["seen"] and said["seen"] != self.mark():
            self.data = self.data.copy()
            self.data["seen"] = self.mark()
            self.add_error(None, _("Somebody else changed this after you opened the page. Below is what you chose; keep it once more if it still holds."))
        return said

    def levels(self) -> dict[str, dict[int, int]]:
        return {key: {skill: int(level) for skill in self.chosen if (level := self.cleaned_data[f"level_{number}_{skill}"])} for number, key in enumerate(self.keys)}

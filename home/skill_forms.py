"""The forms of “my skills”: look at oneself, set a goal, ask for an endorsement, give one."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from academy.level_words import LEVELS
from academy.models import Moment, Skill
from academy.single_line import SingleLine
from home.standing_words import level_words
from home.whom_to_ask import Acquaintance

NOT_YET = pgettext_lazy("level 0 of a skill", "Not yet: this is new to me.")


class OneSentence(SingleLine):
    """Typed in a larger box, kept on one line."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})

    def to_python(self, value):
        return super().to_python(" ".join(str(value or "").split()))


def level_choices() -> list[tuple[int, str]]:
    """[(level, “3: I can do simple things on my own.”)]"""
    return [(level, level_words(level)) for level in LEVELS]


def skill_choices() -> list:
    """Those that can be chosen today, by framework and area: [(area, [(code, label)])]."""
    language, groups = get_language() or "en", {}
    for each in Skill.objects.current().select_related("parent"):
        groups.setdefault(each.parent.label_in(language) if each.parent else each.get_framework_display(), []).append((each.code, each.label_in(language)))
    return list(groups.items())


class BeginForm(forms.Form):
    moment = forms.ChoiceField(label=gettext_lazy("When are you looking?"), choices=Moment.choices, widget=forms.RadioSelect)
    which = forms.ChoiceField(label=gettext_lazy("At which skills?"), widget=forms.RadioSelect)

    def __init__(self, *args, near: list[Skill], every: list[Skill], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        whole = ("all", _("All %(count)d of them; about ten minutes") % {"count": len(every)})
        self.fields["which"].choices = [("near", _("Those of my goals, my courses and what I have done: %(count)d") % {"count": len(near)}), whole] if near else [whole]


class LevelForm(forms.Form):
    """One skill at a time. `label`: the skill, which is what a screen reader hears before the levels."""

    level = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose what fits you best, or leave it for later.")})

    def __init__(self, *args, label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].label = label
        self.fields["level"].choices = [(0, NOT_YET), *level_choices()]


class GoalForm(forms.Form):
    skill = forms.ChoiceField(label=gettext_lazy("Skill"))
    level = forms.TypedChoiceField(label=gettext_lazy("Where you want to be"), coerce=int)
    by_on = forms.DateField(label=gettext_lazy("By when"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input--number"}, format="%Y-%m-%d"))

    def __init__(self, *args, at, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate(at)
        self.fields["skill"].choices = [("", _("Choose a skill")), *skill_choices()]
        self.fields["level"].choices = [("", _("Choose a level")), *level_choices()]

    def clean_by_on(self):
        by_on = self.cleaned_data["by_on"]
        if by_on and by_on < self.today:
            raise forms.ValidationError(_("Choose a day that is still to come, or none."))
        return by_on


class AskForm(forms.Form):
    whom = forms.TypedChoiceField(label=gettext_lazy("Whom you ask"), coerce=int)
    skill = forms.ChoiceField(label=gettext_lazy("For which skill"))
    level = forms.TypedChoiceField(label=gettext_lazy("At which level"), coerce=int)
    sentence = OneSentence(label=gettext_lazy("What they saw you do"), max_length=300,
                           help_text=gettext_lazy("One sentence that reminds them, such as: “In March I led our market day, and you came by.”"))

    def __init__(self, *args, acquaintances: list[Acquaintance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.acquaintances = {each.person.pk: each for each in acquaintances}
        self.fields["whom"].choices = [("", _("Choose a person")), *((pk, each.words) for pk, each in self.acquaintances.items())]
        self.fields["skill"].choices = [("", _("Choose a skill")), *skill_choices()]
        self.fields["level"].choices = [("", _("Choose a level")), *level_choices()]


class GiveForm(forms.Form):
    level = forms.TypedChoiceField(label=gettext_lazy("What you saw"), coerce=int, widget=forms.RadioSelect)
    words = OneSentence(label=gettext_lazy("In your own words"), max_length=500, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = level_choices()

"""The rules of a round as a form people can read: the "round" object of the format "mentoring-round/1" on the other side."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine
from mentoring.matching.rules import problems_in_rules
from mentoring.matching.types import PARTS
from mentoring.models import PriorityGroup
from mentoring.rule_words import GROUPS, LEVEL_WORDS
from mentoring.words_of_reasons import part_label

WEIGHT_HELP = {
    "skill": gettext_lazy("How far the mentor is ahead in what the mentee wants to learn."),
    "language": gettext_lazy("How well they speak their best language in common."),
    "availability": gettext_lazy("How many hours a week both have time."),
    "exchange": gettext_lazy("Living in another country: all points; in another city of one country: six tenths."),
    "sector": gettext_lazy("Working in the same sector."),
    "reciprocity": gettext_lazy("Each could mentor the other."),
}


class RulesForm(forms.Form):
    """`rules()` of a valid form: the whole object, with the id and the seed of the rules it was made from."""

    language_min_level = forms.TypedChoiceField(label=gettext_lazy("Both speak one language at least at this level"), coerce=int, choices=LEVEL_WORDS.items())
    min_shared_hours = forms.IntegerField(label=gettext_lazy("Hours a week both have time, at least"), min_value=1, max_value=168)
    availability_full_hours = forms.IntegerField(label=gettext_lazy("With so many hours in common a pair gets all points for hours"), min_value=1, max_value=168)
    cross_city_only = forms.BooleanField(label=gettext_lazy("Only pairs from two different cities"), required=False)
    exclude_same_organisation = forms.BooleanField(label=gettext_lazy("Nobody is paired inside their own organisation"), required=False)
    priority_groups = forms.MultipleChoiceField(
        label=gettext_lazy("Served first when places are scarce"), required=False, widget=forms.CheckboxSelectMultiple, choices=[(value, GROUPS[value]) for value in PriorityGroup],
        help_text=gettext_lazy("Only people who say so themselves in their entry. They are counted, never shown. Nobody else loses a place by it: as many people get a mentor either way."))
    tiers = SingleLine(label=gettext_lazy("Steps of points"), max_length=60, required=False, help_text=gettext_lazy(
        "Rising, with commas, such as 35, 45, 55, 65. The matcher first makes pairs below the first step as few as it can, then those below the second, and so on: "
        "it helps whoever is worst off before it makes good pairs better."))

    MAIN = ("language_min_level", "min_shared_hours", "cross_city_only", "exclude_same_organisation", "priority_groups")
    POINTS = ("tiers", "availability_full_hours")

    def __init__(self, rules: dict, *args, groups_stand: bool = False, **kwargs) -> None:
        """`groups_stand`: the call has been opened, and people were asked by the groups it named. With others, two simulations side by side would tell
        who is in one: so nobody changes them any more, not even to try."""
        self.before, self.groups_stand = rules, groups_stand
        first = {**rules, "tiers": ", ".join(map(str, rules["tiers"])), **{f"weight_{part}": rules["weights"][part] for part in PARTS}}
        super().__init__(*args, initial=first, **kwargs)
        for part in PARTS:
            self.fields[f"weight_{part}"] = forms.IntegerField(label=part_label(part), min_value=0, max_value=100, help_text=WEIGHT_HELP[part],
                                                               widget=forms.NumberInput(attrs={"class": "input--number", "inputmode": "numeric"}))
        if groups_stand:
            del self.fields["priority_groups"]
        for name in ("min_shared_hours", "availability_full_hours"):
            self.fields[name].widget.attrs.update({"class": "input--number", "inputmode": "numeric"})
        self.fields["tiers"].widget.attrs.update({"dir": "ltr"})

    @property
    def main(self):
        return [self[name] for name in self.MAIN if name in self.fields]

    @property
    def points(self):
        return [self[name] for name in self.POINTS]

    @property
    def weights(self):
        return [self[f"weight_{part}"] for part in PARTS]

    @property
    def total(self) -> int:
        """The sum of the points as they stand in the boxes."""
        return sum(int(value) for field in self.weights if (value := str(field.value() or "").strip()).isascii() and value.isdigit() and len(value) < 6)

    def clean_tiers(self) -> list[int]:
        words = self.cleaned_data["tiers"].replace("،", ",").replace(";", ",").split(",")
        try:
            steps = [int(word) for word in words if word.strip()]
        except ValueError:
            raise forms.ValidationError(_("Write whole numbers with commas between them.")) from None
        if any(not 1 <= step <= 100 for step in steps) or steps != sorted(set(steps)) or len(steps) > 9:
            raise forms.ValidationError(_("Write at most nine numbers from 1 to 100, each higher than the one before."))
        return steps

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors:
            total = sum(given[f"weight_{part}"] for part in PARTS)
            if total != 100:
                self.add_error("weight_skill", _("The points of all six sum to %(total)d, and should sum to 100.") % {"total": total})
            for field, problem in problems_in_rules(self.rules()) if total == 100 else ():
                self.add_error(None, f"{field}: {problem}")
        return given

    def rules(self) -> dict:
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("language_min_level", "min_shared_hours", "cross_city_only", "exclude_same_organisation", "tiers", "availability_full_hours")},
            "id": self.before["id"], "draw_seed": self.before["draw_seed"], "priority_groups": sorted(given.get("priority_groups", self.before["priority_groups"])),
            "weights": {part: given[f"weight_{part}"] for part in PARTS},
        }

"""The forms of indicators: what is counted from which baseline to which target, and one value."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.wall_time_fields import day_field
from cohorts.models import CityPlan, Direction, Indicator, IndicatorKind, IndicatorValue
from cohorts.plan.plan_forms import line

NO_BASELINE = gettext_lazy("An indicator without a baseline cannot tell how far you have come. Give the value you start from, its day and where it comes from.")
FIELDS = ("kind", "name", "unit", "direction", "baseline", "baseline_on", "baseline_source", "target", "target_on")


def amount(label, **options) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, min_value=0, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}), **options)


class IndicatorForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=IndicatorKind.choices)
    name = line(gettext_lazy("What is counted"), 150)
    unit = line(gettext_lazy("Unit"), 40, help_text=gettext_lazy("Such as buildings, people, or euro per meal."))
    direction = forms.ChoiceField(label=gettext_lazy("Which way is better"), choices=Direction.choices, initial=Direction.UP, widget=forms.RadioSelect)
    baseline = amount(gettext_lazy("Baseline"), error_messages={"required": NO_BASELINE}, help_text=gettext_lazy("Where you start from. Nought is a baseline, too."))
    baseline_on = day_field(gettext_lazy("Day of the baseline"))
    baseline_source = line(gettext_lazy("Source of the baseline"), 200, help_text=gettext_lazy("A register, a survey, a count: so that others could look."))
    target = amount(gettext_lazy("Target"))
    target_on = day_field(gettext_lazy("To be reached by"))
    measure = forms.ChoiceField(label=gettext_lazy("Of one measure"), required=False, help_text=gettext_lazy("Otherwise of the whole plan."))

    def __init__(self, plan: CityPlan, *args, indicator: Indicator | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.measures = {str(each.pk): each for each in plan.measures.all()}
        self.fields["measure"].choices = [("", _("Of the whole plan")), *((pk, each.title) for pk, each in self.measures.items())]
        self.indicator = indicator
        if indicator is not None:
            self.initial = {name: getattr(indicator, name) for name in FIELDS} | {"measure": str(indicator.measure_id or "")}

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("baseline_on") and given.get("target_on") and not given["baseline_on"] < given["target_on"]:
            self.add_error("target_on", _("The target is for a day after the baseline."))
        if given.get("baseline") is not None and given.get("target") is not None:
            better = given["target"] - given["baseline"]
            if better == 0 or (better > 0) != (given.get("direction") != Direction.DOWN):
                self.add_error("target", _("The target lies on the wrong side of the baseline."))
        if self.indicator is not None and given.get("baseline_on") and self.indicator.values.standing().filter(on__lte=given["baseline_on"]).exists():
            self.add_error("baseline_on", _("There is a value before that day."))
        return given

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS} | {"measure": self.measures.get(self.cleaned_data["measure"])}


class ValueForm(forms.Form):
    on = day_field(gettext_lazy("Counted on"))
    value = amount(gettext_lazy("Value"))
    source = line(gettext_lazy("Source"), 200)
    note = line(gettext_lazy("Note"), 300, required=False)

    def __init__(self, *args, today, earlier: IndicatorValue | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if earlier is not None:
            self.initial = {name: getattr(earlier, name) for name in ("on", "value", "source", "note")}

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("Choose a day that has been: one tells what was counted, not what is hoped for."))
        return self.cleaned_data["on"]

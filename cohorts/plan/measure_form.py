"""The forms of a measure at the city's desk: its words, and its steps with their day."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.models import Organisation
from academy.plain_text import PlainText
from academy.wall_time_fields import day_field
from cohorts.models import CityPlan, Measure, OrganisationModel
from cohorts.plan.plan_forms import line

FIELDS = ("title", "words", "owner", "due_on", "organised_as")


class MeasureForm(forms.Form):
    title = line(gettext_lazy("Title"), 150)
    words = PlainText(label=gettext_lazy("What is done, and for whom"), max_length=3000, rows=6, required=False)
    owner = line(gettext_lazy("Who is responsible"), 150, help_text=gettext_lazy("A body or an office rather than a person."))
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation of the city"), required=False, help_text=gettext_lazy("If one of those below carries it."))
    due_on = day_field(gettext_lazy("Until"))
    organised_as = forms.ChoiceField(label=gettext_lazy("Model of organisation"), required=False, choices=[("", gettext_lazy("None of these")), *OrganisationModel.choices])
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, plan: CityPlan, *args, measure: Measure | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.bodies = {str(each.pk): each for each in Organisation.objects.filter(city_id=plan.city_id).order_by("name")}
        self.fields["organisation"].choices = [("", _("None of these")), *((pk, body.name) for pk, body in self.bodies.items())]
        if measure is not None:
            self.initial = {name: getattr(measure, name) for name in FIELDS} | {"organisation": str(measure.organisation_id or ""), "seen": measure.changed_at.isoformat()}

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if not self.plan.starts_on <= day <= self.plan.ends_on:
            raise forms.ValidationError(_("Choose a day within the plan."))
        return day

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS} | {"organisation": self.bodies.get(self.cleaned_data["organisation"])}


class StepForm(forms.Form):
    """A step of a measure and its day: start, finish, or drop with the reason."""

    do = forms.ChoiceField(choices=[(each, each) for each in ("start", "finish", "drop")], widget=forms.HiddenInput)
    on = day_field(gettext_lazy("Day"))
    why = line(gettext_lazy("Why it is dropped"), 300, required=False)

    def __init__(self, *args, today, since, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.since = today, since
        self.fields["on"].initial = today

    def clean_on(self):
        if not self.since <= self.cleaned_data["on"] <= self.today:
            raise forms.ValidationError(_("Choose a day that has been, since the plan began."))
        return self.cleaned_data["on"]

    def clean(self) -> dict:
        if self.cleaned_data.get("do") == "drop" and not self.cleaned_data.get("why"):
            self.add_error("why", _("Say why it was dropped."))
        return self.cleaned_data

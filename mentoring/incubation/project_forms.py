"""What is filled in about a co-created project."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.models import Organisation
from mentoring.incubation.forms import day, line, text


def own_language() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("In which language do you write this?"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])


class ProjectForm(forms.Form):
    title = line(gettext_lazy("Title"), 120)
    summary = text(gettext_lazy("What is it, and what is it for?"), 2000, rows=6)
    language = own_language()
    started_on = day(gettext_lazy("From"))
    finished_on = day(gettext_lazy("Until"), required=False)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("started_on") and given.get("finished_on") and given["finished_on"] < given["started_on"]:
            self.add_error("finished_on", _("A project cannot end before it starts."))
        return given


class PartnerForm(forms.Form):
    organisation = forms.ModelChoiceField(label=gettext_lazy("An organisation of the directory"), queryset=None, required=False, empty_label=gettext_lazy("None of these"))
    name = line(gettext_lazy("Or another one, by name"), 150, required=False)
    part = line(gettext_lazy("What does it bring?"), 150, required=False)

    def __init__(self, *args, **more) -> None:
        super().__init__(*args, **more)
        self.fields["organisation"].queryset = Organisation.objects.filter(entry__listed_at__isnull=False).select_related("city").order_by("city__name", "name")
        self.fields["organisation"].label_from_instance = lambda body: f"{body.name} ({body.city.name})"

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("organisation") and not given.get("name"):
            self.add_error("organisation", _("Say who the partner is."))
        return given


class StepForm(forms.Form):
    title = line(gettext_lazy("Step"), 200)
    owner = line(gettext_lazy("Who does it?"), 150, required=False, help_text=gettext_lazy("A body or an office rather than a person."))
    due_on = day(gettext_lazy("Until"))


class DoneForm(forms.Form):
    on = day(gettext_lazy("Done on"))
    result = line(gettext_lazy("What came of it?"), 300, required=False)

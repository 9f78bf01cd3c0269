"""What is filled in about an incubation journey."""

from django import forms
from django.utils.translation import gettext_lazy

from academy.file_reading import TYPES
from academy.models import ServiceKind, Stage
from academy.single_line import SingleLine
from mentoring.incubation.journeys import workspaces_of
from mentoring.models import JourneyEnd
from mentoring.orientation.ask_form import PlainText


def line(label: str, longest: int, *, required: bool = True, help_text: str = "") -> SingleLine:
    return SingleLine(label=label, max_length=longest, required=required, help_text=help_text, widget=forms.TextInput(attrs={"dir": "auto"}))


def text(label: str, longest: int, *, required: bool = True, rows: int = 4) -> PlainText:
    return PlainText(label=label, max_length=longest, required=required, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}))


def day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date", "class": "input--number"}, format="%Y-%m-%d"))


def email(label: str, help_text: str) -> forms.EmailField:
    return forms.EmailField(label=label, max_length=254, help_text=help_text, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))


class JourneyForm(forms.Form):
    title = line(gettext_lazy("What is it called?"), 120)
    words = text(gettext_lazy("What does it want to do?"), 2000, required=False)
    stage = forms.ChoiceField(label=gettext_lazy("How far is it?"), choices=Stage.choices, widget=forms.RadioSelect)
    started_on = day(gettext_lazy("The hub goes along with it from"))
    place = forms.ModelChoiceField(label=gettext_lazy("A seat at a workspace"), queryset=None, required=False, empty_label=gettext_lazy("None"))

    def __init__(self, *args, hub, **more) -> None:
        super().__init__(*args, **more)
        self.fields["place"].queryset = workspaces_of(hub)
        self.fields["place"].label_from_instance = lambda place: f"{place.name}, {place.entry.organisation.name}"


class BeginForm(JourneyForm):
    email = email(gettext_lazy("Who leads it?"), gettext_lazy("The e-mail address of their account. They read the journey’s page, and so do its advisers and this hub’s workers."))
    field_order = ["email"]


class MilestoneForm(forms.Form):
    title = line(gettext_lazy("Milestone"), 150)
    due_on = day(gettext_lazy("Until"))


class ReachedForm(forms.Form):
    on = day(gettext_lazy("Reached on"))


class AdviserForm(forms.Form):
    email = email(gettext_lazy("Who?"), gettext_lazy("The e-mail address of their account. From then on they read this journey."))
    field = forms.ChoiceField(label=gettext_lazy("Advises on"), choices=ServiceKind.choices)


class FinishForm(forms.Form):
    on = day(gettext_lazy("Until"))
    ended_as = forms.ChoiceField(label=gettext_lazy("How did it end?"), choices=JourneyEnd.choices, widget=forms.RadioSelect)
    words = line(gettext_lazy("In a sentence"), 300, required=False)


class TimeForm(forms.Form):
    on = day(gettext_lazy("On"))
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=5, max_value=720, widget=forms.NumberInput(attrs={"class": "input--number", "inputmode": "numeric"}))
    about = line(gettext_lazy("About what?"), 200, required=False)


class DocumentForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Document"), help_text=gettext_lazy("PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV, up to 10 MB."),
                           widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in TYPES)}))
    title = line(gettext_lazy("Title"), 150)

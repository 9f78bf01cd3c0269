"""The forms with which somebody keeps an entry of the directory: the organisation, and what it offers. Places: home/directory_place_form.py."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.forms import spoken_languages
from academy.models import Cost, DirectoryEntry, Organisation, Service, ServiceKind, ServicePlace, Stage
from academy.models.places import OrganisationKind
from academy.single_line import SingleLine
from home.hub_languages import text_languages
from home.unchanged_form import UnchangedForm


def lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def website(**more) -> forms.URLField:
    return forms.URLField(max_length=200, required=False, assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"}), **more)


def labelled(form: forms.Form, *models) -> None:
    """Give each field without a label that of the first of `models` that has it."""
    for name, field in form.fields.items():
        found = next((each._meta.get_field(name) for each in models if name in {one.name for one in each._meta.get_fields()}), None)
        if found is not None and field.label is None:
            field.label, field.help_text = capfirst(found.verbose_name), field.help_text or found.help_text


class EntryForm(UnchangedForm):
    name = SingleLine(label=gettext_lazy("Name of the organisation"), max_length=150)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of organisation"), choices=OrganisationKind.choices)
    about = forms.CharField(max_length=3000, required=False, widget=lines(6))
    language = forms.ChoiceField()
    website = website(label=gettext_lazy("Website"))
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs={"dir": "ltr"}), help_text=gettext_lazy("Everybody reads it: an office’s address, not somebody’s own."))
    phone = SingleLine(max_length=40, required=False, widget=forms.TextInput(attrs={"dir": "ltr"}))
    how_to_reach = SingleLine(max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args, entry: DirectoryEntry, **kwargs) -> None:
        self.entry, body = entry, entry.organisation
        now = {"name": body.name, "kind": body.kind, "website": body.website,
               **{name: getattr(entry, name) for name in ("about", "language", "email", "phone", "how_to_reach")}}
        super().__init__(*args, now=now, **kwargs)
        self.fields["language"].choices = text_languages(body.city, entry.language)
        labelled(self, DirectoryEntry)

    def clean_name(self) -> str:
        """The rule “once per city” is asked here; the database holds it too."""
        name, body = self.cleaned_data["name"], self.entry.organisation
        if Organisation.objects.filter(city=body.city, name=name).exclude(pk=body.pk).exists():
            raise forms.ValidationError(_("There is an organisation of this name in the city already."))
        return name


class ServiceForm(UnchangedForm):
    kind = forms.ChoiceField(choices=ServiceKind.choices)
    name = SingleLine(label=gettext_lazy("Name of the service"), max_length=150)
    description = forms.CharField(max_length=3000, required=False, widget=lines(5))
    language = forms.ChoiceField()
    whom = SingleLine(max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    stages = forms.MultipleChoiceField(choices=Stage.choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Tick none if it serves all of them."))
    languages = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    cost = forms.ChoiceField(choices=Cost.choices, required=False)
    cost_note = SingleLine(max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    places = forms.ModelMultipleChoiceField(ServicePlace.objects.none(), label=gettext_lazy("Where it is offered"), required=False, widget=forms.CheckboxSelectMultiple)
    how_to_reach = SingleLine(max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    url = website()
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs={"dir": "ltr"}))
    phone = SingleLine(max_length=40, required=False, widget=forms.TextInput(attrs={"dir": "ltr"}))
    open_to_cities = forms.BooleanField(required=False)

    def __init__(self, *args, entry: DirectoryEntry, service: Service | None = None, **kwargs) -> None:
        shown = service or Service(entry=entry, language=entry.language, languages=list(entry.organisation.city.languages))
        here = entry.places.filter(ended_on__isnull=True)
        now = {name: getattr(shown, name) for name in self.base_fields if name not in ("places", "version")}
        now["places"] = sorted(service.at_places.values_list("place_id", flat=True)) if service else []
        super().__init__(*args, now=now, **kwargs)
        self.fields["places"].queryset = here
        self.fields["language"].choices = text_languages(entry.organisation.city, shown.language)
        self.fields["languages"].choices = spoken_languages(shown.languages)
        labelled(self, Service)
        if not here.exists():
            del self.fields["places"]

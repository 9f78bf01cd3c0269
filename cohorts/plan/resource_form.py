"""What the city writes down about one thing that lies idle; the same form reads a line of a CSV file."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.file_reading import PHOTO_FORMATS
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.models import Resource, ResourceKind, ResourceState, Use
from cohorts.plan.call_form import WIDE

FIELDS = ("kind", "title", "words", "language", "state", "owner", "area", "amount", "address", "district", "latitude", "longitude", "uses", "free_from", "notes", "owner_agreed_on")
WHOLE = {"widget": forms.TextInput(attrs={"inputmode": "numeric"}), "required": False, "min_value": 1, "max_value": 10_000_000}


def _degrees(label, most: int, help_text="") -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, min_value=-most, max_value=most, max_digits=7, decimal_places=4, help_text=help_text,
                              widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}))


class ResourceForm(forms.Form):
    """`fields_of_resource()` and `is_shown` of a valid form."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ResourceKind.choices, widget=forms.RadioSelect)
    title = SingleLine(label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput(attrs=WIDE), help_text=gettext_lazy("As people of the city would call it."))
    words = PlainText(label=gettext_lazy("What it is like"), max_length=2000, rows=4, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=ResourceState.choices, widget=forms.RadioSelect)
    owner = SingleLine(label=gettext_lazy("Who owns it"), max_length=150, widget=forms.TextInput(attrs=WIDE),
                       help_text=gettext_lazy("A body rather than a person: the municipality, a parish, a bank, a private owner."))
    area = forms.IntegerField(label=gettext_lazy("Area in m²"), **WHOLE)
    amount = forms.IntegerField(label=gettext_lazy("How many"), help_text=gettext_lazy("For equipment."), **WHOLE)
    address = SingleLine(label=gettext_lazy("Address"), max_length=200, required=False, widget=forms.TextInput(attrs=WIDE))
    district = SingleLine(label=gettext_lazy("Part of the city"), max_length=100, required=False, widget=forms.TextInput(attrs=WIDE))
    latitude = _degrees(gettext_lazy("Latitude"), 90, gettext_lazy("Degrees north, such as 39.6390. Both or neither: then it is on the map."))
    longitude = _degrees(gettext_lazy("Longitude"), 180, gettext_lazy("Degrees east; west is below zero."))
    uses = forms.MultipleChoiceField(label=gettext_lazy("What it could be used for"), choices=Use.choices, required=False, widget=forms.CheckboxSelectMultiple)
    free_from = day_field(gettext_lazy("Free from"), required=False, help_text=gettext_lazy("Empty: free already."))
    notes = PlainText(label=gettext_lazy("Notes"), max_length=2000, rows=3, required=False, help_text=gettext_lazy("Only the city’s coordinators read them."))
    owner_agreed_on = day_field(gettext_lazy("The owner agreed on"), required=False, help_text=gettext_lazy("That everybody may read it."))
    shown = forms.BooleanField(label=gettext_lazy("Everybody may read it"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, resource: Resource | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if resource is not None:
            self.initial = {**{name: getattr(resource, name) for name in FIELDS}, "shown": resource.shown_at is not None, "seen": resource.changed_at.isoformat()}

    def clean(self) -> dict:
        given = super().clean()
        if not self.has_error("latitude") and not self.has_error("longitude") and (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude" if given.get("longitude") is None else "latitude", _("Give both latitude and longitude, or neither."))
        if given.get("shown") and not given.get("owner_agreed_on") and not self.has_error("owner_agreed_on"):
            self.add_error("owner_agreed_on", _("Ask the owner before everybody reads it, and say when they agreed."))
        return given

    @property
    def is_shown(self) -> bool:
        return self.cleaned_data["shown"]

    def fields_of_resource(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}


class ResourcePhotoForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Photo"), help_text=gettext_lazy("JPEG, PNG or WebP, up to 10 MB. Where and when it was taken is removed."),
                           widget=forms.FileInput(attrs={"accept": ",".join(f"image/{each.lower()}" for each in PHOTO_FORMATS)}))
    alt = SingleLine(label=gettext_lazy("What is to be seen on it"), max_length=300, widget=forms.TextInput(attrs=WIDE),
                     help_text=gettext_lazy("For people who do not see the picture. Show places, not people."))


class ResourceFileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("CSV file"), help_text=gettext_lazy("UTF-8, at most 1 MB and 1,000 lines, with the same heads as the file you can take out."),
                           widget=forms.FileInput(attrs={"accept": ".csv"}))

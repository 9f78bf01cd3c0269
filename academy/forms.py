"""The forms about people. Every field says why it is asked; the words come from academy/personal_data.py alone."""

import zoneinfo

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from academy.context import OWN_NAMES
from academy.models import Organisation, User
from academy.models.people import ENTRY_PATHS
from academy.personal_data import why
from academy.single_line import SingleLine

NOT_SAID = ("", _("I would rather not say"))
# What people of the partner cities speak; the list is offered, not a limit of the data.
SPOKEN = ["ar", "ca", "de", "el", "en", "es", "eu", "fr", "fur", "gl", "it", "nl", "pt", "ro", "sl", "tr", "tzm", "uk"]
ZONE_AREAS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


class SignUpQuestions(forms.Form):
    """What we ask besides address and password. allauth puts it under both its sign-up forms."""

    name = SingleLine(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    entry_path = forms.ChoiceField(label=_("Where you start from"), required=False, widget=forms.RadioSelect, choices=[*ENTRY_PATHS, NOT_SAID])

    field_order = ["name", "email", "password1", "entry_path"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = why("academy.User", "name")
        self.fields["entry_path"].help_text = why("academy.User", "entry_path")

    def signup(self, request, user) -> None:
        """Nothing more: the adapter has kept the answers with the new person."""


class PersonForm(forms.ModelForm):
    """What a person tells about themselves. Only the name is needed; each field says why it is asked."""

    name = SingleLine(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(required=False, choices=[("", _("As I choose on each visit")), *((code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES)])
    languages = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    time_zone = forms.ChoiceField(required=False)
    entry_path = forms.ChoiceField(required=False, widget=forms.RadioSelect, choices=[*ENTRY_PATHS, NOT_SAID])

    class Meta:
        model = User
        fields = ["name", "language", "languages", "time_zone", "city", "organisation", "entry_path", "mail_follows"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "languages" in self.fields:
            self.fields["languages"].choices = spoken_languages(self.instance.languages)
        if "time_zone" in self.fields:
            self.fields["time_zone"].choices = time_zones()
        if "city" in self.fields:
            self.fields["city"].empty_label = _("No city of the network")
        if "organisation" in self.fields:
            self.fields["organisation"].queryset = Organisation.objects.select_related("city").order_by("city__name", "name")
            self.fields["organisation"].label_from_instance = lambda body: f"{body.name} ({body.city.name})"
            self.fields["organisation"].empty_label = _("None of these")
        for name, field in self.fields.items():
            field.label = capfirst(User._meta.get_field(name).verbose_name)
            field.help_text = why("academy.User", name)


class WelcomeForm(PersonForm):
    """The three questions after signing up. Every one can be skipped."""

    name = None

    class Meta(PersonForm.Meta):
        fields = ["entry_path", "language", "city"]

    languages = None
    time_zone = None


def spoken_languages(also: list[str]) -> list[tuple[str, str]]:
    """[(code, name in the reader's language)], the offered ones and those the person already has, by name."""
    names = Locale.parse((get_language() or "en").replace("-", "_")).languages
    return sorted(((code, names.get(code, code)) for code in {*SPOKEN, *also}), key=lambda pair: pair[1].lower())


def time_zones() -> list[tuple[str, str]]:
    names = sorted(name for name in zoneinfo.available_timezones() if name.split("/")[0] in ZONE_AREAS)
    return [("", _("As in my city")), *((name, name.replace("_", " ")) for name in names)]

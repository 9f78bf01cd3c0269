"""The forms with which somebody is invited into a city: one person, or a list."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy.context import OWN_NAMES
from academy.invitation_list import MOST_LINES, text_of
from academy.inviting import may_invite, too_often
from academy.models import Invitation, Organisation, PartnerCity, User
from academy.models.people import Role
from academy.single_line import SingleLine

LANGUAGES = [(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]


class InviteForm(forms.Form):
    """One person. What it answers depends on nothing but the city's own lists: not on whether the address has an account elsewhere."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))
    name = SingleLine(label=gettext_lazy("Name"), max_length=120, required=False, help_text=gettext_lazy("As it should stand in the mail."))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"), required=False, empty_label=gettext_lazy("None of these"))
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=LANGUAGES)

    def __init__(self, *args, city: PartnerCity, giver: User, at, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.giver, self.at = city, giver, at
        self.fields["role"].choices = [choice for choice in Role.choices if may_invite(giver, city, choice[0])]
        self.fields["organisation"].queryset = Organisation.objects.filter(city=city)
        self.fields["language"].initial = usual_language(city)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(city=self.city, email=email).exists():
            raise forms.ValidationError(_("This person is in your city already."))
        if Invitation.objects.waiting(self.at).filter(city=self.city, email=email).exists():
            raise forms.ValidationError(_("This address was invited already and has not answered yet. To write again, use the button beside the invitation."))
        wait = too_often(self.city, email, self.giver, self.at)
        if wait:
            raise forms.ValidationError(wait)
        return email


class ListForm(forms.Form):
    """A list, pasted or as a file; a file goes before what is pasted."""

    file = forms.FileField(label=gettext_lazy("CSV file"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}))
    text = forms.CharField(label=gettext_lazy("Or paste the list here"), required=False, strip=False, max_length=200_000,
                           widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "false"}))
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=LANGUAGES, help_text=gettext_lazy("For lines that name none."))

    def __init__(self, *args, city: PartnerCity, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = usual_language(city)
        self.fields["file"].help_text = _("One person on each line, at most %(count)d lines. The columns: email, name, role, organisation, language; only the first is needed.") % {
            "count": MOST_LINES}

    def clean(self) -> dict:
        given = super().clean()
        if self.errors:
            return given
        if given.get("file"):
            try:
                given["text"] = text_of(given["file"].read())
            except forms.ValidationError as error:
                self.add_error("file", error)
        elif not given.get("text", "").strip():
            self.add_error("text", _("Choose a file, or paste a list."))
        return given


def usual_language(city: PartnerCity) -> str:
    """The first language of the city that the academy speaks, else the one of the page."""
    return next((code for code in city.languages if code in OWN_NAMES), get_language() or "en")

"""What is asked of who sets up a space, gives a seat or lets somebody sit in for them."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.models import Organisation
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.models.spaces import SeatKind

LONGEST_DELEGATION = timedelta(days=366)


def email_field(label, help_text="") -> forms.EmailField:
    return forms.EmailField(label=label, max_length=254, help_text=help_text, widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}))


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])


class SpaceForm(forms.Form):
    name = SingleLine(label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    purpose = PlainText(label=gettext_lazy("What it is for"), max_length=3000, rows=10, help_text=gettext_lazy(
        "In your city’s own words: which studies and tools you share and contrast there, which policies you talk through before they are decided, and what the working groups are for. "
        "An empty line begins a new paragraph."))
    language = language_field()


class SeatForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of seat"), choices=SeatKind.choices, widget=forms.RadioSelect, initial=SeatKind.BODY)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Representative body"), required=False, empty_label=gettext_lazy("None of these"),
                                          help_text=gettext_lazy("Bodies of your city. One is missing? Add it on the page of your team first."))
    title = SingleLine(label=gettext_lazy("Whose seat it is"), max_length=150, required=False, widget=forms.TextInput(attrs={"dir": "auto"}), help_text=gettext_lazy(
        "For an office or a person of standing: which office, or from which field. No names of people: everybody reads this."))
    how_many = forms.TypedChoiceField(label=gettext_lazy("How many seats"), choices=[(1, gettext_lazy("One")), (2, gettext_lazy("Two"))], coerce=int, initial=1,
                                      help_text=gettext_lazy("A representative body sits there with one or two people; everybody else has one seat."))

    def __init__(self, *args, city, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(city=city).order_by("name")

    def clean(self) -> dict:
        cleaned = super().clean()
        is_body = cleaned.get("kind") == SeatKind.BODY
        if is_body and not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Say which body this seat is for."))
        if cleaned.get("kind") and not is_body and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Say whose seat it is."))
        return cleaned


class HolderForm(forms.Form):
    email = email_field(gettext_lazy("E-mail address of their account"), gettext_lazy("They get a mail. Those who sit there read their name; everybody else reads only whose seat it is."))
    since = day_field(gettext_lazy("From"), help_text=gettext_lazy("If somebody holds the seat, it passes on that day."))


class UntilForm(forms.Form):
    until = day_field(gettext_lazy("First day on which it no longer holds"))


class DelegationForm(forms.Form):
    """`until` of a valid form: the first day on which it no longer holds."""

    email = email_field(gettext_lazy("E-mail address of who sits in for you"), gettext_lazy("They speak and vote for your seat in these days, and you do not."))
    since = day_field(gettext_lazy("First day"))
    last_day = day_field(gettext_lazy("Last day"))
    reason = SingleLine(label=gettext_lazy("Why"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}), help_text=gettext_lazy(
        "Everybody who sits there reads it in the register. “Away” is enough."))

    def clean(self) -> dict:
        cleaned = super().clean()
        since, last = cleaned.get("since"), cleaned.get("last_day")
        if since and last and last < since:
            self.add_error("last_day", _("It cannot end before it begins."))
        elif since and last and last - since > LONGEST_DELEGATION:
            self.add_error("last_day", _("A year at most. After that, let the seat pass on."))
        return cleaned

    @property
    def until(self):
        return self.cleaned_data["last_day"] + timedelta(days=1)

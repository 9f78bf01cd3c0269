"""The forms at a city's desk about its hub: what it is, its words in one language, whom an address belongs to, and a new entry of the directory."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.models import Hub, HubText, Organisation, PartnerCity, User
from academy.models.places import OrganisationKind
from academy.single_line import SingleLine
from academy.throttle import hit
from home.directory_forms import labelled, lines
from home.hub_languages import text_languages
from home.unchanged_form import UnchangedForm

ASKED_A_DAY = 60  # addresses one coordinator may look up
DAY = int(timedelta(days=1).total_seconds())


class HubForm(UnchangedForm):
    name = SingleLine(max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField()
    territory = SingleLine(max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    address = SingleLine(max_length=250, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    phone = SingleLine(max_length=40, required=False, widget=forms.TextInput(attrs={"dir": "ltr"}))
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs={"dir": "ltr"}), help_text=gettext_lazy("Everybody reads it: an office’s address, not somebody’s own."))
    priority_women = forms.BooleanField(required=False)
    priority_young = forms.BooleanField(required=False, help_text=gettext_lazy("Whoever asks may say so, and need not. It is only counted, and moves a request up in the queue."))
    answer_days = forms.IntegerField(min_value=1, max_value=60)
    referral_days = forms.IntegerField(min_value=1, max_value=90)
    confirm_months = forms.IntegerField(min_value=1, max_value=36)

    def __init__(self, *args, city: PartnerCity, hub: Hub | None, **kwargs) -> None:
        shown = hub or Hub(city=city, language=next(iter(city.languages), "en"))
        super().__init__(*args, now={name: getattr(shown, name) for name in self.base_fields if name != "version"}, **kwargs)
        self.fields["language"].choices = text_languages(city, shown.language)
        labelled(self, Hub)


class HubTextForm(UnchangedForm):
    name = SingleLine(max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    welcome = forms.CharField(max_length=2000, required=False, widget=lines(8), help_text=gettext_lazy("One or two short paragraphs. An empty line begins a new one."))

    def __init__(self, *args, text: HubText, **kwargs) -> None:
        super().__init__(*args, now={"name": text.name, "welcome": text.welcome}, **kwargs)
        labelled(self, HubText)


class PersonByAddress(forms.Form):
    """`asker` may look up ASKED_A_DAY addresses a day: whoever coordinates a city is told whether an address has an account, and not as often as they like."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of their account"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))

    def __init__(self, *args, asker: User, at, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asker, self.at = asker, at

    def clean_email(self) -> str:
        if not hit("person-by-address", str(self.asker.pk), ASKED_A_DAY, DAY, self.at):
            raise forms.ValidationError(_("You have looked for many addresses today. Go on tomorrow."))
        email = self.cleaned_data["email"].lower()
        # Only an address that was confirmed says who somebody is: whoever is named here reads what people ask a hub, or changes an entry.
        confirmed = EmailAddress.objects.filter(email=email, verified=True).values("user_id")
        self.person = User.objects.filter(pk__in=confirmed, is_active=True, erased_at=None).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody has an account with this address. Invite them first, or ask them which address they signed up with."))
        return email


class NewEntryForm(forms.Form):
    """An organisation of the city that has no entry yet, or a new one."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("An organisation of your city"), required=False, empty_label=gettext_lazy("None of these"))
    name = SingleLine(label=gettext_lazy("Or the name of a new one"), max_length=150, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of organisation"), choices=OrganisationKind.choices, initial=OrganisationKind.ASSOCIATION, help_text=gettext_lazy("Of a new one."))

    def __init__(self, *args, city: PartnerCity, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.city = city
        self.fields["organisation"].queryset = Organisation.objects.filter(city=city, entry=None)

    def clean(self) -> dict:
        given = super().clean()
        body, name = given.get("organisation"), given.get("name")
        if self.errors:
            return given
        if bool(body) == bool(name):
            self.add_error("name", _("Choose an organisation, or write the name of a new one: one of the two."))
        elif name and Organisation.objects.filter(city=self.city, name=name).exists():
            self.add_error("name", _("There is an organisation of this name in the city already."))
        return given

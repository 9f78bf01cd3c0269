"""What an orientation worker fills in at the page of a request."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from mentoring.models import Consent, HelpMessageKind, HelpOutcome
from mentoring.models.help_requests import LONGEST
from mentoring.orientation.receiver_forms import OutcomeForm, TakeUpForm, TurnDownForm

SAID = [(HelpMessageKind.ANSWER, gettext_lazy("To the person, on their page")), (HelpMessageKind.PHONE, gettext_lazy("What was said on the telephone; the person reads it, too")),
        (HelpMessageKind.NOTE, gettext_lazy("A note that only this hub’s workers read"))]


class SayForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("For whom?"), choices=SAID, initial=HelpMessageKind.ANSWER, widget=forms.RadioSelect)
    words = PlainText(label=gettext_lazy("Words"), max_length=LONGEST, rows=4)


class SuggestForm(forms.Form):
    why = SingleLine(label=gettext_lazy("Why does it fit? The person reads this."), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}))


class ConsentByPhoneForm(forms.Form):
    """The person answered on the telephone; the worker writes down exactly what they agreed to."""

    answer = forms.ChoiceField(label=gettext_lazy("What did the person say?"), choices=Consent.choices, widget=forms.RadioSelect)
    name = SingleLine(label=gettext_lazy("Name that may be passed on"), max_length=80, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    contact = SingleLine(label=gettext_lazy("How they may reach the person"), max_length=254, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    words = PlainText(label=gettext_lazy("What may be passed on in words"), max_length=LONGEST, required=False, rows=3)


class ReferForm(forms.Form):
    receiver_name = SingleLine(label=gettext_lazy("Who there, by name or office?"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    receiver_email = forms.EmailField(label=gettext_lazy("Their e-mail address"), max_length=254, required=False, widget=forms.EmailInput(attrs={"dir": "ltr"}),
                                      help_text=gettext_lazy("They get a link to what the person agreed to, and answer there. "
                                                             "Empty: you have told them on the telephone, and write down their answer here."))
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])


class ReceiverForm(forms.Form):
    receiver_name = SingleLine(label=gettext_lazy("Who there, by name or office?"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    receiver_email = forms.EmailField(label=gettext_lazy("Their e-mail address"), max_length=254, required=False, widget=forms.EmailInput(attrs={"dir": "ltr"}))


class PutOffForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Look at it again on"), widget=forms.DateInput(attrs={"type": "date", "class": "input--number"}, format="%Y-%m-%d"))


class TakeBackForm(forms.Form):
    reason = SingleLine(label=gettext_lazy("Why? The person reads this."), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))


class ClosingForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("What came of it?"), choices=HelpOutcome.choices, widget=forms.RadioSelect)
    outcome_words = PlainText(label=gettext_lazy("In words; the person reads it"), max_length=LONGEST, required=False, rows=2)


# What is done with one suggestion or referral, by the word its button sends.
OF_SUGGESTION = {"consent": ConsentByPhoneForm, "take_back": TakeBackForm, "refer": ReferForm}
OF_REFERRAL = {"receiver": ReceiverForm, "take_up": TakeUpForm, "turn_down": TurnDownForm, "outcome": OutcomeForm}


def prefix(do: str, number: int) -> str:
    """Of the form of a button, on a page with several suggestions."""
    return f"{do}-{number}"

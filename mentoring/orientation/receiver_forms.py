"""What a receiver answers, without an account."""

from django import forms
from django.utils.translation import gettext_lazy

from academy.plain_text import PlainText
from mentoring.models import HelpOutcome
from mentoring.models.help_requests import LONGEST


class TakeUpForm(forms.Form):
    contact_by = forms.DateField(label=gettext_lazy("You will be in touch by"), widget=forms.DateInput(attrs={"type": "date", "class": "input--number"}, format="%Y-%m-%d"))
    words = PlainText(label=gettext_lazy("A word to the person and the hub"), max_length=LONGEST, required=False, rows=2)


class TurnDownForm(forms.Form):
    reason = PlainText(label=gettext_lazy("Why not?"), max_length=LONGEST, help_text=gettext_lazy("One sentence helps the hub to find a better way. The person reads it, too."),
                       rows=2)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("What came of it?"), choices=HelpOutcome.choices, widget=forms.RadioSelect)
    outcome_words = PlainText(label=gettext_lazy("In words, if you like"), max_length=LONGEST, required=False, rows=2)

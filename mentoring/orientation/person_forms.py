"""What the person fills in on the page of their request."""

from django import forms
from django.utils.translation import gettext_lazy

from academy.personal_data import why
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from mentoring.models import HelpOutcome, Suggestion
from mentoring.models.help_requests import LONGEST

# What somebody may say about their own request.
THEIR_OUTCOMES = [each for each in HelpOutcome.choices if each[0] != HelpOutcome.UNREACHABLE]


class AddWordsForm(forms.Form):
    words = PlainText(label=gettext_lazy("Add something"), max_length=LONGEST, rows=3)


class PassOnForm(forms.Form):
    """Exactly what is passed on; filled with what the request says, and theirs to change."""

    name = SingleLine(label=gettext_lazy("Name"), max_length=80, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    contact = SingleLine(label=gettext_lazy("How they reach you"), max_length=254, widget=forms.TextInput(attrs={"dir": "auto"}))
    words = PlainText(label=gettext_lazy("What they read"), max_length=LONGEST, required=False, rows=5)

    def __init__(self, suggestion: Suggestion, *args, **kwargs) -> None:
        asked = suggestion.request
        super().__init__(*args, initial={"name": asked.name, "contact": asked.email or asked.phone, "words": asked.words}, prefix=f"s{suggestion.pk}", use_required_attribute=False, **kwargs)
        self.fields["contact"].help_text = gettext_lazy("An e-mail address or a telephone number: otherwise they cannot answer.")
        self.fields["words"].help_text = why("mentoring.Suggestion", "passed_words")


class OwnClosingForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("What came of it?"), choices=THEIR_OUTCOMES, widget=forms.RadioSelect)
    outcome_words = PlainText(label=gettext_lazy("In words, if you like"), max_length=LONGEST, required=False, rows=2)

"""The small forms of a mentorship: agreement, goal, report, note, pulse, pause, rematch, closing words, end."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from mentoring.models import ClosingReason

MOODS = [(5, gettext_lazy("Very well")), (4, gettext_lazy("Well")), (3, gettext_lazy("So-so")), (2, gettext_lazy("Not so well")), (1, gettext_lazy("Badly"))]
HOW_FAR = [("", gettext_lazy("I would rather not say")), (5, gettext_lazy("Further than we hoped")), (4, gettext_lazy("As far as we hoped")), (3, gettext_lazy("Half of the way")),
           (2, gettext_lazy("A few steps")), (1, gettext_lazy("Nowhere yet"))]
# What the two may choose; that somebody left is said by leaving.
REASONS = [choice for choice in ClosingReason.choices if choice[0] != ClosingReason.LEFT]


class TermsForm(forms.Form):
    terms = PlainText(label=gettext_lazy("What you agree on"), max_length=4000, rows=14, help_text=gettext_lazy("Other words ask both of you to sign again."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class GoalForm(forms.Form):
    text = SingleLine(label=gettext_lazy("A goal"), max_length=200, help_text=gettext_lazy("Something you would notice: “I can read our balance sheet on my own.”"))


class ReportForm(forms.Form):
    happened = forms.ChoiceField(label=gettext_lazy("Did you meet?"), choices=[("yes", gettext_lazy("Yes, we met")), ("no", gettext_lazy("No, it did not happen"))],
                                 widget=forms.RadioSelect)
    held_minutes = forms.IntegerField(label=gettext_lazy("How many minutes you met"), min_value=5, max_value=720,
                                      error_messages={"required": gettext_lazy("Say how long you met: between 5 minutes and 12 hours."),
                                                      "min_value": gettext_lazy("Say how long you met: between 5 minutes and 12 hours."),
                                                      "max_value": gettext_lazy("Say how long you met: between 5 minutes and 12 hours.")},
                                      widget=forms.NumberInput(attrs={"class": "input--number", "step": 5}),
                                      help_text=gettext_lazy("These hours stand in the solidarity ledger once both have confirmed them."))
    minutes = PlainText(label=gettext_lazy("What you talked about"), max_length=4000, required=False, rows=6, help_text=gettext_lazy("Both of you read and change this. Nobody else does."))
    next_step = SingleLine(label=gettext_lazy("Next step"), max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("happened") == "no":
            given["held_minutes"] = None
            self.errors.pop("held_minutes", None)
        return given


class NoteForm(forms.Form):
    text = PlainText(label=gettext_lazy("Note"), max_length=4000, rows=5)
    shared = forms.BooleanField(label=gettext_lazy("My partner may read it"), required=False,
                                help_text=gettext_lazy("Otherwise it is yours alone. Coordinators read neither kind."))


class PulseForm(forms.Form):
    value = forms.TypedChoiceField(label=gettext_lazy("How is it going?"), choices=MOODS, coerce=int, widget=forms.RadioSelect,
                                   help_text=gettext_lazy("You both see what the other chose. Coordinators only see how many are not so well, and only from five on."))
    words = SingleLine(label=gettext_lazy("A word to yourself"), max_length=300, required=False, help_text=gettext_lazy("Only you read it."))


class PauseForm(forms.Form):
    until_about = day_field(label=gettext_lazy("Until about"), required=False, help_text=gettext_lazy("On that day we ask you both whether to go on. Leave it empty if you cannot say."))

    def __init__(self, *args, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until_about(self):
        day = self.cleaned_data["until_about"]
        if day is not None and not 0 < (day - self.today).days <= 365:
            raise forms.ValidationError(_("Choose a day within the next year."))
        return day


class RematchForm(forms.Form):
    reason = PlainText(label=gettext_lazy("Why, if you like"), max_length=500, required=False, rows=3, help_text=gettext_lazy("Only you read it, in your own data."))
    sure = forms.BooleanField(label=gettext_lazy("End this mentorship, and look for another partner for me"),
                              error_messages={"required": gettext_lazy("Tick this box if you are sure. Nothing has been ended.")})


class ClosingForm(forms.Form):
    to_partner = PlainText(label=gettext_lazy("To your partner"), max_length=2000, required=False, rows=6,
                            help_text=gettext_lazy("What helped you, what you take with you. Read once both have written, or after 14 days."))
    goals_reached = forms.TypedChoiceField(label=gettext_lazy("How far did you get?"), choices=HOW_FAR, required=False, empty_value=None, coerce=int, widget=forms.RadioSelect)
    to_academy = PlainText(label=gettext_lazy("To the academy, without your name"), max_length=2000, required=False, rows=4,
                            help_text=gettext_lazy("Coordinators read it among others, once at least five people have written."))

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors and not given["to_partner"] and not given["to_academy"] and given["goals_reached"] is None:
            self.add_error("to_partner", _("Write a few words, or say how far you got."))
        return given


class EndForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why it ends"), choices=REASONS, widget=forms.RadioSelect,
                               help_text=gettext_lazy("Your partner reads it; coordinators only count it."))

"""The forms of judging: points with a sentence for each criterion, and how it ends with a reason."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine
from cohorts.exchange_form import OneParagraph
from cohorts.models import AnswerResult, CallAnswer

POINTS = [(str(number), str(number)) for number in range(4)]


class ScoresForm(forms.Form):
    """One pair of fields for each criterion; empty pairs are left for later. `given()`: [(criterion, points, sentence)]."""

    def __init__(self, criteria, scores, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        kept = {each.criterion_id: each for each in scores}
        for one in self.criteria:
            was = kept.get(one.pk)
            self.fields[f"points-{one.pk}"] = forms.ChoiceField(label=one.words, choices=POINTS, required=False, widget=forms.RadioSelect, initial=str(was.points) if was else None,
                                                                help_text=_("0: not at all, 3: fully. It weighs %(weight)s.") % {"weight": one.weight})
            self.fields[f"words-{one.pk}"] = SingleLine(label=_("Why, in a sentence"), max_length=300, required=False, initial=was.words if was else "", widget=forms.TextInput(attrs={"dir": "auto"}))

    def clean(self) -> dict:
        given = super().clean()
        for one in self.criteria:
            points, words = given.get(f"points-{one.pk}"), given.get(f"words-{one.pk}")
            if points and not words:
                self.add_error(f"words-{one.pk}", _("Say in a sentence why."))
            elif words and not points:
                self.add_error(f"points-{one.pk}", _("Give points, too."))
        return given

    def given(self) -> list:
        return [(one, int(self.cleaned_data[f"points-{one.pk}"]), self.cleaned_data[f"words-{one.pk}"]) for one in self.criteria if self.cleaned_data.get(f"points-{one.pk}")]


class DecisionForm(forms.Form):
    result = forms.ChoiceField(label=gettext_lazy("How it ends"), choices=[each for each in AnswerResult.choices if each[0]], widget=forms.RadioSelect)
    reason = OneParagraph(label=gettext_lazy("The reason"), max_length=1000, rows=4, help_text=gettext_lazy(
        "Whoever answered gets it by mail. Of what is taken up, everybody reads it with the results: name no people."))

    def __init__(self, answer: CallAnswer, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"result": answer.result, "reason": answer.reason}

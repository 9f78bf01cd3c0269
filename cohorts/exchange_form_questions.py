"""The form that makes a question of the organisers' own."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine
from cohorts.exchange_form import OneParagraph
from cohorts.models import FormQuestion, QuestionKind
from cohorts.question_words import Asked

LISTS = (QuestionKind.ONE, QuestionKind.MANY)
MOST_OPTIONS = 30


class QuestionForm(forms.Form):
    """`words()` and `fields_of_question()` of a valid form. `earlier`: the questions that come before it, as Asked."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    label = SingleLine(label=gettext_lazy("Question"), max_length=200)
    why = OneParagraph(label=gettext_lazy("Why you ask"), max_length=300, rows=2, help_text=gettext_lazy("People read this under the question. Ask only what you need."),
                       error_messages={"required": gettext_lazy("Say why you ask: people have a right to know.")})
    kind = forms.ChoiceField(label=gettext_lazy("Kind of answer"), choices=QuestionKind.choices, widget=forms.RadioSelect, initial=QuestionKind.TEXT)
    options = forms.CharField(label=gettext_lazy("Answers to choose from"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
                              help_text=gettext_lazy("One a line; only for lists."))
    required = forms.BooleanField(label=gettext_lazy("It must be answered"), required=False)
    sensitive = forms.BooleanField(label=gettext_lazy("It is about health or belief"), required=False, help_text=gettext_lazy("Such answers are erased 30 days after the exchange."))
    asked_if = forms.ChoiceField(label=gettext_lazy("Asked only if"), required=False)

    def __init__(self, earlier: list[Asked], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_if"].choices = [("", _("Everybody is asked")), *((each.label, _answers_of(each)) for each in earlier if _answers_of(each))]

    @staticmethod
    def initial_of(question: FormQuestion, language: str, version: int) -> dict:
        words = question.words.get(language, {})
        hangs_on = f"{question.asked_if_id}:{question.asked_if_value}" if question.asked_if_id else ""
        return {"label": words.get("label", ""), "why": words.get("why", ""), "options": "\n".join(words.get("options", [])), "kind": question.kind,
                "required": question.required, "sensitive": question.sensitive, "asked_if": hangs_on, "version": version}

    def clean_options(self) -> list[str]:
        return [line for line in (" ".join(each.split()) for each in self.cleaned_data["options"].split("\n")) if line]

    def clean(self) -> dict:
        given = super().clean()
        options, kind = given.get("options", []), given.get("kind")
        if kind in LISTS and len(options) < 2:
            self.add_error("options", _("Write at least two answers to choose from, one a line."))
        elif kind in LISTS and (len(options) > MOST_OPTIONS or len(set(options)) < len(options) or any(len(each) > 150 for each in options)):
            self.add_error("options", _("At most thirty answers, each another one, none longer than 150 characters."))
        return given

    def words(self) -> dict:
        given = self.cleaned_data
        return {"label": given["label"], "why": given["why"], "options": given["options"] if given["kind"] in LISTS else []}

    def fields_of_question(self) -> dict:
        given = self.cleaned_data
        parent, _colon, value = given["asked_if"].partition(":")
        return {"kind": given["kind"], "required": given["required"], "sensitive": given["sensitive"], "asked_if_id": int(parent) if parent else None, "asked_if_value": value}


def _answers_of(each: Asked) -> list[tuple[str, str]]:
    """What could have been answered to it, as choices."""
    if each.kind == QuestionKind.YES_NO:
        found = [("yes", _("Yes")), ("no", _("No"))]
    elif each.kind in LISTS:
        found = [(str(index), text) for index, text in enumerate(each.options)]
    else:
        return []
    return [(f"{each.question.pk}:{value}", _("%(question)s: %(answer)s") % {"question": each.label, "answer": text}) for value, text in found]

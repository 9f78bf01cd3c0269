"""The words of an exchange, and of its organisers' questions, in one more language."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.sanitise import plain
from academy.single_line import SingleLine
from cohorts.exchange_form import SUMMARY, TITLE, OneParagraph
from cohorts.exchange_pages import Words
from cohorts.models import FormQuestion


class LanguageForm(forms.Form):
    """`words()` and `question_words()` of a valid form. `questions`: the organisers' own; `source`, `language`: codes."""

    title = SingleLine(label=TITLE, max_length=120)
    summary = OneParagraph(label=SUMMARY, max_length=250)
    text = forms.CharField(label=gettext_lazy("Programme and what to know"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}))
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, questions: list[FormQuestion] = (), source: str = "", language: str = "", text_elsewhere: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if text_elsewhere:
            del self.fields["text"]
        self.questions, self.source = list(questions), source
        for each in self.questions:
            first, own = each.words.get(source, {}), each.words.get(language, {})
            name = f"q_{each.pk}"
            self.fields[f"{name}_label"] = SingleLine(label=_("Question: %(words)s") % {"words": first.get("label", "")}, max_length=200, required=False, initial=own.get("label", ""))
            self.fields[f"{name}_why"] = OneParagraph(label=_("Why: %(words)s") % {"words": first.get("why", "")}, rows=2, max_length=300, required=False, initial=own.get("why", ""))
            if first.get("options"):
                self.fields[f"{name}_options"] = forms.CharField(label=_("Answers: %(words)s") % {"words": " · ".join(first["options"])}, required=False, max_length=4_000,
                                                                 widget=forms.Textarea(attrs={"rows": len(first["options"]) + 1, "dir": "auto"}),
                                                                 help_text=_("One a line, in the same order."), initial="\n".join(own.get("options", [])))

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"]).strip()

    def clean(self) -> dict:
        given = super().clean()
        for each in self.questions:
            name, first = f"q_{each.pk}", each.words.get(self.source, {})
            rest = given.get(f"{name}_why") or given.get(f"{name}_options")
            if rest and not given.get(f"{name}_label"):
                self.add_error(f"{name}_label", _("Write the question too, or leave all of it empty."))
            if given.get(f"{name}_label") and not given.get(f"{name}_why"):
                self.add_error(f"{name}_why", _("Say why you ask: people have a right to know."))
            if given.get(f"{name}_label") and first.get("options") and len(self._options(name)) != len(first["options"]):
                self.add_error(f"{name}_options", _("Write %(count)d answers, one a line, in the same order.") % {"count": len(first["options"])})
        return given

    def _options(self, name: str) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data.get(f"{name}_options", "").split("\n"))
        return [line for line in lines if line]

    def words(self) -> Words:
        return Words(self.cleaned_data["title"], self.cleaned_data["summary"], self.cleaned_data.get("text"))

    def question_words(self) -> dict[int, dict]:
        return {each.pk: {"label": self.cleaned_data.get(f"q_{each.pk}_label", ""), "why": self.cleaned_data.get(f"q_{each.pk}_why", ""), "options": self._options(f"q_{each.pk}")}
                for each in self.questions}

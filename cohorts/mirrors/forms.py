"""Forms of surveys, studies and contrasts: putting them to the members, answering for a seat, summing up."""

import json
from decimal import Decimal, InvalidOperation

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.models import Organisation
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.exchange_form import LinkField
from cohorts.mirrors.contrasts import MOST_PARAGRAPHS, paragraphs_of
from cohorts.models import Contrast, ContrastParagraph, MemberQuestion, MemberSurvey, Stance

Kind = MemberQuestion.Kind
WIDE = {"dir": "auto"}
LANGUAGES = [(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]
QUESTION_ROWS = 8
SCALE = [(str(number), str(number)) for number in range(1, 6)]


class PutForm(forms.Form):
    """What surveys and contrasts have in common. `fields_of()` of a valid form."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    words = PlainText(label=gettext_lazy("What it is for"), max_length=2000, rows=3, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=LANGUAGES)
    opens_on = day_field(gettext_lazy("From"))
    closes_on = day_field(gettext_lazy("Last day"))

    def clean(self) -> dict:
        given = super().clean()
        if given.get("opens_on") and given.get("closes_on") and given["closes_on"] < given["opens_on"]:
            self.add_error("closes_on", _("It cannot end before it begins."))
        return given

    def fields_of(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "words", "language", "opens_on", "closes_on")}


class SurveyForm(PutForm):
    """With eight rows for questions: text, kind, unit."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, QUESTION_ROWS + 1):
            self.fields[f"text-{number}"] = SingleLine(label=_("Question %(number)d") % {"number": number}, max_length=250, required=number == 1, widget=forms.TextInput(attrs=WIDE))
            self.fields[f"kind-{number}"] = forms.ChoiceField(label=_("Kind of answer"), choices=Kind.choices, required=False, initial=Kind.SCALE)
            self.fields[f"unit-{number}"] = SingleLine(label=_("Unit, for a number"), max_length=40, required=False)

    def questions(self) -> list[dict]:
        given = self.cleaned_data
        return [{"text": given[f"text-{number}"], "kind": given[f"kind-{number}"] or Kind.SCALE, "unit": given[f"unit-{number}"] if given[f"kind-{number}"] == Kind.NUMBER else ""}
                for number in range(1, QUESTION_ROWS + 1) if given.get(f"text-{number}")]


class ContrastForm(PutForm):
    text = PlainText(label=gettext_lazy("The text"), max_length=60_000, rows=16, help_text=gettext_lazy("An empty line ends a paragraph. Members answer each paragraph."))
    field_order = ["title", "words", "language", "text", "opens_on", "closes_on"]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(paragraphs_of(text)) > MOST_PARAGRAPHS:
            raise forms.ValidationError(_("These are more than %(most)d paragraphs. Put the text in parts.") % {"most": MOST_PARAGRAPHS})
        if any(len(each) > ContrastParagraph._meta.get_field("text").max_length for each in paragraphs_of(text)):
            raise forms.ValidationError(_("One paragraph is longer than 5,000 letters. Cut it with an empty line."))
        return text


class SurveyAnswerForm(forms.Form):
    """One field a question, none of them must be answered. `answers()`: {question id: value}."""

    def __init__(self, survey: MemberSurvey, *args, said: dict | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(survey.questions.all())
        for each in self.questions:
            self.fields[f"q{each.pk}"] = _field_for(each)
            self.initial[f"q{each.pk}"] = (said or {}).get(str(each.pk), "")

    def answers(self) -> dict:
        given = {str(each.pk): self.cleaned_data[f"q{each.pk}"] for each in self.questions}
        return {key: json.loads(str(value)) if isinstance(value, Decimal) else value for key, value in given.items() if value not in (None, "")}


def _field_for(question: MemberQuestion) -> forms.Field:
    match question.kind:
        case Kind.SCALE:
            return forms.TypedChoiceField(label=question.text, choices=SCALE, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect, help_text=_("1: not at all, 5: fully"))
        case Kind.YES_NO:
            return forms.ChoiceField(label=question.text, choices=[("yes", _("Yes")), ("no", _("No"))], required=False, widget=forms.RadioSelect)
        case Kind.NUMBER:
            return forms.DecimalField(label=question.text, max_digits=14, decimal_places=2, required=False, help_text=question.unit)
        case _:
            return SingleLine(label=question.text, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, **WIDE}))


class ContrastAnswerForm(forms.Form):
    """Two fields a paragraph. `said()`: {paragraph id: (stance, words)}."""

    def __init__(self, contrast: Contrast, *args, before: dict[int, tuple[str, str]] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = list(contrast.paragraphs.all())
        for each in self.paragraphs:
            stance, words = (before or {}).get(each.pk, ("", ""))
            self.fields[f"s{each.pk}"] = forms.ChoiceField(label=_("To paragraph %(number)d") % {"number": each.position}, choices=[("", _("Nothing to say")), *Stance.choices],
                                                          required=False, widget=forms.RadioSelect, initial=stance)
            self.fields[f"w{each.pk}"] = PlainText(label=_("In words"), max_length=2000, rows=2, required=False, initial=words)

    def rows(self) -> list[tuple]:
        """[(paragraph, field of the stance, field of the words)] for the page."""
        return [(each, self[f"s{each.pk}"], self[f"w{each.pk}"]) for each in self.paragraphs]

    def clean(self) -> dict:
        given = super().clean()
        for each in self.paragraphs:
            stance, words = given.get(f"s{each.pk}"), given.get(f"w{each.pk}", "")
            if stance not in ("", None, Stance.AGREE) and not words:
                self.add_error(f"w{each.pk}", _("Say it in words, too: otherwise nobody can act on it."))
            if words and not stance:
                self.add_error(f"s{each.pk}", _("Say where you stand, too."))
        return given

    def said(self) -> dict[int, tuple[str, str]]:
        return {each.pk: (self.cleaned_data[f"s{each.pk}"], self.cleaned_data[f"w{each.pk}"]) for each in self.paragraphs}


class SynthesisForm(forms.Form):
    def __init__(self, contrast: Contrast, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = list(contrast.paragraphs.all())
        for each in self.paragraphs:
            self.fields[f"y{each.pk}"] = PlainText(label=_("Paragraph %(number)d, together") % {"number": each.position}, max_length=2000, rows=3, required=False, initial=each.synthesis)

    def texts(self) -> dict[int, str]:
        return {each.pk: self.cleaned_data[f"y{each.pk}"] for each in self.paragraphs}


class StudyForm(forms.Form):
    """`fields_of()` and `figures` of a valid form. Figures: one a line, “enterprises: 120” or “turnover: 3.5 million €”."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Whose study it is"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1900, max_value=2100)
    summary = PlainText(label=gettext_lazy("What it found"), max_length=2000, rows=5)
    url = LinkField(label=gettext_lazy("Where it can be read"))
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=LANGUAGES)
    figures_text = PlainText(label=gettext_lazy("Figures to compare"), max_length=3000, rows=6, required=False,
                             help_text=gettext_lazy("One a line: what is counted, a colon, the figure, then its unit if it has one. “Enterprises: 120”, “Turnover: 3.5 million euros”."))
    MOST = 40

    def __init__(self, space, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(city=space.city)
        self.figures: list[tuple[str, Decimal, str]] = []

    def clean_figures_text(self) -> str:
        text = self.cleaned_data["figures_text"]
        for number, line in enumerate((each.strip() for each in text.splitlines()), start=1):
            if line:
                self.figures.append(self._figure(number, line))
        if len(self.figures) > self.MOST:
            raise forms.ValidationError(_("At most %(most)d figures.") % {"most": self.MOST})
        if len({(label.casefold(), unit.casefold()) for label, _value, unit in self.figures}) < len(self.figures):
            raise forms.ValidationError(_("One figure stands there twice."))
        return text

    def _figure(self, number: int, line: str) -> tuple[str, Decimal, str]:
        label, _colon, rest = line.rpartition(":")
        amount, _space, unit = rest.strip().partition(" ")
        try:
            value = Decimal(amount.replace(",", "."))
            if not (label.strip() and value.is_finite() and abs(value) < 10**13):
                raise InvalidOperation
        except InvalidOperation:
            raise forms.ValidationError(_("Line %(number)d, “%(line)s”, is not: what is counted, a colon, a figure.") % {"number": number, "line": line[:60]}) from None
        return label.strip()[:100], value.quantize(Decimal("0.01")), unit.strip()[:40]

    def fields_of(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "organisation", "year", "summary", "url", "language")}

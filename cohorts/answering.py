"""The form somebody fills in to register: the organisers' questions in the reader's language, and the answers as they are kept.

Answers: {question key: "yes" | "no" | index of an option | [indexes] | text}; a ready question's follow-up under "<key>:more". The server
decides what is asked: what hangs on an answer that was not given needs none and keeps none, whatever a browser shows or hides.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import override

from academy.models import PartnerCity
from academy.single_line import SingleLine
from cohorts.models import Exchange, QuestionKind, Registration
from cohorts.question_words import MORE, Asked, questions_of
from cohorts.refusals import FormChanged
from courses.answer_reading import read_number

LINE, LINES = 200, 2000  # characters
FEW = 7  # options that are shown as a list to tick; more become a menu


def registration_form(exchange: Exchange, language: str, data=None, registration: Registration | None = None, *, person=None, guest: bool = False) -> "AnswerForm":
    """The form for registering, or for changing the answers of `registration`.

    `person`: who registers; their own city is used, and asked for only when they have none. `guest`: an office enters somebody without
    an account, so name, contact and city are asked too.
    """
    return AnswerForm(exchange, language, data, registration, person, guest)


def answer_lines(registration: Registration, language: str, questions: list[Asked] | None = None) -> list[tuple[str, str]]:
    """[(question, answer)] in the language, answered ones only. Hand in `questions_of(exchange, language, retired=True)` for many registrations."""
    lines = []
    with override(language):
        for each in questions if questions is not None else questions_of(registration.exchange, language, retired=True):
            if text := each.text_of(registration.answers.get(each.key)):
                lines.append((each.label, text))
            if each.follow_up and (more := str(registration.answers.get(each.key + MORE) or "")):
                lines.append((str(each.follow_up.label), more))
    return lines


class Numeral(SingleLine):
    """A number as it is typed in any script; kept as it was typed, when it is one."""

    def clean(self, value):
        value = super().clean(value)
        if value and not read_number(value):
            raise forms.ValidationError(_("Write a number."), code="not_a_number")
        return value


class AnswerForm(forms.Form):
    """Fields: form_version (hidden), guest_name, guest_contact, city when asked for, and q-<key>, q-<key>:more for the questions."""

    use_required_attribute = False  # a browser must not insist on what is not asked

    def __init__(self, exchange, language, data=None, registration=None, person=None, guest=False) -> None:
        self.exchange, self.registration = exchange, registration
        self.questions = questions_of(exchange, language)
        self.form_version = self._version_of(data)
        if data is not None:
            data = data.copy()
            data["form_version"] = str(exchange.form_version)  # shown once more, it is answered as it now stands
        kept = registration.answers if registration else {}
        initial = {f"q-{key}": [str(each) for each in value] if isinstance(value, list) else str(value) for key, value in kept.items()}
        super().__init__(data, initial={**initial, "form_version": exchange.form_version})
        self.fields["form_version"] = forms.CharField(widget=forms.HiddenInput, required=False)
        if guest:
            self.fields["guest_name"] = SingleLine(label=_("Name"), max_length=120)
            self.fields["guest_contact"] = SingleLine(label=_("How to reach them"), max_length=120, required=False, help_text=_("A phone number, or somebody who tells them."))
        if registration is None and (guest or person is None or person.city_id is None):
            shared_out = exchange.seats_per_city is not None or exchange.quotas.filter(city__isnull=False).exists()
            self.fields["city"] = forms.ModelChoiceField(PartnerCity.objects.all(), label=_("City"), required=guest or shared_out,
                                                         empty_label=_("Choose a city") if guest or shared_out else _("No city of the network"),
                                                         help_text=_("Seats are shared out between cities.") if shared_out else "")
        with override(language):
            for each in self.questions:
                self._ask(each)

    def _version_of(self, data) -> int | None:
        """The form_version that was answered; an exchange that asks nothing needs none."""
        said = (data or {}).get("form_version", "")
        if said == "" and not self.questions:
            return self.exchange.form_version
        return int(said) if str(said).isascii() and str(said).isdigit() and len(str(said)) < 10 else None

    def _ask(self, each: Asked) -> None:
        field = field_for(each)
        field.help_text = " ".join(part for part in (each.why, each.only_if, _("We erase it 30 days after the exchange.") if each.sensitive else "") if part)
        if each.parent:
            field.widget.attrs.update({"data-asked-if": f"q-{each.parent}", "data-asked-if-value": each.parent_value})
        self.fields[f"q-{each.key}"] = field
        if each.follow_up:
            more = forms.CharField(label=each.follow_up.label, required=False, max_length=LINES, help_text=each.follow_up.only_if, widget=forms.Textarea(attrs={"rows": 2}))
            more.widget.attrs.update({"data-asked-if": f"q-{each.key}", "data-asked-if-value": " ".join(sorted(str(value) for value in each.follow_up.after))})
            self.fields[f"q-{each.key}{MORE}"] = more

    def clean(self):
        cleaned = super().clean()
        if self.form_version != self.exchange.form_version:
            raise forms.ValidationError(FormChanged().sentence, code="form_changed")
        asked: dict[str, bool] = {}
        by_key = {each.key: each for each in self.questions}

        def is_asked(each: Asked) -> bool:
            if each.key not in asked:
                parent = by_key.get(each.parent) if each.parent else None
                asked[each.key] = parent is None or (is_asked(parent) and self._said(parent.key, {each.parent_value}))
            return asked[each.key]

        for each in self.questions:
            if not is_asked(each):
                self._forget(f"q-{each.key}")
            if each.follow_up and not (is_asked(each) and self._said(each.key, {str(value) for value in each.follow_up.after})):
                self._forget(f"q-{each.key}{MORE}")
        return cleaned

    def _said(self, key: str, values: set[str]) -> bool:
        said = self.cleaned_data.get(f"q-{key}", "")
        return bool(values & (set(said) if isinstance(said, list) else {said}))

    def _forget(self, name: str) -> None:
        self.cleaned_data.pop(name, None)
        self._errors.pop(name, None)

    def answers(self) -> dict:
        """What was answered, as it is kept. Of a valid form."""
        kept = {}
        for each in self.questions:
            value = self.cleaned_data.get(f"q-{each.key}")
            if value not in (None, "", []):
                kept[each.key] = as_kept(each, value)
            if more := self.cleaned_data.get(f"q-{each.key}{MORE}", "").strip():
                kept[each.key + MORE] = more
        return kept


def as_kept(each: Asked, value):
    """What a field gave, as it is kept: indexes for lists."""
    return [int(index) for index in value] if each.kind == QuestionKind.MANY else int(value) if each.kind == QuestionKind.ONE else value


def field_for(each: Asked) -> forms.Field:
    """The field that asks one question; `each.question` says whether it must be answered."""
    needed = each.question.required
    named = {"label": each.label, "required": needed, "error_messages": {"required": _("Please answer this.")}}
    if each.kind == QuestionKind.YES_NO:
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No")), *([] if needed else [("", _("No answer"))])], widget=forms.RadioSelect, **named)
    choices = [(str(index), text) for index, text in enumerate(each.options)]
    if each.kind == QuestionKind.MANY:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **named)
    if each.kind == QuestionKind.ONE:
        if len(choices) > FEW:
            return forms.ChoiceField(choices=[("", _("Choose one")), *choices], **named)
        return forms.ChoiceField(choices=choices if needed else [*choices, ("", _("No answer"))], widget=forms.RadioSelect, **named)
    if each.kind == QuestionKind.LONG:
        return forms.CharField(max_length=LINES, widget=forms.Textarea(attrs={"rows": 4}), **named)
    if each.kind == QuestionKind.NUMBER:
        return Numeral(max_length=60, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **named)
    return SingleLine(max_length=LINE, **named)

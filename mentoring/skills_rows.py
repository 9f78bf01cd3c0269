"""The rows of an entry's form: skills offered and wanted, languages, people. An emptied row is a row taken away; "add another" needs no JavaScript."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine
from mentoring.words_of_entries import OFFERED, OWN, PRIORITY, SPOKEN

MOST_ROWS = 12


class Row(forms.Form):
    """`key`: the field that makes a row count; a row without it is left out. `choices` come from outside: one query serves all rows."""

    key = ""

    def __init__(self, *args, choices=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if choices:
            self.fields[self.key].choices = [("", self.empty_word), *choices]

    def has_changed(self) -> bool:
        return True  # a level chosen beforehand does not make a row empty, nor full

    def clean(self) -> dict:
        given = super().clean()
        if not (self[self.key].data or "").strip():
            self._errors.clear()  # an empty line is no line, whatever stands beside it
        return given

    @property
    def said(self) -> dict | None:
        """What a valid row says; None for an empty one."""
        given = getattr(self, "cleaned_data", {})
        return given if given.get(self.key) not in (None, "") else None


class OfferRow(Row):
    key, empty_word = "skill", gettext_lazy("Choose a skill")
    skill = forms.TypedChoiceField(label=gettext_lazy("Skill I can pass on"), coerce=int, required=False)
    level = forms.TypedChoiceField(label=gettext_lazy("How well I know it"), coerce=int, choices=OFFERED, initial=3)


class WantRow(Row):
    key, empty_word = "skill", gettext_lazy("Choose a skill")
    skill = forms.TypedChoiceField(label=gettext_lazy("Skill I would like to learn"), coerce=int, required=False)
    level = forms.TypedChoiceField(label=gettext_lazy("Where I stand today"), coerce=int, choices=OWN, initial=0)
    priority = forms.TypedChoiceField(label=gettext_lazy("How much I want it"), coerce=int, choices=PRIORITY, initial=2)


class LanguageRow(Row):
    key, empty_word = "language", gettext_lazy("Choose a language")
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    level = forms.TypedChoiceField(label=gettext_lazy("How well I speak it"), coerce=int, required=False, empty_value=0, choices=[("", gettext_lazy("How well?")), *SPOKEN])


class PersonRow(Row):
    key = "address"
    address = forms.EmailField(label=gettext_lazy("E-mail address"), required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}))
    label = SingleLine(label=gettext_lazy("Your own word for this person"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}))

    def clean(self) -> dict:
        given = super().clean()
        if given.get("label") and not given.get("address") and "address" not in self._errors:
            self.add_error("address", _("Write the address too, or empty this line."))
        return given


class Rows(BaseFormSet):
    """A set of rows in which nothing may come twice."""

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            value = form.said and form.said[form.key]
            if value and value in seen:
                form.add_error(form.key, ValidationError(_("This stands in another line already.")))
            seen.add(value)

    @property
    def said(self) -> list[dict]:
        """What the valid rows say, each thing once."""
        found = {}
        for form in self.forms:
            if form.said and not form.errors:
                found.setdefault(form.said[form.key], form.said)
        return list(found.values())


def rows_of(row: type[Row], prefix: str, *, data=None, initial=(), choices=()) -> Rows:
    """The rows, bound to `data` or filled with `initial`; with nothing to fill in, one empty row."""
    made = formset_factory(row, formset=Rows, extra=0 if initial else 1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return made(data=data, initial=list(initial), prefix=prefix, form_kwargs={"choices": choices} if choices else {})


def one_more(data, prefix: str):
    """The posted values with one more empty row of that prefix."""
    more, name = data.copy(), f"{prefix}-TOTAL_FORMS"
    try:
        count = int(more.get(name, 0))
    except ValueError:
        count = 0
    more[name] = str(min(max(count, 0) + 1, MOST_ROWS))
    return more

"""The form that asks for a period, from month to month. What is wrong is said at its field, and what was typed stays."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.periods import is_month, month_of
from home.figure_period import MOST_MONTHS, Period, this_year

EARLIEST = "2020-01"


class PeriodForm(forms.Form):
    """Fields `from` and `to`, each "2026-11"."""

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, label in (("from", gettext_lazy("From month")), ("to", gettext_lazy("To month"))):
            self.fields[name] = forms.CharField(label=label, max_length=20, widget=forms.DateInput(attrs={
                "type": "month", "placeholder": month_of(today), "max": month_of(today), "min": EARLIEST, "autocomplete": "off"}))

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("from", "to"):
            value = cleaned.get(name)
            if value is None:
                continue
            if not is_month(value):
                self.add_error(name, _("Write a month as year and number, such as %(example)s.") % {"example": month_of(self.today)})
            elif value > month_of(self.today):
                self.add_error(name, _("This month has not begun yet."))
            elif value < EARLIEST:
                self.add_error(name, _("The academy did not exist yet."))
        first, last = cleaned.get("from"), cleaned.get("to")
        if not self.errors and last < first:
            self.add_error("to", _("A period cannot end before it starts."))
        elif not self.errors and len(Period(first, last).months) > MOST_MONTHS:
            self.add_error("to", _("Choose three years at most."))
        return cleaned

    @property
    def period(self) -> Period:
        """What was asked for, else this year so far."""
        if self.is_bound and self.is_valid():
            return Period(self.cleaned_data["from"], self.cleaned_data["to"])
        return this_year(self.today)


def asked_period(get, today: date) -> PeriodForm:
    """The form for an address's query: unbound where neither month is named."""
    if "from" in get or "to" in get:
        return PeriodForm(get, today=today)
    default = this_year(today)
    return PeriodForm(today=today, initial={"from": default.first, "to": default.last})

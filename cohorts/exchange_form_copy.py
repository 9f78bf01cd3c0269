"""The form that makes the same exchange once more, or several times."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.duplicating import MOST, series_of_days
from cohorts.exchange_form import SUMMARY, TITLE, OneParagraph
from cohorts.exchange_form_session import EVERY


class CopyForm(forms.Form):
    title = SingleLine(label=TITLE, max_length=120)
    summary = OneParagraph(label=SUMMARY, max_length=250)
    day = day_field(gettext_lazy("First day of the copy"))
    copies = forms.IntegerField(label=gettext_lazy("How many copies"), min_value=1, max_value=MOST, initial=1)
    every = forms.ChoiceField(label=gettext_lazy("If several, how often"), choices=EVERY, widget=forms.RadioSelect, initial="month", required=False)

    def __init__(self, today: date, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        if not self.today <= self.cleaned_data["day"] <= self.today + timedelta(days=3650):
            raise forms.ValidationError(_("Choose a day to come."))
        return self.cleaned_data["day"]

    def days(self) -> list[date]:
        given = self.cleaned_data
        return series_of_days(given["every"] or "month", given["day"], given["copies"])

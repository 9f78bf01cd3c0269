"""The form that offers two to eight times: days and beginnings on my own clock, one length for all."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.local_times import NoSuchTime, moment_of
from academy.wall_time_fields import day_field, no_such_time, time_field
from mentoring.session_form import AHEAD
from mentoring.time_polls import FEWEST, MOST

LENGTHS = [(minutes, gettext_lazy("%d minutes") % minutes) for minutes in (30, 45, 60, 90, 120)]


class TimesForm(forms.Form):
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long"), choices=LENGTHS, coerce=int, initial=60)

    def __init__(self, *args, zone_name: str, at: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.at = ZoneInfo(zone_name), at
        for number in range(1, MOST + 1):
            self.fields[f"day_{number}"] = day_field(label=_("Day %(number)d") % {"number": number}, required=False)
            self.fields[f"begins_{number}"] = time_field(label=_("Begins %(number)d") % {"number": number}, required=False)

    def rows(self) -> list[tuple]:
        """[(field of the day, field of the beginning)], for the page."""
        return [(self[f"day_{number}"], self[f"begins_{number}"]) for number in range(1, MOST + 1)]

    def clean(self) -> dict:
        given, times = super().clean(), []
        for number in range(1, MOST + 1):
            day, begins = given.get(f"day_{number}"), given.get(f"begins_{number}")
            if (day is None) != (begins is None) and not {f"day_{number}", f"begins_{number}"} & set(self.errors):
                self.add_error(f"begins_{number}" if begins is None else f"day_{number}", _("Say both, the day and when it begins."))
            if day is not None and begins is not None:
                self._take(f"begins_{number}", datetime.combine(day, begins), given.get("minutes"), times)
        if len(set(times)) < FEWEST and not self.errors:
            raise ValidationError(_("Offer at least two times, so that there is something to choose from."))
        given["times"] = times
        return given

    def _take(self, name: str, wall: datetime, minutes: int | None, times: list) -> None:
        try:
            starts_at = moment_of(wall, self.zone, which=0)
        except NoSuchTime as gap:
            self.add_error(name, no_such_time(gap))
            return
        if not self.at < starts_at <= self.at + AHEAD:
            self.add_error(name, _("This time is over, or more than a year away."))
        elif minutes:
            times.append((starts_at, starts_at + timedelta(minutes=minutes)))

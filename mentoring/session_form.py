"""The form of a session: a day, from when to when on my own clock, and where. A time that the clocks jump over is refused with the reason."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.local_times import NoSuchTime, moment_of, wall_of
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field, no_such_time, time_field

AHEAD, BACK = timedelta(days=400), timedelta(days=60)
LATEST_END = time(6)  # of a session past midnight


def span_of(day, begins: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The two moments in UTC; a session may go past midnight. ValidationError {"begins" or "ends": the reason} where there is no such time, or
    none between."""
    last, too_early = day if ends > begins else day + timedelta(days=1), ValidationError({"ends": _("A meeting must end after it begins.")})
    if ends == begins or (last > day and ends > LATEST_END):
        raise too_early
    found = []
    for name, wall in (("begins", datetime.combine(day, begins)), ("ends", datetime.combine(last, ends))):
        try:
            found.append(moment_of(wall, zone, which=0))
        except NoSuchTime as gap:
            raise ValidationError({name: no_such_time(gap)}) from None
    if found[1] <= found[0]:
        raise too_early
    return found[0], found[1]


class SessionForm(forms.Form):
    day = day_field(label=gettext_lazy("Day"))
    begins = time_field(label=gettext_lazy("Begins"))
    ends = time_field(label=gettext_lazy("Ends"))
    place = SingleLine(label=gettext_lazy("Where, or the link of the call"), max_length=300, required=False,
                       help_text=gettext_lazy("Only the two of you see it, here, in your mails and in your calendars."))

    def __init__(self, *args, zone_name: str, at: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.at = ZoneInfo(zone_name), at

    def clean(self) -> dict:
        given = super().clean()
        day, begins, ends = (given.get(name) for name in ("day", "begins", "ends"))
        if day is None or begins is None or ends is None:
            return given
        today = self.at.astimezone(self.zone).date()
        if not today - BACK <= day <= today + AHEAD:
            self.add_error("day", _("Choose a day between two months ago and a year from now."))
            return given
        try:
            given["starts_at"], given["ends_at"] = span_of(day, begins, ends, self.zone)
        except ValidationError as wrong:
            self.add_error(None, wrong)
        return given

    @property
    def facts(self) -> dict:
        given = self.cleaned_data
        return {"starts_at": given["starts_at"], "ends_at": given["ends_at"], "place": given["place"], "zone": self.zone.key}

    @classmethod
    def initial_of(cls, session, zone_name: str) -> dict:
        begins, ends = (wall_of(at, ZoneInfo(zone_name)) for at in (session.starts_at, session.ends_at))
        return {"day": begins.date(), "begins": begins.time(), "ends": ends.time(), "place": session.place}

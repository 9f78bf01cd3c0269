"""Fields for times as the clocks of a zone show them. A time that is jumped over is refused with the reason; for one that comes twice the form asks which."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.both_times import offset_of, place_of
from academy.local_times import NoSuchTime, TwiceThatTime, moment_of, wall_of
from academy.wall_time_fields import day_field, time_field


class WallTimes(forms.Form):
    """A form with times of one zone. `moment` turns what was typed into UTC, or says at the field what is wrong with it."""

    def __init__(self, *args, zone: ZoneInfo, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def moment(self, day: date, clock: time, name: str) -> datetime | None:
        """None when an error was added to the field `name`, or to a new one that asks which of the two is meant."""
        wall = datetime.combine(day, clock.replace(second=0, microsecond=0))
        which_name = f"{name}_which"
        which = self.data.get(self.add_prefix(which_name), "")
        try:
            try:
                return moment_of(wall, self.zone)
            except TwiceThatTime as twice:
                self._ask_which(name, which_name, twice)
                if which not in ("0", "1"):
                    self.add_error(which_name, _("This time comes twice that night. Choose which one you mean."))
                    return None
                return moment_of(wall, self.zone, int(which))
        except NoSuchTime as missing:
            self.add_error(name, jumped_over(missing, self.zone))
            return None

    def _ask_which(self, name: str, which_name: str, twice: TwiceThatTime) -> None:
        words = [_("The first, before the clocks go back (%(offset)s)"), _("The second, after the clocks went back (%(offset)s)")]
        choices = [(str(place), words[place] % {"offset": offset_of(at, self.zone.key)}) for place, at in enumerate(twice.moments)]
        self.fields[which_name] = forms.ChoiceField(label=_("Which %(time)s?") % {"time": time_format(twice.wall.time(), "H:i")}, choices=choices, widget=forms.RadioSelect, required=False)
        order = list(self.fields)
        order.remove(which_name)
        order.insert(order.index(name) + 1, which_name)
        self.order_fields(order)


def jumped_over(missing: NoSuchTime, zone: ZoneInfo) -> str:
    return _("On %(day)s there is no %(time)s in %(place)s: the clocks go forward in that hour. The next time there is %(next)s.") % {
        "day": date_format(missing.wall.date(), "DATE_FORMAT"), "time": time_format(missing.wall.time(), "H:i"), "place": place_of(zone.key),
        "next": time_format(missing.next_wall.time(), "H:i")}


class SpanForm(WallTimes):
    """A day with a beginning and an end on it. `span` of a valid form: (starts_at, ends_at) in UTC."""

    day = day_field(gettext_lazy("Day"))
    begins = time_field(gettext_lazy("Begins at"))
    ends = time_field(gettext_lazy("Ends at"))
    span: tuple[datetime, datetime] | None = None

    def clean(self) -> dict:
        given = super().clean()
        day, begins, ends = given.get("day"), given.get("begins"), given.get("ends")
        if day and begins and ends:
            if ends < begins:
                self.add_error("ends", _("It ends at %(ends)s, before it begins at %(begins)s. A session ends on the day it begins.") % {
                    "ends": time_format(ends, "H:i"), "begins": time_format(begins, "H:i")})
            elif ends == begins:
                self.add_error("ends", _("It ends in the minute it begins."))
            else:
                self._find_span(day, begins, ends)
        return given

    def _find_span(self, day: date, begins: time, ends: time) -> None:
        starts_at, ends_at = self.moment(day, begins, "begins"), self.moment(day, ends, "ends")
        if starts_at and ends_at:
            if ends_at <= starts_at:
                self.add_error("ends", _("That is before it begins, because the clocks go back in between."))
            else:
                self.span = (starts_at, ends_at)


class MomentWidget(forms.DateTimeInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class WallMoment(forms.Field):
    """A wall time as a naive datetime; initial values may be moments, shown in `zone`."""

    widget = MomentWidget
    zone = UTC

    def to_python(self, value) -> datetime | None:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        for shape in ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"):
            try:
                return datetime.strptime(text, shape)
            except ValueError:
                continue
        raise forms.ValidationError(_("Write the date and the time like this: 2027-01-31 09:30."), code="invalid")

    def prepare_value(self, value):
        return wall_of(value, self.zone).strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value

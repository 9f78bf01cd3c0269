"""A round as a form: what it is, when people enter, how long they have to answer, when mentoring goes on. Times are the round's own clocks'."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.both_times import place_of
from academy.local_times import NoSuchTime, moment_of, wall_of
from academy.sanitise import plain
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field, time_field
from mentoring.models import RoundKind


class RoundForm(forms.Form):
    """`fields_of_round()` of a valid form: values for the model, only of fields that may be changed (`names`)."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=120)
    about = forms.CharField(label=gettext_lazy("What this round is for"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=RoundKind.choices, widget=forms.RadioSelect, initial=RoundKind.PAIRS)
    call_opens_on = day_field(gettext_lazy("The call opens on"))
    call_opens_time = time_field(gettext_lazy("at"))
    call_closes_on = day_field(gettext_lazy("The call closes on"))
    call_closes_time = time_field(gettext_lazy("at"))
    answer_days = forms.IntegerField(label=gettext_lazy("Days to answer a proposal"), min_value=1, max_value=30, initial=7,
                                     help_text=gettext_lazy("Whoever does not answer is reminded before; then the proposal ends, and others are asked."))
    starts_on = day_field(gettext_lazy("Mentoring begins on"))
    ends_on = day_field(gettext_lazy("Mentoring ends on"))
    wanted_uptake = forms.IntegerField(label=gettext_lazy("Warn me when there are fewer places than this, in per cent of those who ask"), min_value=0, max_value=500, initial=80,
                                       help_text=gettext_lazy("100: a place for everybody who asks. Only you see the warning."))

    PARTS_OF = {"call_opens_at": ("call_opens_on", "call_opens_time"), "call_closes_at": ("call_closes_on", "call_closes_time")}

    def __init__(self, zone: ZoneInfo, names, *args, mentoring_round=None, **kwargs) -> None:
        """`names`: the fields of the model that may be changed."""
        self.zone, self.names, self.moments = zone, tuple(names), {}
        first = dict(kwargs.pop("initial", {}) or {})
        for name in self.names if mentoring_round is not None else ():
            value = getattr(mentoring_round, name)
            if name in self.PARTS_OF:
                wall = wall_of(value, zone)
                first.update(zip(self.PARTS_OF[name], (wall.date(), wall.time()), strict=True))
            else:
                first[name] = value
        super().__init__(*args, initial=first, **kwargs)
        kept = {part for name in self.names for part in self.PARTS_OF.get(name, (name,))}
        for field in list(self.fields):
            if field not in kept:
                del self.fields[field]
        if "call_closes_on" in self.fields:
            self.fields["call_opens_on" if "call_opens_on" in self.fields else "call_closes_on"].help_text = _("On the clocks in %(place)s.") % {"place": place_of(zone.key)}

    def clean_about(self) -> str:
        return plain(self.cleaned_data["about"])

    def clean(self) -> dict:
        given = super().clean()
        for name, (day, clock) in self.PARTS_OF.items():
            if given.get(day) and given.get(clock) is not None:
                self._moment(name, datetime.combine(given[day], given[clock].replace(second=0, microsecond=0)))
        opens, closes = self.moments.get("call_opens_at"), self.moments.get("call_closes_at")
        if opens and closes and closes <= opens:
            self.add_error("call_closes_on", _("The call must close after it opens."))
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("Mentoring must end after it begins."))
        if closes and starts_on and starts_on <= wall_of(closes, self.zone).date():
            self.add_error("starts_on", _("Mentoring begins after the call has closed, with a few days for people to answer."))
        return given

    def _moment(self, name: str, wall: datetime) -> None:
        try:
            # A time that comes twice in the night the clocks go back: the first of the two.
            self.moments[name] = moment_of(wall, self.zone, 0)
        except NoSuchTime as missing:
            self.add_error(self.PARTS_OF[name][1], _("The clocks go forward in that hour. The next time there is %(next)s.") % {"next": f"{missing.next_wall:%H:%M}"})

    def fields_of_round(self) -> dict:
        return {name: self.moments[name] if name in self.PARTS_OF else self.cleaned_data[name] for name in self.names}


class ReasonForm(forms.Form):
    reason = SingleLine(label=gettext_lazy("Why the round is closed"), max_length=300, help_text=gettext_lazy("Everybody reads it on the round’s page."))


class LabelForm(forms.Form):
    label = SingleLine(label=gettext_lazy("Your own word for this simulation"), max_length=80, required=False)

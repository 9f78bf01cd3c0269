"""Forms for one session, and for a meeting that repeats."""

from datetime import date, datetime

from django import forms
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.local_times import NoSuchTime, wall_of
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field, time_field
from cohorts.exchange_form import LinkField, OneParagraph
from cohorts.exchange_form_times import SpanForm, jumped_over
from cohorts.models import Exchange, ExchangeSession
from cohorts.recurring import MOST, TooMany, dates_of, occurrences, rule_for
from cohorts.session_plan import SessionPlan

EVERY = [("week", gettext_lazy("Every week")), ("two_weeks", gettext_lazy("Every two weeks")), ("month", gettext_lazy("Every month, on the same weekday"))]

SHORTEST = 5  # minutes


class SessionForm(SpanForm):
    """One session. `plan()` of a valid form is what it should be."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(widget=forms.HiddenInput, required=False)
    title = SingleLine(label=gettext_lazy("Title"), max_length=150)
    note = OneParagraph(label=gettext_lazy("What happens"), max_length=500, required=False)
    place = SingleLine(label=gettext_lazy("Place, if it is another"), max_length=250, required=False)
    online_url = LinkField(label=gettext_lazy("Link, if it is another"))
    field_order = ["title", "day", "begins", "ends", "note", "place", "online_url"]

    @staticmethod
    def initial_of(session: ExchangeSession, exchange: Exchange) -> dict:
        begins, ends = wall_of(session.starts_at, exchange.zone), wall_of(session.ends_at, exchange.zone)
        return {"title": session.title, "note": session.note, "place": session.place, "online_url": session.online_url, "day": begins.date(),
                "begins": begins.time(), "ends": ends.time(), "seen": exchange.changed_at.isoformat()}

    def plan(self) -> SessionPlan:
        given = self.cleaned_data
        return SessionPlan(given["title"], *self.span, note=given["note"], place=given["place"], online_url=given["online_url"])


class SeriesForm(SpanForm):
    """A meeting that repeats: `rule`, `excepted` and the span of its first one, of a valid form."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = SingleLine(label=gettext_lazy("Title"), max_length=150)
    every = forms.ChoiceField(label=gettext_lazy("How often"), choices=EVERY, widget=forms.RadioSelect, initial="week")
    times = forms.IntegerField(label=gettext_lazy("How many times"), min_value=1, max_value=MOST, required=False)
    until = day_field(gettext_lazy("Or until this day"), required=False)
    without = forms.CharField(label=gettext_lazy("Days left out"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=gettext_lazy("One date a line, like 2027-01-31."))
    place = SingleLine(label=gettext_lazy("Place, if it is another"), max_length=250, required=False)
    online_url = LinkField(label=gettext_lazy("Link, if it is another"))
    field_order = ["title", "day", "begins", "ends", "every", "times", "until", "without", "place", "online_url"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = _("First day")
        self.rule, self.excepted = "", []

    def clean_without(self) -> list[date]:
        found = []
        for line in self.cleaned_data["without"].replace(",", "\n").split("\n"):
            if line.strip():
                try:
                    found.append(datetime.strptime(line.strip(), "%Y-%m-%d").date())
                except ValueError:
                    raise forms.ValidationError(_("“%(line)s” is no date. Write it like this: 2027-01-31."), params={"line": line.strip()[:40]}) from None
        return found

    def clean(self) -> dict:
        given = super().clean()
        if self.span and "every" in given and "times" in given and "until" in given:
            self._find_rule(given)
        return given

    def _find_rule(self, given: dict) -> None:
        if self.minutes < SHORTEST:
            self.add_error("ends", _("A meeting lasts at least five minutes."))
            return
        if (given["times"] is None) == (given["until"] is None):
            self.add_error("times", _("Say how many times, or until which day: one of the two."))
            return
        if given["until"] and given["until"] < given["day"]:
            self.add_error("until", _("This day lies before the first."))
            return
        try:
            rule = rule_for(given["every"], given["day"], times=given["times"], until=given["until"])
        except TooMany as many:
            self.add_error("until", _("That makes %(count)d meetings. %(most)d are the most; begin another exchange after them.") % {"count": many.count, "most": MOST})
            return
        self._try_out(rule, given)

    def _try_out(self, rule: str, given: dict) -> None:
        excepted = given.get("without") or []
        strangers = sorted(set(excepted) - set(dates_of(rule, given["day"])))
        if strangers:
            self.add_error("without", _("There is no meeting on %(day)s anyway.") % {"day": date_format(strangers[0], "DATE_FORMAT")})
        elif given["day"] in excepted:
            self.add_error("without", _("Do not leave out the first day: begin on a later one instead."))
        else:
            try:
                occurrences(rule, given["day"], given["begins"], self.minutes, self.zone, excepted)
                self.rule, self.excepted = rule, excepted
            except NoSuchTime as missing:
                self.add_error("begins", jumped_over(missing, self.zone) + " " + _("Choose another time, or leave that day out."))

    @property
    def minutes(self) -> int:
        return int((datetime.combine(date.min, self.cleaned_data["ends"]) - datetime.combine(date.min, self.cleaned_data["begins"])).total_seconds() // 60)


class SeriesTimeForm(forms.Form):
    """Another time for every meeting that is still to come."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(widget=forms.HiddenInput, required=False)
    begins = time_field(gettext_lazy("Begins at"))
    ends = time_field(gettext_lazy("Ends at"))

    def clean(self) -> dict:
        given = super().clean()
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("It ends at %(ends)s, before it begins at %(begins)s.") % {"ends": time_format(ends, "H:i"), "begins": time_format(begins, "H:i")})
        return given

    @property
    def minutes(self) -> int:
        return int((datetime.combine(date.min, self.cleaned_data["ends"]) - datetime.combine(date.min, self.cleaned_data["begins"])).total_seconds() // 60)


class LongerForm(forms.Form):
    """More meetings at the end of a series."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    more = forms.IntegerField(label=gettext_lazy("How many more"), min_value=1, max_value=MOST, initial=4)

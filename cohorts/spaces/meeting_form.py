"""The form for a meeting of a group: when, where, and the agenda."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.local_times import wall_of
from academy.sanitise import plain
from academy.single_line import SingleLine
from cohorts.exchange_form import LinkField
from cohorts.exchange_form_times import SpanForm
from cohorts.models import GroupMeeting
from cohorts.session_plan import SessionPlan

WIDE = {"dir": "auto"}


class GroupMeetingForm(SpanForm):
    """`plan()` and `cleaned_data["agenda"]` of a valid form are what the meeting should be. `seen`: the exchange as it stood, for who keeps second."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    place = SingleLine(label=gettext_lazy("Place"), max_length=250, required=False, widget=forms.TextInput(attrs=WIDE))
    online_url = LinkField(label=gettext_lazy("Link to join online"))
    agenda = forms.CharField(label=gettext_lazy("Agenda"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 6, **WIDE}),
                             help_text=gettext_lazy("One point a line. It can still change until the meeting."))
    field_order = ["title", "day", "begins", "ends", "place", "online_url", "agenda"]

    def clean_agenda(self) -> str:
        return plain(self.cleaned_data["agenda"]).strip()

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("place") and not given.get("online_url") and not {"place", "online_url"} & set(self.errors):
            self.add_error("place", _("Say where: a place, a link to join online, or both."))
        return given

    def plan(self) -> SessionPlan:
        given = self.cleaned_data
        return SessionPlan(given["title"], *self.span, place=given["place"], online_url=given["online_url"])

    @staticmethod
    def initial_of(meeting: GroupMeeting) -> dict:
        session, exchange = meeting.exchange_session, meeting.group.exchange
        begins, ends = wall_of(session.starts_at, exchange.zone), wall_of(session.ends_at, exchange.zone)
        return {"title": session.title, "day": begins.date(), "begins": begins.time(), "ends": ends.time(), "place": session.place,
                "online_url": session.online_url, "agenda": meeting.agenda, "seen": exchange.changed_at.isoformat()}


class CancelMeetingForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = SingleLine(label=gettext_lazy("Why it is cancelled"), max_length=500, widget=forms.TextInput(attrs=WIDE), help_text=gettext_lazy("Members are told these words."))
